#pragma once

#include "demarche/raid/defence.h"
#include "demarche/raid/jacobi.h"

namespace demarche {

// The law of the probability that an engagement of one class in one layer stops its target. It is drawn once a raid.
struct Stopping {
  enum class Kind : std::uint8_t { Certain, Beta, Nodes };
  Kind kind = Kind::Certain;
  double certain = 0;                // Certain
  BetaShare beta{};                  // Beta
  std::vector<WeightedShare> nodes;  // Nodes: finitely many, exact up to the number of engagements asked for
};

// 1 - (1 - p)^shots.
double stops_with_shots(double p, int shots);

// The Beta law with this mean, strictly between 0 and 1, and this rho.
BetaShare beta_with(double mean, double rho);

// `stops` is the engagement's probability after the regime; exact for up to `most_engagements` a raid.
Stopping stopping_of(const Engagement& engagement, double stops, std::size_t most_engagements);

// How many of `num_engaged` get through.
Law survivors(const Stopping& stopping, std::size_t num_engaged);

// What is known of the probability after `num_stopped` of the engaged were stopped and `num_through` were not.
Stopping after(const Stopping& stopping, std::size_t num_stopped, std::size_t num_through);

}  // namespace demarche
