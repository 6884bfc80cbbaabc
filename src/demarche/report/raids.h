#pragma once

#include "demarche/study/raids.h"
#include "demarche/view/report.h"

#include <string>
#include <vector>

namespace demarche {

// `demarche raid`: what gets through, by coalition, as a table, as bars, with the shots spent.
struct RaidReport {
  Provenance provenance;
  const Model* model = nullptr;
  const std::vector<RaidStudy>* raids = nullptr;
};
std::string raids_as_text(const RaidReport& report, const TerminalOptions& options);
std::string raids_as_json(const RaidReport& report);  // schema 1, docs/reference/json.md
std::string raids_as_csv(const RaidReport& report);

// The part of a report page on raids; empty where the model has none.
std::string raids_part(const std::vector<RaidStudy>& raids);

// "everybody", "without US and Jordan".
std::string coalition_text(const std::vector<std::string>& withdrawn);

// "170 drones, 30 cruise (50% arrive)".
std::string launched_text(const RaidStudy& study, const RaidCase& one);

// The smallest and the largest number of leakers when 5% are cut off at each end.
struct LeakerRange {
  std::size_t low = 0;
  std::size_t high = 0;
};
LeakerRange middle_ninety(const std::vector<double>& law);

// Whether simulated raids bear out the exact ones: no mean further off than 3.3 standard errors, the laws within the
// 99% bound of Kolmogorov and Smirnov.
struct Verdict {
  bool agrees = true;
  double largest_z = 0;
  std::size_t num_means = 0;
};
Verdict verdict_on(const Agreement& agreement);

}  // namespace demarche
