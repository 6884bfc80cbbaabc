#include "demarche/engine/reports.h"

#include "demarche/refine/refine.h"

#include <utility>

namespace demarche {

namespace {

// What a report may say of a problem in each of its forms.
void take_form(Report& report, const Solved& solved) {
  report.game = &solved.compiled.game;
  report.stakes = &solved.stakes;
  report.model = &solved.model;
  report.solved = &solved;
}

void take_form(Report& report, const SolvedPublic& solved) {
  report.game = &solved.labels;
  report.open = &solved.compiled.game;
}

void take_form(Report& report, const SolvedFile& solved) {
  report.game = &solved.game;
  report.stakes = &solved.stakes;
}

// Histories that are looked at beside the time it takes to solve them.
constexpr std::size_t most_nodes_refined = 1'000'000;

bool may_be_refined(const Game& game) { return game.nodes.size() <= most_nodes_refined; }

// Whether what was found rests on beliefs that refinements rule out: of an equilibrium over histories.
void take_refinements(Report& report, const Game& game, const Stakes& stakes) {
  if (!may_be_refined(game)) return;
  const auto refined = [&](const Solution& solution, const Certificate& certificate) -> std::optional<Refinement> {
    if (!reached(solution.reason)) return std::nullopt;
    Refinement found = refine(game, stakes, solution.strategy, certificate);
    if (solution.reason == StopReason::ReachedPrecision) found.num_used = 0;  // mistakes use every message
    return found;
  };
  report.refinement = refined(*report.solution, *report.certificate);
  if (!report.equilibria) return;
  for (const Equilibrium& row : report.equilibria->rows)
    report.refinements.push_back(refined(row.found.solution, row.certificate));
}

Report report_in_form(const auto& solved, const Source& source, Provenance provenance) {
  Report report;
  report.provenance = std::move(provenance);
  report.solution = &solved.solution;
  report.certificate = &solved.certificate;
  report.source = &source;
  take_form(report, solved);
  return report;
}

}  // namespace

Report report_on(const Solved& solved, const Source& source, Provenance provenance) {
  return report_in_form(solved, source, std::move(provenance));
}

Report report_on(const Found& found, const Source& source, Provenance provenance) {
  Report report = std::visit([&](const auto& solved) { return report_in_form(solved, source, std::move(provenance)); },
                             found.solved);
  if (found.equilibria) report.equilibria = &*found.equilibria;
  if (found.naming) report.naming = &*found.naming;
  if (!report.open) take_refinements(report, *report.game, *report.stakes);
  return report;
}

}  // namespace demarche
