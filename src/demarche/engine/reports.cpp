#include "demarche/engine/reports.h"

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
  return report;
}

}  // namespace demarche
