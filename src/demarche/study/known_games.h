#pragma once

#include "demarche/compile/compile.h"

#include <cstddef>
#include <map>
#include <memory>

namespace demarche {

// Games of variants that were unfolded before, for whoever asks the same model again at other numbers, of which no game
// hangs: small ones, since they are held beside each other. One thread at a time.
struct KnownGames {
  std::map<VariantId, std::shared_ptr<const Compiled>> of_variant;
  std::size_t num_nodes = 0;
};
inline constexpr std::size_t most_nodes_known = 500'000;

}  // namespace demarche
