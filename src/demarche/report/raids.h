#pragma once

#include "demarche/study/raids.h"
#include "demarche/view/raid_words.h"
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

}  // namespace demarche
