#include "demarche/regret/split.h"

#include <algorithm>
#include <numeric>

namespace demarche {

Split make_split(const Sequences& sequences, const Terms&, std::size_t actor) {
  Split split;
  split.top.resize(sequences.first_bundles[actor + 1] - sequences.first_bundles[actor]);
  std::iota(split.top.begin(), split.top.end(), 0U);
  return split;
}

}  // namespace demarche
