#pragma once

#include "demarche/base/ids.h"

#include <span>
#include <string>
#include <vector>

namespace demarche {

using NodeId = Id<struct NodeTag>;
using InfosetId = Id<struct InfosetTag>;
using ActionId = Id<struct ActionTag>;    // a move at an information set; the row of a Strategy
using OddsId = Id<struct OddsTag>;        // a move of chance; several chance nodes may share rows
using OutcomeId = Id<struct OutcomeTag>;  // a row of payoffs; several terminal nodes may share one

enum class NodeKind : std::uint8_t { Terminal, Chance, Decision };

// A history. Nodes are numbered breadth first: parents before children, the children of a node one after the other.
struct Node {
  NodeId parent = none<struct NodeTag>;
  NodeId first_child;
  std::uint32_t owner = 0;         // InfosetId, first OddsId or OutcomeId, by kind
  std::uint16_t num_children = 0;  // the k-th child is reached by the k-th move
  NodeKind kind = NodeKind::Terminal;

  InfosetId infoset() const { return InfosetId{owner}; }
  OddsId first_odds() const { return OddsId{owner}; }
  OutcomeId outcome() const { return OutcomeId{owner}; }
};
static_assert(sizeof(Node) == 16);

// What an actor cannot tell apart when it moves.
struct Infoset {
  ActorId actor;
  ActionId first_action;
  std::uint32_t num_actions = 0;
  std::uint32_t first_member = 0;  // into Game::members
  std::uint32_t num_members = 0;
};

// Names for people; solvers never look.
struct GameNames {
  std::string title;
  std::string comment;
  std::vector<std::string> actors;
  std::vector<std::string> infosets;           // one an InfosetId
  std::vector<std::string> actions;            // one an ActionId
  std::vector<std::string> odds;               // one an OddsId
  std::vector<std::string> outcomes;           // one an OutcomeId; may be empty strings
  std::vector<std::uint32_t> infoset_numbers;  // .efg's own numbers; empty for a .crisis
};

// The shape of a game in extensive form with perfect recall; no numbers. Nothing changes after it is built.
struct Game {
  Table<NodeId, Node> nodes;           // node 0 is the root
  Table<InfosetId, Infoset> infosets;  // ordered so that an actor's earlier sets come before its later ones
  std::vector<NodeId> members;         // of information sets, in order of sets
  std::uint32_t num_actions = 0;       // over all information sets
  std::uint32_t num_odds = 0;
  std::uint32_t num_outcomes = 0;
  std::uint32_t num_terminals = 0;
  std::uint32_t num_actors = 0;
  GameNames names;
};

inline std::span<const NodeId> members_of(const Game& game, const Infoset& infoset) {
  return {game.members.data() + infoset.first_member, infoset.num_members};
}
inline NodeId child(const Node& node, std::size_t k) { return NodeId{node.first_child.value + k}; }

// Payoffs and chance probabilities of a Game at one parameter point.
struct Stakes {
  std::vector<double> payoffs;  // [outcome x num_actors + actor]
  Table<OddsId, double> odds;   // probabilities of chance's moves
  // What payoffs lack as doubles, where that matters (1000000000000000 beside 0.001): a payoff is the sum of the two.
  // Laid out like `payoffs`; empty where doubles hold them.
  std::vector<double> remainders{};
  Table<ActorId, double> precisions{};  // of actors who differ in how sharply they tell payoffs apart; empty: all alike
  // Where actors disagree about chance, openly: what each of them thinks its moves' probabilities are, 0 where `odds`
  // are and nowhere else. Empty where all go by `odds`.
  Table<ActorId, Table<OddsId, double>> thoughts{};
};

// The odds that an actor expects and believes by.
inline const Table<OddsId, double>& odds_of(const Stakes& stakes, ActorId actor) {
  return stakes.thoughts.empty() ? stakes.odds : stakes.thoughts[actor];
}

inline double payoff(const Game& game, const Stakes& stakes, OutcomeId outcome, ActorId actor) {
  return stakes.payoffs[std::size_t{outcome.value} * game.num_actors + actor.value];
}

inline double remainder_of(const Game& game, const Stakes& stakes, OutcomeId outcome, ActorId actor) {
  if (stakes.remainders.empty()) return 0;
  return stakes.remainders[std::size_t{outcome.value} * game.num_actors + actor.value];
}

// The largest spread between any actor's best and worst payoff over plays that can be at these odds; the scale of gains
// and precision. Payoffs that differ by rounding alone count as the same.
double payoff_range(const Game& game, const Stakes& stakes);

// The log-probability of every move at every information set. Logs, because off the path probabilities underflow.
struct Strategy {
  Table<ActionId, double> log_probability;
};
double probability(const Strategy& strategy, ActionId action);
Strategy uniform_strategy(const Game& game);

// Perfect recall: empty if it holds, otherwise one sentence that names the information set and what was forgotten.
std::string recall_failure(const Game& game);

// Log-probability of reaching every node under a strategy; -infinity where chance never goes.
Table<NodeId, double> log_reaches(const Game& game, const Stakes& stakes, const Strategy& strategy);

// The same by an actor's own odds.
Table<NodeId, double> log_reaches(const Game& game, const Stakes& stakes, const Strategy& strategy, ActorId actor);

std::string dump(const Game& game);
std::string dump(const Game& game, const Stakes& stakes);

}  // namespace demarche
