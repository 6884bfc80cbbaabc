#include "linear_program.h"

#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>

#include <map>
#include <vector>

namespace demarche::test {

namespace {

struct SequenceProgram {
  const Game& game;
  const Stakes& stakes;
  std::vector<int> rows, columns;
  std::vector<double> entries;
};

// The column of the first actor's or the row of the second's last move before a node: 0 for none, else 1 + action.
int sequence_before(const Game& game, NodeId id, ActorId actor) {
  while (id.value != 0) {
    const NodeId above = game.nodes[id].parent;
    const Node& parent = game.nodes[above];
    if (parent.kind == NodeKind::Decision && game.infosets[parent.infoset()].actor == actor) {
      return 1 +
             static_cast<int>(game.infosets[parent.infoset()].first_action.value + id.value - parent.first_child.value);
    }
    id = above;
  }
  return 0;
}

double chance_before(const Game& game, const Stakes& stakes, NodeId id) {
  double product = 1;
  for (; id.value != 0; id = game.nodes[id].parent) {
    const Node& parent = game.nodes[game.nodes[id].parent];
    if (parent.kind != NodeKind::Chance) continue;
    product *= stakes.odds[OddsId{parent.first_odds().value + id.value - parent.first_child.value}];
  }
  return product;
}

void add_entry(SequenceProgram& program, int row, int column, double entry) {
  program.rows.push_back(row);
  program.columns.push_back(column);
  program.entries.push_back(entry);
}

// Columns: the first actor's plan, 1 + num_actions of them; then what the second's sets are worth, 1 + num_infosets of
// them, the whole game first. Rows: the second actor's sequences, then the first's plan constraints. Moves of the other
// actor leave empty rows and columns.
SequenceProgram sequence_program(const Game& game, const Stakes& stakes) {
  const ActorId first{std::size_t{0}}, second{std::size_t{1}};
  const int num_sequences = 1 + static_cast<int>(game.num_actions);
  SequenceProgram program{game, stakes, {}, {}, {}};
  std::map<std::pair<int, int>, double> payments;
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind != NodeKind::Terminal) continue;
    payments[{sequence_before(game, NodeId{at}, second), sequence_before(game, NodeId{at}, first)}] +=
        chance_before(game, stakes, NodeId{at}) * payoff(game, stakes, node.outcome(), first);
  }
  for (const auto& [place, payment] : payments) add_entry(program, place.first, place.second, -payment);
  add_entry(program, 0, num_sequences, 1);
  add_entry(program, num_sequences, 0, 1);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const int before = sequence_before(game, members_of(game, infoset)[0], infoset.actor);
    const int here = num_sequences + 1 + static_cast<int>(row);
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
      const int sequence = 1 + static_cast<int>(infoset.first_action.value + a);
      if (infoset.actor == first) add_entry(program, here, sequence, 1);
      else add_entry(program, sequence, here, 1);
    }
    if (infoset.actor == first) add_entry(program, here, before, -1);
    else add_entry(program, before, here, -1);
  }
  return program;
}

}  // namespace

double value_by_linear_program(const Game& game, const Stakes& stakes) {
  const SequenceProgram program = sequence_program(game, stakes);
  const std::size_t num_sequences = 1 + std::size_t{game.num_actions};
  const std::size_t size = num_sequences + 1 + game.infosets.size();
  const CoinPackedMatrix matrix(true, program.rows.data(), program.columns.data(), program.entries.data(),
                                static_cast<int>(program.entries.size()));
  CoinPackedMatrix square = matrix;
  square.setDimensions(static_cast<int>(size), static_cast<int>(size));
  std::vector<double> column_low(size, -COIN_DBL_MAX), column_high(size, COIN_DBL_MAX), objective(size, 0.0);
  std::vector<double> row_low(size, -COIN_DBL_MAX), row_high(size, 0.0);
  for (std::size_t k = 0; k < num_sequences; ++k) column_low[k] = 0;
  for (std::size_t k = num_sequences; k < size; ++k) row_low[k] = 0;
  row_low[num_sequences] = row_high[num_sequences] = 1;
  objective[num_sequences] = -1;
  ClpSimplex solver;
  solver.setLogLevel(0);
  solver.loadProblem(square, column_low.data(), column_high.data(), objective.data(), row_low.data(), row_high.data());
  solver.initialSolve();
  return solver.isProvenOptimal() ? -solver.objectiveValue() : NAN;
}

}  // namespace demarche::test
