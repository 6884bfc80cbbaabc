#include "demarche/study/columns.h"
#include "demarche/study/forcing.h"
#include "demarche/study/rows.h"
#include "demarche/study/why_difference.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace demarche {
namespace {

// One of the two worlds, and what it is called.
struct NamedSide {
  std::string name;
  PlayedSide played;
  std::string note = {};
};
using TwoSides = std::array<NamedSide, 2>;

std::optional<NamedSide> side_at(Study& study, Ruleset& ruleset, const Parameters& parameters, std::string name,
                                 const Task& task, const Question& question) {
  const SolvedPoint* point = solve_at(study, ruleset, parameters, task);
  if (!point) return std::nullopt;
  if (!point->lost.empty()) {
    tell(study, {{Kind::E019, point->lost, {question.span, ""}, {}, "ask under the first equilibrium"}}, task);
    return std::nullopt;
  }
  const Position position = position_of(ruleset, *point);
  if (!is_defined_at(study, position, question, task)) return std::nullopt;
  return NamedSide{std::move(name), {position, point->solution.strategy}, point->note};
}

std::optional<TwoSides> sides_of_variants(Study& study, const Question& question) {
  std::array<std::optional<NamedSide>, 2> sides;
  for (std::size_t k = 0; k < 2; ++k) {
    const std::optional<VariantId> variant = question.across[k];
    const std::string name = case_name(study.baseline->model, variant);
    Ruleset* ruleset = ruleset_of(study, variant);
    if (!ruleset) return std::nullopt;
    const Task task{"why: " + name, static_cast<double>(k) / 2, variant ? fmt::format("in variant `{}`", name) : "",
                    question.span};
    sides[k] = side_at(study, *ruleset, ruleset->parameters, name, task, question);
    if (!sides[k]) return std::nullopt;
  }
  return TwoSides{std::move(*sides[0]), std::move(*sides[1])};
}

std::optional<TwoSides> sides_of_numbers(Study& study, const Question& question) {
  Ruleset& ruleset = study.rulesets.front();
  const std::string& parameter = ruleset.model->parameters[question.parameter].name;
  std::array<std::optional<NamedSide>, 2> sides;
  for (std::size_t k = 0; k < 2; ++k) {
    const Task here{"why", static_cast<double>(k) / 2, "", question.span};
    const auto at =
        finite_number(study, study.here, k == 0 ? question.from : question.to, "a value of " + parameter, here);
    if (!at) return std::nullopt;
    const std::string name = fmt::format("{} = {:.6g}", parameter, *at);
    Parameters parameters = ruleset.parameters;
    parameters[question.parameter] = *at;
    const Task task{"why: " + name, here.fraction, "with `" + name + "`", question.span};
    sides[k] = side_at(study, ruleset, parameters, name, task, question);
    if (!sides[k]) return std::nullopt;
  }
  return TwoSides{std::move(*sides[0]), std::move(*sides[1])};
}

TwoSides sides_of_choices(const Position& position, const Forcing& forcing) {
  const auto side = [&](ValueIndex value) {
    Forced forced = force(position, forcing.move, value);
    const Variable& move = position.model->variables[forcing.move];
    return NamedSide{move.values[value].name, {position, std::move(forced.strategy)}, std::move(forced.note)};
  };
  return {side(forcing.values[0]), side(forcing.values[1])};
}

std::optional<TwoSides> sides_of(Study& study, const Question& question) {
  if (question.forcing) {
    if (!is_defined_at(study, study.here, question, {"", -1, "", question.span})) return std::nullopt;
    return sides_of_choices(study.here, *question.forcing);
  }
  return question.across.empty() ? sides_of_numbers(study, question) : sides_of_variants(study, question);
}

void tell_difference(const Model& model, const DifferenceReasons& reasons, OfWhyDifference& why) {
  why.total = reasons.first - reasons.second;
  why.by_everybody = reasons.by_everybody;
  why.by_rules = reasons.by_rules;
  why.num_unmatched = reasons.num_unmatched;
  for (const HeldActor& held : reasons.actors)
    why.actors.push_back({model.actors[held.actor].name, held.value, held.goes_away});
  for (const ChangedMove& change : reasons.changes) {
    const Variable& move = model.variables[change.move];
    why.changes.push_back(
        {model.actors[*move.owner].name, move.name, move.values[change.value].name, change.first, change.second});
  }
}

AnswerRow row_of(const NamedSide& side, const Question& question) {
  const Outlook outlook = look_ahead(side.played.position, side.played.strategy);
  AnswerRow row = rows_of(side.played.position, outlook, question).front();
  row.label = side.name;
  append_note(row.note, side.note);
  return row;
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfWhyDifference& why) {
  const auto sides = sides_of(study, question);
  if (!sides) return std::nullopt;
  const Quantity& quantity = question.quantities.front();
  const auto& [first, second] = *sides;
  tell_difference(*first.played.position.model,
                  reasons_of(first.played, second.played, quantity, question.given ? &*question.given : nullptr), why);
  return std::vector<AnswerRow>{row_of(first, question), row_of(second, question)};
}

}  // namespace demarche
