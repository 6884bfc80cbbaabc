#pragma once

#include "demarche/certify/real.h"
#include "demarche/game/game.h"

#include <vector>

namespace demarche {

// Probabilities of all moves, worked out once.
struct Moves {
  std::vector<Real> actions;  // one an ActionId
  std::vector<Real> log_actions;
  std::vector<Real> odds;  // one an OddsId
  std::vector<Real> log_odds;
};
Moves weigh_moves(const Stakes& stakes, const Strategy& strategy);

// The same with chance's as an actor thinks they are.
Moves as_seen_by(ActorId actor, const Stakes& stakes, Moves moves);

// The first of a node's moves in a list of all of chance's or all of the actors'.
const Real* first_move(const Game& game, const Node& node, const std::vector<Real>& odds,
                       const std::vector<Real>& actions);

// What an actor can expect at every node.
Table<NodeId, Real> expectations(const Game& game, const Stakes& stakes, const Moves& moves, ActorId actor);

// max_a Q(a) - sum_a s(a) Q(a), written so that a rounding of the probabilities s costs only its share of the gain.
Real gain_of(std::span<const Real> action_values, const Real* probabilities);

// Where the largest gain is, over all sets within reach and over those on the path.
struct Certificate;
void find_worst(Certificate& certificate);

}  // namespace demarche
