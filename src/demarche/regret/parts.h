#pragma once

#include "demarche/regret/run.h"

namespace demarche {

// An actor's bundles as the kernels take them.
struct ActorBundles {
  const RegretGame& game;
  std::size_t actor = 0;
};

BundlePart part_of(const ActorBundles& parts, const std::vector<std::uint32_t>& order);

// What is done to each part on the way up: jobs first, then the top, which takes what the jobs' rims are worth.
struct UpwardSweep {
  const TermView* terms = nullptr;  // paid as the sweep comes by; null where values hold all payments already
  const double* plans = nullptr;
  Keep keep = Keep::Nothing;
  Weights weights;
  Rows rows;
  double* kept = nullptr;
};
void sweep_actor(const ActorBundles& parts, const UpwardSweep& sweep, const Workers& workers);

// Values of all of an actor's sequences against the plans.
void pay_actor(const ActorBundles& parts, const double* plans, double* values, const Workers& workers);

void match_actor(const ActorBundles& parts, const Rows& rows, const Workers& workers);

// The rows of an actor's sequences, first and past the last, its empty row included.
std::pair<std::uint32_t, std::uint32_t> rows_of(const ActorBundles& parts);

}  // namespace demarche
