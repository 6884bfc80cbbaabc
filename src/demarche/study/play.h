#pragma once

#include "demarche/game/game.h"
#include "demarche/study/answers.h"

#include <cstdint>
#include <vector>

namespace demarche {

// A game and a strategy, ready to be played: at every node with moves, the chance that one of the moves up to the k-th
// is made. Probabilities that underflow are never drawn.
struct Playbook {
  const Game* game = nullptr;
  std::vector<double> up_to_action;  // [action]
  std::vector<double> up_to_odds;    // [odds]
};
Playbook playbook_of(const Game& game, const Stakes& stakes, const Strategy& strategy);

// Where play `number` ends. It depends on the seed and the number alone, whoever plays it and whenever.
NodeId play(const Playbook& book, std::uint64_t seed, std::uint64_t number);

// How many plays ended at each terminal node.
using PlayCounts = Table<NodeId, std::uint64_t>;

// A number of an answer, as it is and as it came out.
struct PlayedRow {
  std::string question;  // as written
  std::string quantity;
  bool is_conditional = false;  // the question goes on with `given`
  Unit unit = Unit::Share;
  double exact = 0;
  double played = 0;            // NaN where no play met the condition
  double standard_error = 0;    // of `played`, from the exact distribution
  std::uint64_t num_plays = 0;  // that met the condition
  double z = 0;                 // (played - exact) / standard_error
};

// The probabilities and expectations that a model asks for, `forcing` and beliefs left out. Shares, or the quantity's
// units; E(actor) in payoff units.
std::vector<PlayedRow> compare_plays(const Solved& solved, const std::vector<Question>& questions,
                                     const PlayCounts& counts);

}  // namespace demarche
