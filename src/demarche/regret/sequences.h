#pragma once

#include "demarche/game/game.h"

#include <vector>

namespace demarche {

// How a bundle's lanes hang on the moves before them.
enum class Hang : std::uint8_t {
  Together,  // all after the same move: `parent` is its row
  InStep,    // lane by lane after the lanes of one move: lane k after row `parent` + k
  Scattered  // lane k after row Sequences::scattered[`parent` + k]; holes after themselves
};

// Information sets of one actor with as many moves each, stored side by side so that four are worked on at a time: the
// row of move a in lane k is first_row + a * num_lanes + k. Lanes without a set are holes: nothing of the game refers
// to their rows.
struct Bundle {
  std::uint32_t first_row = 0;
  std::uint32_t num_lanes = 0;  // 1, or a multiple of 4
  std::uint32_t num_actions = 0;
  std::uint32_t parent = 0;
  std::uint32_t level = 0;  // own moves before
  Hang hang = Hang::Together;
};

// The sequence form of a game with perfect recall (von Stengel 1996): a row for every move of every actor, which stands
// for all that the actor has done up to it. An actor's earlier moves come in earlier rows.
struct Sequences {
  std::uint32_t num_rows = 0;                // of all actors together, holes included
  std::vector<Bundle> bundles;               // in order of rows
  std::vector<std::uint32_t> first_bundles;  // [actor], and the end
  std::vector<std::uint32_t> empty_rows;     // [actor]: before any move of its own
  std::vector<std::uint32_t> scattered;
  Table<ActionId, std::uint32_t> rows;
  Table<InfosetId, std::uint32_t> parent_rows;  // the own move that leads to the set, or the actor's empty row
};

Sequences make_sequences(const Game& game);

inline std::uint32_t parent_row(const Sequences& sequences, const Bundle& bundle, std::uint32_t lane) {
  if (bundle.hang == Hang::Together) return bundle.parent;
  return bundle.hang == Hang::InStep ? bundle.parent + lane : sequences.scattered[bundle.parent + lane];
}

// The last move that each actor has made before each node: [node x num_actors + actor]; none at first.
std::vector<ActionId> last_moves(const Game& game);

}  // namespace demarche
