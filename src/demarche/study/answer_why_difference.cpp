#include "demarche/study/columns.h"
#include "demarche/study/forcing.h"
#include "demarche/study/rows.h"
#include "demarche/study/why_difference.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

// One of the two worlds, and what it is called.
struct NamedSide {
  std::string name;
  PlayedSide played;
  AnswerRow row;  // the quantity in it; NaN where it has none
};
using TwoSides = std::array<NamedSide, 2>;

AnswerRow row_of(const PlayedSide& played, const Question& question) {
  return rows_of(played.position, look_ahead(played.position, played.strategy, question.seen_by), question).front();
}

std::optional<NamedSide> side_at(Study& study, Ruleset& ruleset, const Parameters& parameters, std::string name,
                                 const Task& task, const Question& question) {
  const SolvedPoint* point = solve_at(study, ruleset, parameters, task);
  if (!point) return std::nullopt;
  NamedSide side{std::move(name), {position_of(ruleset, *point), point->solution.strategy}, {}};
  if (point->lost.empty() && !is_defined_at(study, side.played.position, question, task)) return std::nullopt;
  side.row = rows_at(ruleset, *point, question).front();
  return side;
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

TwoSides sides_of_choices(const Position& position, const Question& question, const Forcing& forcing) {
  const auto side = [&](ValueIndex value) {
    Forced forced = force(position, {{forcing.move, value}});
    const PlayedSide played{position, std::move(forced.strategy)};
    NamedSide named{position.model->variables[forcing.move].values[value].name, played, row_of(played, question)};
    append_note(named.row.note, forced.note);
    return named;
  };
  return {side(forcing.values[0]), side(forcing.values[1])};
}

std::optional<TwoSides> sides_of(Study& study, const Question& question) {
  if (question.forcing) {
    if (!is_defined_at(study, study.here, question, {"", -1, "", question.span})) return std::nullopt;
    return sides_of_choices(study.here, question, *question.forcing);
  }
  return question.across.empty() ? sides_of_numbers(study, question) : sides_of_variants(study, question);
}

void tell_difference(const Model& model, const DifferenceReasons& reasons, OfWhyDifference& why) {
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

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfWhyDifference& why) {
  auto sides = sides_of(study, question);
  if (!sides) return std::nullopt;
  auto& [first, second] = *sides;
  first.row.label = first.name;
  second.row.label = second.name;
  // None of these is known where one of the worlds has no such number.
  why.total = why.by_everybody = why.by_rules = first.row.value - second.row.value;
  if (!std::isnan(why.total)) {
    const Formula* given = question.given ? &*question.given : nullptr;
    tell_difference(*first.played.position.model,
                    reasons_of(first.played, second.played, {question.quantities.front(), given, question.seen_by}),
                    why);
  }
  return std::vector<AnswerRow>{std::move(first.row), std::move(second.row)};
}

}  // namespace demarche
