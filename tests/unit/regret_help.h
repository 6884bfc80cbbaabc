#pragma once

#include "demarche/certify/certify.h"
#include "demarche/regret/regret.h"

#include "random_game.h"

#include <thread>
#include <vector>

namespace demarche::test {

// A random game of two actors in which one wins what the other loses.
inline RandomGame random_zero_sum_game(RandomGameOptions options) {
  options.num_actors = 2;
  RandomGame made = random_game(options);
  for (std::size_t k = 0; k < made.stakes.payoffs.size(); k += 2) made.stakes.payoffs[k + 1] = -made.stakes.payoffs[k];
  return made;
}

// Fresh threads for every round of work: job k goes to thread k % num_threads.
inline Workers test_workers(std::size_t num_threads) {
  return [num_threads](std::size_t num_jobs, const Job& job) {
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < num_threads; ++thread) {
      threads.emplace_back([=, &job] {
        for (std::size_t k = thread; k < num_jobs; k += num_threads) job(k);
      });
    }
  };
}

inline constexpr RegretMethod all_regret_methods[] = {RegretMethod::Automatic,        RegretMethod::CfrPlus,
                                                      RegretMethod::Discounted,       RegretMethod::Predictive,
                                                      RegretMethod::PredictiveScaled, RegretMethod::MonteCarlo};

}  // namespace demarche::test
