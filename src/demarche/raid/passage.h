#pragma once

#include "demarche/raid/situation.h"

namespace demarche {

// A group of classes on their way through all layers, in one situation.
struct GroupOutcome {
  std::vector<Law> by_class;               // of each class of the group
  Law total;                               // of their sum
  std::vector<std::vector<double>> shots;  // expected, [layer][class of the group]
};

GroupOutcome pass_layers(const Situation& situation, const std::vector<std::size_t>& classes);

}  // namespace demarche
