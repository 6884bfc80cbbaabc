#pragma once

#include "demarche/certify/moves.h"

#include <cstdint>

namespace demarche {

// How something comes about: first how many moves of chance with odds of 0 it takes, then how many moves of actors with
// probability 0, then the log-probability of the others. Actors may make mistakes, chance makes none: however rare, a
// mistake is likelier than what cannot be.
struct Reach {
  std::uint32_t num_impossible = 0;
  std::uint32_t num_trembles = 0;
  Real log = 0;
};

// Whether Bayes' rule can weigh the one against the other.
inline bool is_alike(const Reach& a, const Reach& b) {
  return a.num_impossible == b.num_impossible && a.num_trembles == b.num_trembles;
}

inline bool has_probability(const Reach& reach) { return is_alike(reach, {}); }

inline bool is_likelier(const Reach& a, const Reach& b) {
  if (a.num_impossible != b.num_impossible) return a.num_impossible < b.num_impossible;
  return a.num_trembles != b.num_trembles ? a.num_trembles < b.num_trembles : a.log > b.log;
}

}  // namespace demarche
