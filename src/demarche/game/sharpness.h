#pragma once

#include "demarche/game/public_game.h"

// Actors who differ in how sharply they tell payoffs apart. A logit equilibrium depends on precision times payoffs
// alone: an actor at half the precision of another plays as one at the same precision who is paid half as much.
namespace demarche {

// Each actor's precision beside the largest, from hardly above 0 to 1; empty where all are alike.
Table<ActorId, double> sharpness_of(const Table<ActorId, double>& precisions);

// One of those; 1 where all are alike.
inline double sharpness_of(const Table<ActorId, double>& sharpness, std::size_t actor) {
  return sharpness.empty() ? 1.0 : sharpness[ActorId{actor}];
}

// An actor's precision where the sharpest actor has this one.
double precision_of(const Table<ActorId, double>& precisions, ActorId actor, double sharpest);

// All of them; empty where all are alike.
Table<ActorId, double> precisions_at(const Table<ActorId, double>& precisions, double sharpest);

// The same equilibria at one precision for all: payoffs times sharpness.
PublicStakes sharpened(const PublicGame& game, PublicStakes stakes);

}  // namespace demarche
