#pragma once

#include "demarche/raid/thinning.h"

#include <vector>

namespace demarche {

// One case of a raid in which all draws that classes or layers have in common are settled: the regime, who is there,
// and the draws that several layers share.
struct Situation {
  const Defence& defence;
  OwnerSet present = 0;
  const Regime* regime = nullptr;  // null: none, nothing is multiplied
  // The engagement's probability where a shared draw settled it, below 0 elsewhere: [layer][class].
  std::vector<std::vector<double>> settled{};
};

// Whether the layer engages a class: it is meant for it, its owner is there and something comes.
bool engages(const Situation& situation, std::size_t layer, std::size_t one);

// The probability that one shot stops its target, in this regime.
double single_shot(const Situation& situation, std::size_t layer, std::size_t one);

// The most engagements of a class in a layer.
std::size_t most_engagements(const Defence& defence, std::size_t layer, std::size_t one);

// Classes that share the layer's magazine there, in order of priority; empty where it serves fewer than two or is large
// enough for all.
std::vector<std::size_t> sharers(const Situation& situation, std::size_t layer);

// The class in the layer by itself. Among several sharers the common magazine is left out.
Thinning thinning_of(const Situation& situation, std::size_t layer, std::size_t one);

// Classes that shared magazines make depend on each other, one group each; in order.
std::vector<std::vector<std::size_t>> dependent_groups(const Situation& situation);

// Layers that share one draw for a class.
struct CommonDraw {
  std::size_t one = 0;  // the class
  std::vector<std::size_t> layers;
  std::size_t num_nodes = 1;  // of the quadrature over what is drawn: enough to be exact
};
std::vector<CommonDraw> common_draws(const Situation& situation, const std::vector<std::size_t>& classes);

std::vector<WeightedShare> nodes_of(const Situation& situation, const CommonDraw& draw);

// Lets this share be drawn.
void settle(Situation& situation, const CommonDraw& draw, double share);

}  // namespace demarche
