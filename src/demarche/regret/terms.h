#pragma once

#include "demarche/regret/aligned.h"
#include "demarche/regret/sequences.h"

#include <vector>

namespace demarche {

// The terms of one row: coefficient times the others' plans, summed.
struct TermRow {
  std::uint32_t row = 0;
  std::uint32_t first = 0;
  std::uint32_t num = 0;
};

// A dense piece of a two-actor payoff matrix: 4 or 8 rows side by side, a run of columns. Pieces that are alike but for
// a factor share their numbers, [column x rows + row]. A piece that is a product, as where a payoff depends on the type
// of one actor alone, has a number a row and then one a column instead.
struct PayoffBlock {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t pattern = 0;
  std::uint16_t num_columns = 0;
  std::uint16_t num_rows = 0;
  double factor = 1;
  bool is_product = false;
};

// What an actor's sequences pay against plans of the others: payoff times chance's odds, terminal nodes with the same
// sequences merged into one coefficient. For two actors this is the payoff matrix of the sequence form.
struct Terms {
  std::vector<std::uint32_t> first_blocks;     // [bundle of the actor], and the end
  std::vector<std::uint32_t> first_term_rows;  // [0]: the empty row's; then [1 + bundle of the actor], and the end
  std::vector<PayoffBlock> blocks;
  Numbers patterns;
  std::vector<TermRow> term_rows;
  std::vector<double> coefficients;
  std::vector<std::uint32_t> others;  // [term x (num_actors - 1)]: rows of the other actors, in their order
};

// One an actor.
std::vector<Terms> make_terms(const Game& game, const Stakes& stakes, const Sequences& sequences);

}  // namespace demarche
