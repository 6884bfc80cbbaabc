#pragma once

#include "demarche/game/efg.h"
#include "demarche/game/efg_tree.h"

#include <optional>

namespace demarche {

struct EfgBuilt {
  EfgFile file;
  Table<NodeId, std::uint32_t> rows;  // where each node stands in the file's order
};

// Renumbers the nodes breadth first, the information sets by their first node, chance's sets and the outcomes by the
// file's numbers, and adds outcomes on inner nodes to those of the terminal nodes below: each sum is an outcome of its
// own. The tree must be whole. nullopt where these sums need more than 2^24 numbers.
std::optional<EfgBuilt> build_efg(EfgTree tree);

}  // namespace demarche
