#pragma once

#include "demarche/game/game.h"

#include <vector>

namespace demarche {

// How good a strategy is, at every information set, on and off the path of play. Computed on long double in the
// probability domain scaled by logs, by code that no solver shares.
struct Certificate {
  Table<InfosetId, double> gains;          // best one-shot deviation minus the strategy's value there, given Bayes' beliefs
  Table<InfosetId, double> log_reaches;    // log-probability that the information set is reached
  Table<ActionId, double> action_values;   // expected payoff of the actor from each move, then play as the strategy says
  std::vector<double> beliefs;             // one a row of Game::members: probability of the history given the set
  Table<ActorId, double> values;           // expected payoffs
  double max_gain = 0;
  double payoff_range = 0;
  InfosetId worst;                         // where max_gain is
  double max_gain_on_path = 0;             // over sets reached with probability over 1e-9
};

// Beliefs at sets off the path are the limits that the strategy's log-probabilities imply; sets that chance itself never
// reaches (odds of 0 in the model) get beliefs from the other moves, chance's zero moves taken as equally likely trembles.
Certificate certify(const Game& game, const Stakes& stakes, const Strategy& strategy);

}  // namespace demarche
