#pragma once

#include "demarche/point/position.h"

#include <vector>

namespace demarche {

// One option held against another at an information set that offers both.
struct OptionPair {
  InfosetId infoset;
  ActionId chosen, other;
  double weight = 0;  // how much the set counts among all that are looked at, which add up to 1
};

// What both options are worth to their actor at a set, as the certificate has it.
double worth_of(const Position& position, ActionId option);

// The difference of worth over all pairs, by their weights.
double preference(const Position& position, const std::vector<OptionPair>& pairs);

// The logarithm of how much more often the one option is chosen, over all pairs by their weights. In a logit
// equilibrium it is the precision times the preference.
double log_odds(const Position& position, const std::vector<OptionPair>& pairs);

// What the certificate leaves open at these sets: the gain of the best deviation, by weight, and what gains are known
// to.
double gain_left(const Position& position, const std::vector<OptionPair>& pairs);

// The actor of the pairs; all pairs are of one move.
ActorId actor_of(const Position& position, const std::vector<OptionPair>& pairs);

// The node that an option leads to from a history of its set.
NodeId node_after(const Game& game, NodeId history, const Infoset& infoset, ActionId option);

// The probability of the k-th move at a node, whoever makes it, as an actor expects it.
double chance_of_move(const Position& position, const Node& node, std::size_t k, ActorId actor);

}  // namespace demarche
