#pragma once

#include "demarche/game/game.h"

#include <any>
#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

// Play that is settled whatever anybody believes: at any precision it is known, with its values, from the ends up. In a
// condensed game (see condense.h) such play stands behind the ends.
struct SettledPlay {
  enum class Kind : std::uint8_t {
    Constant,
    Choice,  // among parts, by their values
    Mean,    // the value for one actor of a choice
    Chance   // the same of a move of chance
  };
  struct Entry {
    Kind kind = Kind::Constant;
    std::uint32_t first_part = 0;
    std::uint32_t num_parts = 0;
    std::uint32_t choice = 0;  // entry of the choice of which this is the mean
  };
  struct End {
    std::size_t value = 0;  // of LogitPoint::values
    std::uint32_t entry = 0;
  };
  struct Rule {  // the choice at an information set of the whole game
    std::uint32_t first_action = 0;
    std::uint32_t entry = 0;
  };
  std::vector<Entry> entries;        // what an entry is made of comes before it; entry 0 is the constant 0
  std::vector<std::uint32_t> parts;  // [part]: the entry of its value, to which the stakes add a shift
  std::vector<End> ends;
  std::vector<Rule> rules;
  std::vector<std::uint32_t> kept_actions;  // [action of the condensed game]: ActionId of the whole one
  std::vector<std::uint32_t> kept_nodes;    // [node of the condensed game]: NodeId of the whole one
  std::size_t num_actions = 0;              // of the whole game
};

struct LogitForm;

// The shape of a game as the logit solver walks it: nodes with moves in breadth-first order, whose probabilities lie in
// one array of coefficients (the moves of actors by ActionId, then those of chance by OddsId).
struct LogitShape {
  struct Inner {
    std::uint32_t node = 0;
    std::uint32_t first_child = 0;
    std::uint32_t first_coefficient = 0;
    std::uint32_t num_children = 0;
  };
  // An information set; its unknowns are the log-odds of its moves against the likeliest one, num_actions - 1 of them.
  struct Set {
    std::uint32_t actor = 0;
    std::uint32_t first_action = 0;
    std::uint32_t num_actions = 0;
    std::uint32_t first_member = 0;  // in public: the public node
    std::uint32_t num_members = 0;   // in public: 0
    std::uint32_t first_unknown = 0;
  };
  // A history at which an actor moves; rows are those of Game::members.
  struct Member {
    std::uint32_t node = 0;
    std::uint32_t first_child = 0;
    std::uint32_t set = 0;
    std::uint32_t earlier = no_member;  // the nearest earlier member on its path at which there was a choice
    std::uint32_t earlier_move = 0;     // and the move made there, counted from 0
    std::uint32_t merge = no_merge;     // a history that stands for others: the ways into it
  };
  // A way into a history that stands for others like it (see alike.h): its own node, or an end in place of another one.
  struct Way {
    std::uint32_t node = 0;
    std::uint32_t earlier = no_member;  // as in Member
    std::uint32_t earlier_move = 0;
  };
  struct Merge {
    std::uint32_t inner = 0;  // row of the history; all its ways are known once the rows before it are walked
    std::uint32_t first_way = 0;
    std::uint32_t num_ways = 0;
  };
  static constexpr std::uint32_t no_merge = 0xFFFFFFFF;
  static constexpr std::uint32_t no_member = 0xFFFFFFFF;

  explicit LogitShape(const LogitForm& form_of_game) : form(&form_of_game) {}

  const LogitForm* form;  // never null

  std::size_t num_nodes = 0;
  std::size_t num_actors = 0;
  std::size_t num_actions = 0;
  std::size_t num_odds = 0;
  std::size_t num_unknowns = 0;
  std::vector<Inner> inner;
  std::vector<Set> sets;
  std::vector<Member> members;
  std::vector<Way> ways;               // of merges, one after the other
  std::vector<Merge> merges;           // by their rows
  std::any own;                        // what the form alone knows of the shape, and looks into
  std::optional<SettledPlay> settled;  // a condensed game: what stands behind its ends
};

// The node of the whole game that a node of the shape is, in a flat game.
inline std::uint32_t whole_node(const LogitShape& shape, std::uint32_t node) {
  return shape.settled ? shape.settled->kept_nodes[node] : node;
}

// Payoffs centred and divided by their range, so that precision x range is the precision of the scaled game.
struct LogitStakes {
  double range = 1;                  // 1 where all payoffs are alike
  std::vector<double> values;        // [node x num_actors + actor]; 0 at nodes with moves
  std::vector<double> odds;          // probabilities of chance's moves
  std::vector<double> log_odds;      // their logs; 0 for odds of 0, which `possible` accounts for
  std::vector<char> possible;        // one a member: 1 where its set's beliefs count it, that is, where no other
                                     // member needs fewer of the moves that chance never makes
  std::vector<double> chance_since;  // one a member: chance's probability between `earlier_move` and the member

  // Where actors disagree about chance, one a member; else empty (see flat/disagreement.h).
  std::vector<double> leans;           // added to the log-reach in which its mover believes
  std::vector<double> counterweights;  // values are multiplied by this there
  std::vector<double> end_weights;     // [node x num_actors + actor]: what settled play behind an end is multiplied by
  // Of a shape in which histories stand for others, [way]:
  std::vector<double> shifts_of_ways;  // [way x num_actors + actor]: added to what the history is worth
  std::vector<char> possible_ways;     // as `possible`
  std::vector<double> chance_of_ways;  // as `chance_since`

  // Of a condensed game, [part] of its settled play:
  std::vector<double> shifts;   // added to the value of the part's entry
  std::vector<double> weights;  // chance's probabilities; NaN elsewhere

  std::any own;  // what the form alone knows of the stakes, and looks into
};

}  // namespace demarche
