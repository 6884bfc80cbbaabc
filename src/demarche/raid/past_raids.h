#pragma once

#include "demarche/raid/calibrate.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

struct PastRaids {
  std::string name;  // of the class; "all" where the table has no classes
  std::vector<PastRaid> raids;
};

// A table of raids as CSV: a header with the columns `launched` and `stopped`, and `class` if there are several; others
// are left alone. Rows in which nothing was launched are skipped. One sentence where the table does not read.
std::expected<std::vector<PastRaids>, std::string> read_past_raids(std::string_view csv);

}  // namespace demarche
