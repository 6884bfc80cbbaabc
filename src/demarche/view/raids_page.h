#pragma once

#include "demarche/base/provenance.h"
#include "demarche/study/raids.h"
#include "demarche/view/page.h"

namespace demarche {

// `demarche raid`: what gets through, by coalition, as a table, as bars, with the shots spent.
struct RaidReport {
  Provenance provenance;
  const Model* model = nullptr;
  const std::vector<RaidStudy>* raids = nullptr;
};
view::Page raids_page(const RaidReport& report, view::Part part);

// Its three parts.
std::vector<view::Section> raid_sections(const RaidReport& report);
view::Table raids_table(const RaidReport& report);
view::Data raids_data(const RaidReport& report);

}  // namespace demarche
