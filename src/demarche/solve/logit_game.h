#pragma once

#include "demarche/game/game.h"

#include <cstdint>
#include <vector>

namespace demarche {

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
    std::uint32_t first_member = 0;
    std::uint32_t num_members = 0;
    std::uint32_t first_unknown = 0;
  };
  // A history at which an actor moves; rows are those of Game::members.
  struct Member {
    std::uint32_t node = 0;
    std::uint32_t first_child = 0;
    std::uint32_t set = 0;
    std::uint32_t earlier = no_member;  // the nearest earlier member on its path at which there was a choice
    std::uint32_t earlier_move = 0;     // and the move made there, counted from 0
  };
  static constexpr std::uint32_t no_member = 0xFFFFFFFF;

  std::size_t num_nodes = 0;
  std::size_t num_actors = 0;
  std::size_t num_actions = 0;
  std::size_t num_odds = 0;
  std::size_t num_unknowns = 0;
  std::vector<Inner> inner;
  std::vector<Set> sets;
  std::vector<Member> members;
};

// Payoffs centred and divided by their range, so that precision x range is the precision of the scaled game.
struct LogitStakes {
  double range = 1;                  // 1 where all payoffs are alike
  std::vector<double> values;        // [node x num_actors + actor]; 0 at nodes with moves
  std::vector<double> odds;          // probabilities of chance's moves
  std::vector<double> log_odds;      // their logs; 0 for odds of 0, which `possible` accounts for
  std::vector<char> possible;        // one a member: 1 where its set's beliefs count it, that is, where no other
                                     // member needs fewer of the moves that chance never makes
  std::vector<double> chance_since;  // one a member: chance's probability between `earlier_move` and the member
};

LogitShape logit_shape(const Game& game);
LogitStakes logit_stakes(const Game& game, const LogitShape& shape, const Stakes& stakes);

}  // namespace demarche
