#pragma once

#include "demarche/game/game.h"
#include "demarche/solve/exact/extreme_equilibria.h"
#include "demarche/solve/find_equilibria.h"

#include <array>
#include <expected>
#include <optional>
#include <vector>

namespace demarche {

// What an actor does wherever it may come to by its own moves: by information set of the game the move, counted from 0.
using MovePlan = std::vector<std::uint32_t>;
inline constexpr std::uint32_t no_move = 0xFFFFFFFF;  // others' sets, and where the plan does not lead

// A game of two who choose, as one in which both choose a plan at once: its reduced normal form, without moves that are
// not credible.
struct PlanGame {
  std::array<std::vector<MovePlan>, 2> plans;
  Table<ActionId, std::uint8_t> credible;  // 0: a move that no plan has (credible_moves.h)
  // [node]: the plans that lead there, as bits, and chance's probability of it, 0 behind moves that are not credible.
  std::array<std::vector<std::uint64_t>, 2> leading;
  std::vector<double> odds;
  ExactBimatrix payoffs;
};

// Of stakes without remainders. Who has no choice is left out; where only one chooses, the other has one plan.
std::expected<PlanGame, NoCensus> plan_game(const Game& game, const Stakes& stakes);

// The same among these moves alone: others are never made.
std::expected<PlanGame, NoCensus> plan_game(const Game& game, const Stakes& stakes,
                                            Table<ActionId, std::uint8_t> moves);

// An actor who has a choice among moves, with its plans.
struct Chooser {
  ActorId actor;
  std::vector<MovePlan> plans;
};

// All of them, in order of actors; nullopt where somebody has more than most_plans.
std::optional<std::vector<Chooser>> choosers(const Game& game, const Stakes& stakes,
                                             const Table<ActionId, std::uint8_t>& moves);

}  // namespace demarche
