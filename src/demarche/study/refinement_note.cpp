#include "demarche/study/refinement_note.h"

#include "demarche/refine/objection_words.h"

namespace demarche {
namespace {

constexpr std::size_t most_nodes_refined = 1'000'000;
constexpr std::string_view the_equilibrium = "the equilibrium that this is read from ";

Refinement refinement_at(const Study& study, const Ruleset& ruleset, const SolvedPoint& point) {
  const Game& game = ruleset.compiled->game;
  const bool is_told = study.wording == Wording::Full && point.lost.empty() && reached(point.solution.reason);
  if (!is_told || game.nodes.size() > most_nodes_refined) return {};
  return refine(game, point.stakes, point.solution.strategy, point.certificate);
}

}  // namespace

std::string failed_refinement(const Study& study, const Ruleset& ruleset, const SolvedPoint& point) {
  const Refinement found = refinement_at(study, ruleset, point);
  return found.objections.empty() ? std::string() : refinement_text(ruleset.compiled->game, found);
}

std::string note_on_refinement(const Study& study, const Ruleset& ruleset, const SolvedPoint& point) {
  const std::string failed = failed_refinement(study, ruleset, point);
  return failed.empty() ? std::string() : std::string(the_equilibrium) + failed;
}

std::string short_note_on_refinement(const Study& study, const Ruleset& ruleset, const SolvedPoint& point) {
  const Refinement found = refinement_at(study, ruleset, point);
  if (found.objections.empty()) return {};
  return std::string(the_equilibrium) + "fails " + std::string(criterion_text(found.objections.front().criterion));
}

}  // namespace demarche
