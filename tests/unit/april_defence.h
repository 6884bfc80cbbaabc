#pragma once

#include "demarche/raid/defence.h"

#include <utility>
#include <vector>

// The raid of April 2024 as a defence with caps, magazines and salvos, for tests and timings.
namespace demarche::april {

inline DefenceLayer layer_of(std::size_t owner, std::vector<Engagement> by_class) {
  return {.by_class = std::move(by_class), .shared = {}, .num_looks = 1, .owner = owner};
}

// 170 drones, 30 cruise missiles and 120 ballistic missiles; the first layer is the partners', the rest the defender's.
inline Defence defence() {
  Defence defence;
  defence.threats = {{170}, {30}, {120}};
  defence.num_owners = 2;
  defence.layers = {
      layer_of(0, {{.stops = 0.8, .cap = 100}, {.stops = 0.8, .cap = 6}, {.stops = 0.75, .cap = 8}}),
      layer_of(1, {{.stops = 0.98}, {.stops = 0.95}, {}}),
      layer_of(1, {{}, {}, {.stops = 0.75, .shots = 2, .magazine = 200}}),
      layer_of(1, {{.stops = 0.9}, {.stops = 0.9}, {.stops = 0.5}}),
  };
  defence.layers.back().shared = {60, {2, 1, 0}};
  return defence;
}

}  // namespace demarche::april
