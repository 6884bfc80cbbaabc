#include "demarche/compile/raid_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace demarche {
namespace {

const std::string& level_name(const RaidReading& reading, const Raid::Level& level) {
  return reading.model.variables[reading.raid.variable].values[level.value].name;
}

// One more than the leakers a level goes up to, at most `most`; nothing where its bound is no count, which is reported.
std::optional<std::size_t> end_of_level(const RaidReading& reading, const Raid::Level& level, std::size_t most) {
  if (!level.up_to) return most;
  const double bound = evaluate(*level.up_to, reading.point, reading.state);
  if (bound >= 0 && bound == std::floor(bound) && std::isfinite(bound)) {
    return static_cast<std::size_t>(std::min(bound + 1, static_cast<double>(most)));
  }
  reading.diagnostics.push_back(
      {Kind::E019,
       fmt::format("`{}` goes up to {} leakers, not a whole number", level_name(reading, level), bound),
       {level.up_to->span, reading.where},
       {},
       "change the number, or the parameters it is computed from"});
  return std::nullopt;
}

}  // namespace

std::vector<double> cut_into_levels(const RaidReading& reading, const std::vector<double>& law) {
  std::vector<double> odds(reading.raid.levels.size(), 0.0);
  std::size_t from = 0;
  for (std::size_t k = 0; k < odds.size(); ++k) {
    const std::optional<std::size_t> end = end_of_level(reading, reading.raid.levels[k], law.size());
    if (!end) return odds;
    for (; from < *end; ++from) odds[k] += law[from];
  }
  if (from < law.size()) {
    reading.diagnostics.push_back({Kind::E019,
                                   fmt::format("`impact` leaves {} or more leakers without a level", from),
                                   {reading.span, reading.where},
                                   {},
                                   "end with a level `above`"});
  }
  return odds;
}

}  // namespace demarche
