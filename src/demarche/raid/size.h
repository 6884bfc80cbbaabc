#pragma once

#include "demarche/raid/defence.h"

namespace demarche {

// What an exact outcome would take, from the counts alone, before any work: about how many operations for one
// coalition, and the cells of the largest joint array.
struct RaidSize {
  double num_steps = 0;
  double num_cells = 0;
};
RaidSize size_of(const Defence& defence, OwnerSet present);

// About two seconds, and 64 MB.
inline constexpr double most_raid_steps = 2e9;
inline constexpr double most_raid_cells = 8e6;

}  // namespace demarche
