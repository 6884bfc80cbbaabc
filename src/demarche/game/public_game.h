#pragma once

#include "demarche/game/game.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

// A history without the private traits: what everybody has seen. Numbered like Node: parents before children, the
// children of a node one after the other.
struct PublicNode {
  static constexpr std::uint32_t no_node = 0xFFFFFFFF;
  std::uint32_t parent = no_node;
  std::uint32_t first_child = 0;
  std::uint32_t owner = 0;  // row of PublicGame::decisions, first OddsId or row of terminals, by kind
  std::uint16_t num_children = 0;
  NodeKind kind = NodeKind::Terminal;
};

// A public history at which an actor moves: one information set a type of that actor. The set of type t is
// first_infoset + t; its k-th move is first_action + t x num_actions + k and leads to the k-th child.
struct PublicDecision {
  ActorId actor;
  std::uint32_t node = 0;
  InfosetId first_infoset;
  ActionId first_action;
  std::uint32_t num_actions = 0;
};

// The shape of a game whose moves everybody sees at once and whose private traits are drawn independently, each actor's
// before the first move: its public tree, with a vector over an actor's types wherever the flat tree has copies. The
// flat tree, which is never made, has one history for each public history and combination of types.
struct PublicGame {
  std::vector<PublicNode> nodes;  // node 0 is the root
  std::vector<PublicDecision> decisions;
  Table<ActorId, std::uint32_t> num_types;  // 1 for an actor without private traits
  std::uint32_t num_infosets = 0;
  std::uint32_t num_actions = 0;  // over all information sets
  std::uint32_t num_odds = 0;
  std::uint32_t num_terminals = 0;
  std::uint32_t num_actors = 0;
  // Nodes of the flat tree at which traits are drawn, where an actor's type is drawn trait by trait; none: at once.
  std::optional<double> num_trait_draws;
};

// Nodes of the flat tree, the draws of traits (one actor after the other) included.
double flat_nodes(const PublicGame& game);
double flat_terminals(const PublicGame& game);

// What somebody holds of chance in a game in public.
struct PublicOdds {
  Table<ActorId, std::vector<double>> priors;  // [actor][type], each actor's summing to 1
  Table<OddsId, double> odds;                  // of chance's public moves
  friend bool operator==(const PublicOdds&, const PublicOdds&) = default;
};

// Payoffs and odds of a PublicGame at one parameter point. What actor a gets at terminal z when types are t is
//   constants[z x num_actors + a] + the sum of its terms at z,
// a term being a number for each type of one actor, or for each pair of types of two actors.
struct PublicStakes {
  struct Term {
    ActorId actor;                          // whose payoff
    ActorId one;                            // whose type is read
    ActorId other = none<struct ActorTag>;  // none: a term of one type
    std::uint32_t first_number = 0;         // into numbers: [type of one], or [type of one][type of other] by rows
  };
  Table<ActorId, std::vector<double>> priors;  // [actor][type], each actor's summing to 1
  Table<OddsId, double> odds;                  // of chance's public moves
  std::vector<double> constants;               // [terminal x num_actors + actor], less the actor's base
  std::vector<std::uint32_t> first_term;       // [terminal], and one more: the end
  std::vector<Term> terms;                     // in order of terminals; may share numbers
  std::vector<double> numbers;
  std::vector<double> bases{};          // [actor]: what every terminal has in common, where it is large; empty: nothing
  Table<ActorId, double> precisions{};  // as in Stakes
  // As in Stakes: of each actor where actors disagree about chance, 0 where `priors` and `odds` are and nowhere else;
  // empty where all go by these.
  Table<ActorId, PublicOdds> thoughts{};
};

inline double base_of(const PublicStakes& stakes, std::size_t actor) {
  return stakes.bases.empty() ? 0.0 : stakes.bases[actor];
}

// The spread between an actor's best and worst payoff over terminals and types, or a bound from above, as below.
double payoff_spread(const PublicGame& game, const PublicStakes& stakes, ActorId actor);

// The largest spread between an actor's best and worst payoff over terminals and types. With terms of two types and
// more than two actors an upper bound.
double payoff_range(const PublicGame& game, const PublicStakes& stakes);

// The same game as a flat tree: draws of every actor's type first, in order of actors (none for an actor of one type).
// Strategies carry over: the information set of type t at a decision has the id first_infoset + t in both.
struct FlatGame {
  Game game;
  Stakes stakes;
};
FlatGame flatten(const PublicGame& game, const PublicStakes& stakes);

}  // namespace demarche
