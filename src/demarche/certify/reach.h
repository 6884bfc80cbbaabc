#pragma once

#include "demarche/certify/moves.h"

#include <cstdint>

namespace demarche {

// How something comes about: first how many moves of probability 0 it takes, then the log-probability of the others.
struct Reach {
  std::uint32_t num_trembles = 0;
  Real log = 0;
};

// Fewer trembles, then the larger probability.
inline bool is_likelier(const Reach& a, const Reach& b) {
  return a.num_trembles != b.num_trembles ? a.num_trembles < b.num_trembles : a.log > b.log;
}

}  // namespace demarche
