#pragma once

#include "demarche/certify/certify_public.h"
#include "demarche/certify/reach.h"

#include <vector>

namespace demarche {

using Reals = std::vector<Real>;

// A strategy on trial in a game in public, by somebody's odds: vectors over everybody's types, node by node.
struct PublicTrial {
  const PublicGame& game;
  const PublicStakes& stakes;
  const Strategy& strategy;
  const Table<ActorId, std::vector<double>>& priors;
  const Table<OddsId, double>& odds;
  std::vector<std::size_t> first_type{};  // [actor], and the end
  std::vector<Reach> reaches{};           // [node x types]
  Reals beliefs{};                        // [node x types]
  Reals moves{};                          // [node]: probability of the move that leads there
  std::vector<double> log_reaches{};      // [node]: of the public history; -infinity after a tremble
  Reals values{};                         // [node x types]
  Reals best{};                           // [node x types]: by the best reply of that actor alone
  Table<InfosetId, double> gains{};
  Table<ActionId, double> action_values{};
  Reals turning{};  // [node x types]: by how much others' later choices change values, in the mean and by size
};

inline std::size_t num_types(const PublicTrial& trial) { return trial.first_type.back(); }
inline std::size_t row_of(const PublicTrial& trial, std::size_t node, ActorId actor) {
  return node * num_types(trial) + trial.first_type[actor.value];
}

// By the stakes' own odds, and by those that an actor goes by.
PublicTrial trial_of(const PublicGame& game, const PublicStakes& stakes, const Strategy& strategy);
PublicTrial trial_as_seen_by(ActorId actor, const PublicGame& game, const PublicStakes& stakes,
                             const Strategy& strategy);

double log_of_move(const PublicTrial& trial, const PublicDecision& decision, std::size_t type, std::size_t move);

// Fills reaches, beliefs and moves.
void reach_forward(PublicTrial& trial);

// Then values, and what is gained and expected by choices.
void value_backward(PublicTrial& trial);

// With which probability each information set is reached.
void tell_reaches(const PublicTrial& trial, Certificate& certificate);

}  // namespace demarche
