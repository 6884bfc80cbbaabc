#pragma once

#include "demarche/raid/stopping.h"

#include <vector>

namespace demarche {

// What a layer's limits leave to one class of which so many are there: shots for a first look, shots for both.
struct Limits {
  int shots = 1;  // an engagement
  int cap = unlimited;
  int magazine = unlimited;
  int num_looks = 1;
};

// The most engagements when `num_targets` are wanted, `num_used` of the cap are gone and so many shots are left.
std::size_t engagements(const Limits& limits, std::size_t num_targets, std::size_t num_used, int shots_left);

// Whether the limits never bind for up to so many targets.
bool never_binds(const Limits& limits, std::size_t most_targets);

// One class in one layer that shares its magazine with no other class.
struct Thinning {
  Stopping stopping;
  Limits limits;
};

// What becomes of a number of targets: the law of those that get through, and the expected shots.
struct Passage {
  Law through;
  double shots = 0;
};

Passage pass(const Thinning& thinning, std::size_t num_targets);

// The law of a number of targets pushed through the layer.
Passage pass(const Thinning& thinning, const Law& targets);

// Several layers for each number of targets at once: row n is the law of those that get through of n.
using Kernel = std::vector<Law>;
Kernel kernel_of(const std::vector<Thinning>& thinnings, std::size_t most_targets);

}  // namespace demarche
