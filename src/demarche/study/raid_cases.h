#pragma once

#include "demarche/study/raids.h"

namespace demarche {

// Courses of the story that matter to a raid: every combination of values of what its formulas read, those that come to
// the same numbers as one case, those in which nothing is launched left out unless nothing ever is.
struct RaidCourse {
  std::string where;
  std::vector<ValueIndex> state;
  RaidNumbers numbers;
};
std::vector<RaidCourse> raid_courses(const RaidReading& reading);

// The defence as it is without the layers of some owners, who are there no more.
RaidNumbers without_owners(const RaidNumbers& numbers, const std::vector<std::string>& owners);

// Whether two defences let through the same, whoever owns them.
bool same_defence(const RaidNumbers& a, const RaidNumbers& b);

}  // namespace demarche
