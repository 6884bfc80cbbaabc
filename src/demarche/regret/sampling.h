#pragma once

#include "demarche/regret/run.h"

namespace demarche {

// External sampling (Lanctot, Waugh, Zinkevich & Bowling 2009): draws chance's moves and the others', one move an
// information set, and walks through all moves of one actor. A batch of draws is made against the same plans, so that
// its parts can be drawn by several threads and the average plan is known exactly.
//
// Puts an unbiased estimate of the actor's instantaneous regrets into the run's values, by row.
void sample_regrets(const RegretGame& game, RegretRun& run, std::size_t actor, const Workers& workers);

// How many draws each job of a batch makes: about as much work as walking through all information sets once.
std::uint32_t draws_a_job(const RegretGame& game, RegretRun& run);

}  // namespace demarche
