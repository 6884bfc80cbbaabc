#pragma once

#include "demarche/base/workers.h"
#include "demarche/regret/kernels.h"
#include "demarche/regret/regret.h"
#include "demarche/regret/split.h"

#include <vector>

namespace demarche {

// A game as the iterations see it.
struct RegretGame {
  const Game& game;  // must stay, with the stakes, for sampling
  const Stakes& stakes;
  std::size_t num_actors = 0;
  Sequences sequences;
  std::vector<Terms> terms;   // [actor]
  std::vector<Split> splits;  // [actor]
  bool is_constant_sum = false;
  double payoff_range = 0;
};

// The largest regret that may be nothing but rounding.
double regret_floor(const RegretGame& game);

RegretGame make_regret_game(const Game& game, const Stakes& stakes);

// Everything that one method has learnt; all numbers by row of Sequences.
struct RegretRun {
  RegretMethod method = RegretMethod::CfrPlus;
  std::uint64_t num_iterations = 0;
  double weight = 0;  // of all plans in the average
  Numbers regrets;
  Numbers matched;  // empty where plans are in proportion to the regrets themselves
  Numbers plan;
  Numbers average;
  Numbers values;
  Numbers kept;
  // Not for constant-sum games: weighted sums over iterations of what each sequence paid against the others' plans, and
  // of what each actor was paid.
  Numbers paid_rows;
  std::vector<double> paid;  // [actor]
  // Monte Carlo only.
  std::uint64_t seed = 1;
  std::uint32_t num_draws = 0;  // a job
  std::vector<double> drawn;    // [job x rows of the actor at hand]
};

RegretRun start_run(const RegretGame& game, RegretMethod method, std::uint64_t seed = 1);
void iterate(const RegretGame& game, RegretRun& run, const Workers& workers);

struct RegretMeasure {
  Table<ActorId, double> gains;
  Table<ActorId, double> regrets;
  double gap = 0;
};

// How good the average is; exact, for about the cost of an iteration. The run is left as it was.
RegretMeasure measure(const RegretGame& game, RegretRun& run, const Workers& workers);

// The average plans as a strategy.
Strategy average_strategy(const Game& game, const RegretGame& regret_game, RegretRun& run);

}  // namespace demarche
