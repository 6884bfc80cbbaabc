#pragma once

#include "demarche/base/progress.h"
#include "demarche/base/workers.h"
#include "demarche/game/solution.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

enum class RegretMethod : std::uint8_t {
  Automatic,         // races the deterministic ones and goes on with the best
  CfrPlus,           // Tammelin 2014: regret matching+, plans weighted by t
  Discounted,        // DCFR, Brown & Sandholm 2019: alpha 3/2, beta 0, gamma 2
  Predictive,        // PCFR+, Farina, Kroer & Sandholm 2021: plans weighted by t^2
  PredictiveScaled,  // PDCFR+, Xu, Li, Liu, Fu, Fu, Xing & Cheng 2024: alpha 2.3, gamma 5
  MonteCarlo         // external sampling, Lanctot, Waugh, Zinkevich & Bowling 2009, in batches; weighted by t
};

// As on the command line: regret (automatic), cfr+, dcfr, pcfr+, pdcfr+, mccfr.
std::string_view name_of(RegretMethod method);

struct RegretOptions {
  RegretMethod method = RegretMethod::Automatic;
  double tolerance = 1e-6;  // stop when the gap is at most this share of the payoff range
  std::uint64_t max_iterations = 100'000;
  std::uint64_t seed = 1;  // of what MonteCarlo draws
};

struct RegretResult {
  // Of every actor the average of its plans. Sets that an actor's own average never reaches get its best reply to the
  // others' averages, all best moves alike. Moves that the average never makes have log-probability -infinity.
  Strategy strategy;
  RegretMethod method = RegretMethod::CfrPlus;
  StopReason reason = StopReason::StepLimit;  // or ReachedTolerance, or Interrupted
  std::uint64_t num_iterations = 0;
  bool is_constant_sum = false;  // two actors whose payoffs add up to the same everywhere
  // What an actor gains by its best reply to the others' averages.
  Table<ActorId, double> gains;
  // Not for constant-sum: what an actor would have gained on average over the iterations by the best single plan, in
  // hindsight: its average external regret.
  Table<ActorId, double> regrets;
  // What is held against the tolerance. Constant-sum: exploitability, the mean of the gains. Otherwise the largest
  // regret: the average joint play, of which the strategy shows each actor's part, is a coarse correlated equilibrium
  // to within this gap (Hart & Mas-Colell 2000).
  double gap = 0;
  double payoff_range = 0;
  std::string solution_concept;  // the label, with the gap
  std::string words;             // one sentence: which method, how many iterations, how it was chosen
  std::vector<std::string> notes;
};

// Counterfactual regret minimisation (Zinkevich, Johanson, Bowling & Piccione 2007) in sequence form. Two actors with
// constant-sum payoffs move their plans one after the other in an iteration, all others at once. The result is the same
// bits whatever the workers. Needs perfect recall.
RegretResult solve_regret(const Game& game, const Stakes& stakes, const RegretOptions& options,
                          const Workers& workers = {}, const Monitor& monitor = {});

// The same as what every solver gives back, labelled with its concept and the gap.
Solution solution_by_regret(const Game& game, const Stakes& stakes, const RegretOptions& options,
                            const Workers& workers = {}, const Monitor& monitor = {});

}  // namespace demarche
