#include "demarche/study/rows.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_places_named = 100;

bool reads_parameters_by(const Model& model, const Instruction& step) {
  if (step.op == OpCode::Parameter) return true;
  if (step.op != OpCode::Reading) return false;
  return std::ranges::any_of(model.variables[VariableId{step.index}].values,
                             [](const Value& value) { return reads_parameters(value.number); });
}

// Whether the places depend on the numbers at which the question is asked.
bool moves_with_parameters(const Model& model, const Question& question) {
  return question.given && std::ranges::any_of(question.given->code, [&](const Instruction& step) {
           return reads_parameters_by(model, step);
         });
}

// Worked out once for a question whose places stay what they are, whatever the numbers.
const BeliefPlaces& places_of(Study& study, const Question& question, const Point& point) {
  const Position& position = study.here;
  const bool moves = moves_with_parameters(*position.model, question);
  const auto known = std::ranges::find_if(study.belief_places, [&](const KnownPlaces& one) {
    return one.compiled == position.compiled && one.question == question.text;
  });
  if (known != study.belief_places.end() && !moves) return known->places;
  KnownPlaces& place = known != study.belief_places.end() ? *known : study.belief_places.emplace_back();
  place = {position.compiled, question.text,
           belief_places(*position.model, *position.compiled, point, question.believer,
                         question.given ? &*question.given : nullptr)};
  return place.places;
}

void name_places(const Position& position, Belief belief, OfBelief& found) {
  std::ranges::sort(belief.places, [](const BeliefAt& a, const BeliefAt& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.place < b.place;
  });
  found.num_asked_at = belief.places.size();
  for (std::size_t k = 0; k < std::min(most_places_named, belief.places.size()); ++k) {
    BeliefAt& one = belief.places[k];
    found.asked_at.push_back(
        {label_of(*position.model, *position.compiled, *one.place), one.weight, std::move(one.shares)});
  }
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfBelief& asked) {
  const Position& position = study.here;
  if (!is_defined_at(study, position, question, {"", -1, "", question.span})) return std::nullopt;
  const Outlook outlook = look_ahead(position, position.solution->strategy, question.believer);
  const Variable& trait = position.model->variables[question.trait];
  Belief belief = belief_of(outlook, places_of(study, question, outlook.point), question.trait);
  std::vector<AnswerRow> rows;
  const std::vector<std::string> values = values_held(trait);
  for (std::size_t value = 0; value < values.size(); ++value) {
    AnswerRow row;
    row.label = values[value];
    row.quantity = trait.name;
    row.value = belief.shares[value];
    certify_row(row, position);
    if (question.given) note_condition(row, belief.log_condition);
    rows.push_back(std::move(row));
  }
  if (study.wording == Wording::Full) name_places(position, std::move(belief), asked);
  return rows;
}

}  // namespace demarche
