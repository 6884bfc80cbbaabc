#pragma once

#include "demarche/reasons/choice.h"

namespace demarche {

// What an answer changes by: by the log-probability of every move of an actor as if all were free, and by the odds of
// every move of chance (0 where these are 0).
struct MoveSlopes {
  Table<ActionId, double> by_log_probability;
  Table<OddsId, double> by_odds;
};
// From what it changes by with the log-probability of each history to its end.
MoveSlopes slopes_by_move(const Position& position, const Table<OddsId, double>& odds,
                          Table<NodeId, double> by_log_reach);

// The derivative of an answer by the log-odds of one option at its information set, all other options keeping their
// odds against each other and everybody else's strategy staying: the direct effect of the decision, the direction of
// which moves no equilibrium.
double slope_by_log_odds(const Game& game, const Strategy& strategy, const MoveSlopes& slopes, InfosetId infoset,
                         ActionId option);

}  // namespace demarche
