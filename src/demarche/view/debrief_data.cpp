#include "demarche/view/debrief_page.h"
#include "demarche/view/seat_page.h"
#include "demarche/view/steps_told.h"

#include <iterator>

namespace demarche {
namespace {

const Model& model_told(const DebriefTelling& telling) { return telling.sitting.solved->model; }

view::Data lines_data(const DebriefTelling& telling) {
  view::Data lines = view::Data::list();
  for (const LineAtEnd& line : telling.back.lines) {
    const PayoffTerm& term = model_told(telling).payoffs[telling.back.seat][line.line];
    lines.push_back({{"line", term.line}, {"label", term.label}, {"amount", line.amount}});
  }
  return lines;
}

view::Data ends_data(const DebriefTelling& telling, const EndsAhead& ends) {
  const Model& model = model_told(telling);
  view::Data data = {{"mean", ends.mean}, {"worse", ends.worse}, {"quantiles", view::Data::list()}};
  for (std::size_t k = 0; k < ends.quantiles.size(); ++k)
    data["quantiles"].push_back({{"share", shares_of_quantiles[k]}, {"payoff", ends.quantiles[k]}});
  data["scales"] = view::Data::list();
  const std::vector<VariableId> scales = scales_of(model);
  for (std::size_t row = 0; row < scales.size(); ++row) {
    view::Data levels = view::Data::list();
    for (std::size_t level = 0; level < ends.levels[row].size(); ++level)
      levels.push_back(
          {{"name", model.variables[scales[row]].values[level].name}, {"probability", ends.levels[row][level]}});
    data["scales"].push_back({{"name", model.variables[scales[row]].name}, {"levels", std::move(levels)}});
  }
  data["events"] = view::Data::list();
  const std::vector<std::size_t> events = events_of(model);
  for (std::size_t row = 0; row < events.size(); ++row)
    data["events"].push_back({{"name", model.definitions[events[row]].name}, {"probability", ends.events[row]}});
  return data;
}

view::Data option_data(const DebriefTelling& telling, const ChoiceInHindsight& choice,
                       const OptionInHindsight& option) {
  const Variable& move = model_told(telling).variables[choice.move];
  view::Data data = {
      {"name", move.values[option.value].name},
      {"words", said_of_value(model_told(telling), telling.sitting.solved->parameters, choice.move, option.value)},
      {"probability", option.probability},
      {"worth", option.worth}};
  data.update(ends_data(telling, option.ends));
  return data;
}

view::Data belief_back_data(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  if (!choice.belief) return {};
  const BeliefInHindsight& belief = *choice.belief;
  const Variable& variable = model_told(telling).variables[belief.about.variable];
  return {{"about", variable.name},
          {"value", variable.values[belief.about.value].name},
          {"said", belief.said},
          {"bayes", belief.bayes},
          {"was_so", belief.was_so},
          {"score", belief.said ? view::Data(quadratic_score(*belief.said, belief.was_so)) : view::Data()},
          {"bayes_score", quadratic_score(belief.bayes, belief.was_so)}};
}

view::Data why_data(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  if (!choice.other) return {};
  const Variable& move = model_told(telling).variables[choice.move];
  view::Data data = {{"over", move.values[choice.options[*choice.other].value].name},
                     {"total", choice.lines.total},
                     {"lines", view::Data::list()}};
  for (std::size_t row = 0; row < choice.lines.by_line.size(); ++row) {
    const PayoffTerm& term = model_told(telling).payoffs[telling.back.seat][row];
    data["lines"].push_back({{"line", term.line}, {"label", term.label}, {"adds", choice.lines.by_line[row]}});
  }
  return data;
}

view::Data choice_back_data(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  const Variable& move = model_told(telling).variables[choice.move];
  view::Data rounds = view::Data::list();
  if (choice.place) {
    for (const std::size_t round : choice.place->rounds) rounds.push_back(round);
  }
  view::Data data = {
      {"move", move.name},
      {"stage", choice.place ? view::Data(model_told(telling).stages[choice.place->stage].title) : view::Data()},
      {"rounds", std::move(rounds)},
      {"chosen", move.values[choice.options[choice.choice.option].value].name},
      {"best", move.values[choice.options[choice.best].value].name},
      {"gave_up", choice.gave_up},
      {"options", view::Data::list()},
      {"belief", belief_back_data(telling, choice)},
      {"why", why_data(telling, choice)}};
  for (const OptionInHindsight& option : choice.options)
    data["options"].push_back(option_data(telling, choice, option));
  return data;
}

}  // namespace

view::Data seat_debrief_data(const DebriefTelling& telling) {
  const Actor& actor = model_told(telling).actors[telling.back.seat];
  view::Data data = {{"seat", actor.name},
                     {"label", actor.long_name},
                     {"payoff", telling.back.payoff},
                     {"expected", telling.back.expected},
                     {"lines", lines_data(telling)},
                     {"choices", view::Data::list()}};
  for (const ChoiceInHindsight& choice : telling.back.choices)
    data["choices"].push_back(choice_back_data(telling, choice));
  return data;
}

}  // namespace demarche
