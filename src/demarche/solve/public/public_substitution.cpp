#include "demarche/solve/public/public_family.h"

#include <algorithm>

namespace demarche {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using MatrixMap = Eigen::Map<Matrix>;
using VectorMap = Eigen::Map<Vector>;
using Rows = PublicResponse::Rows;

// The parts of a solution, at all public nodes: columns of [type of all actors][node].
struct Sweep {
  const LogitShape& shape;
  const PublicShape& open;
  const LogitPoint& point;
  const PublicElimination& elimination;
  std::vector<double>& unknowns;
  Matrix values;              // s: changes of values for unchanged reaches
  Matrix reaches;             // dl
  std::vector<double> logs;   // changes of log p, a block [type][move] a decision: first for unchanged reaches
  std::vector<double> spare;  // room for one decision's moves, and for the rows of its children

  MatrixMap logs_at(const PublicDecision& decision) {
    return {logs.data() + decision.first_action.value, num_types_at(decision),
            static_cast<std::ptrdiff_t>(decision.num_actions)};
  }
  std::ptrdiff_t num_types_at(const PublicDecision& decision) const {
    return static_cast<std::ptrdiff_t>(open.num_types_of(decision.actor));
  }
};

// An unknown is the log-odds of a move against the likeliest one, whose place is left out.
std::size_t unknown_of(const LogitShape::Set& set, std::size_t likeliest, std::size_t move) {
  return set.first_unknown + move - (move > likeliest ? 1 : 0);
}

void centre(const Matrix& probabilities, MatrixMap& by_move) {
  for (std::ptrdiff_t t = 0; t < by_move.rows(); ++t) {
    by_move.row(t).array() -= probabilities.row(t).dot(by_move.row(t));
  }
}

// The right side at a decision as changes of log p: centred, [type][move].
void read_pulls(const Sweep& sweep, const PublicDecision& decision, const PublicChoice& choice, MatrixMap pulls) {
  for (std::ptrdiff_t t = 0; t < pulls.rows(); ++t) {
    const std::size_t row = decision.first_infoset.value + static_cast<std::size_t>(t);
    const std::size_t likeliest = sweep.point.likeliest[row];
    for (std::size_t k = 0; k < decision.num_actions; ++k) {
      const bool counts = k != likeliest;
      pulls(t, static_cast<std::ptrdiff_t>(k)) =
          counts ? sweep.unknowns[unknown_of(sweep.shape.sets[row], likeliest, k)] : 0.0;
    }
  }
  centre(choice.probabilities, pulls);
}

void write_unknowns(const Sweep& sweep, const PublicDecision& decision, const MatrixMap& logs) {
  for (std::ptrdiff_t t = 0; t < logs.rows(); ++t) {
    const std::size_t row = decision.first_infoset.value + static_cast<std::size_t>(t);
    const std::size_t likeliest = sweep.point.likeliest[row];
    for (std::size_t k = 0; k < decision.num_actions; ++k) {
      if (k == likeliest) continue;
      sweep.unknowns[unknown_of(sweep.shape.sets[row], likeliest, k)] =
          logs(t, static_cast<std::ptrdiff_t>(k)) - logs(t, static_cast<std::ptrdiff_t>(likeliest));
    }
  }
}

// B dl for the rows of all children that read the mover, dl its changes of log p.
void read_own(const Family& family, const MatrixMap& logs, VectorMap read) {
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const Rows& rows = family.children[x].rows[family.mover];
    if (rows.num == 0) continue;
    auto target = read.segment(family.children[x].first_own_row, rows.num);
    if (rows.whole) target = logs.col(static_cast<std::ptrdiff_t>(x));
    else target.noalias() = rows.coefficients * logs.col(static_cast<std::ptrdiff_t>(x));
  }
}

// B dl for the columns of all children, dl what came down to their parent.
void read_reaches(const Family& family, const Eigen::Ref<const Vector>& reaches, VectorMap read) {
  for (const PublicResponse& child : family.children) {
    for (std::size_t j = 0; j < child.rows.size(); ++j) {
      const Rows& rows = child.rows[j];
      if (rows.num == 0) continue;
      const auto of_actor = reaches.segment(family.shape.first_type[j], family.shape.game->num_types[ActorId{j}]);
      auto target = read.segment(child.first_column + rows.first, rows.num);
      if (rows.whole) target = of_actor;
      else target.noalias() = rows.coefficients * of_actor;
    }
  }
}

// What the children's values answer to the rows that read the mover, to whose changes they add up among themselves.
void add_own_response(Sweep& sweep, const Family& family, const PublicPivot& pivot, const MatrixMap& logs) {
  VectorMap read(sweep.spare.data(), family.num_own_rows);
  read_own(family, logs, read);
  read = pivot.solve(read);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const PublicResponse& child = family.children[x];
    const Rows& rows = child.rows[family.mover];
    if (rows.num == 0) continue;
    sweep.values.col(static_cast<std::ptrdiff_t>(family.first_child + x)).noalias() +=
        child.columns.middleCols(rows.first, rows.num) * read.segment(child.first_own_row, rows.num);
  }
}

void rise_to_decision(Sweep& sweep, const Family& family, const PublicDecision& decision) {
  const std::uint32_t row = sweep.open.game->nodes[decision.node].owner;
  const PublicChoice& choice = sweep.elimination.choices[row];
  const std::ptrdiff_t num_actions = choice.probabilities.cols();
  const auto below = sweep.values.middleCols(static_cast<std::ptrdiff_t>(family.first_child), num_actions);
  const auto own = below.middleRows(family.first_own, family.num_own);
  MatrixMap logs = sweep.logs_at(decision);
  MatrixMap pulls(sweep.spare.data() + family.num_own_rows, family.num_own, num_actions);
  read_pulls(sweep, decision, choice, pulls);
  const auto choose = [&] {
    logs = sweep.point.precision * own;
    centre(choice.probabilities, logs);
    logs += pulls;
  };
  choose();
  if (family.num_own_rows > 0) {
    add_own_response(sweep, family, sweep.elimination.pivots[row], logs);
    choose();
  }
  auto here = sweep.values.col(static_cast<std::ptrdiff_t>(decision.node));
  for (const Camps::Stretch& stretch : family.stretches)
    here.segment(stretch.first, stretch.num).noalias() =
        below.middleRows(stretch.first, stretch.num) * choice.moves.col(static_cast<std::ptrdiff_t>(stretch.camp));
  for (std::ptrdiff_t column = 0; column < choice.differences.cols(); ++column) {
    const std::ptrdiff_t camp = family.watchers[static_cast<std::size_t>(column / (num_actions - 1))];
    const std::ptrdiff_t k = column % (num_actions - 1);
    const double change =
        (choice.beliefs.col(camp).array() * choice.probabilities.col(k).array() * logs.col(k).array()).sum();
    here += change * choice.differences.col(column);
  }
  auto here_own = here.segment(family.first_own, family.num_own);
  here_own.setZero();
  for (std::ptrdiff_t k = 0; k < num_actions; ++k) {
    here_own.array() += choice.probabilities.col(k).array() *
                        (own.col(k).array() + choice.advantages.col(k).array() * logs.col(k).array());
  }
}

// The mover's changes of log p through what came down to the decision, added to those for unchanged reaches.
void answer_to_reaches(Sweep& sweep, const Family& family, const PublicDecision& decision) {
  if (family.num_columns == 0) return;
  const std::uint32_t row = sweep.open.game->nodes[decision.node].owner;
  const PublicChoice& choice = sweep.elimination.choices[row];
  VectorMap read(sweep.spare.data(), family.num_columns);
  read_reaches(family, sweep.reaches.col(static_cast<std::ptrdiff_t>(decision.node)), read);
  if (family.num_own_rows > 0) {
    VectorMap answered(read.data() + read.size(), family.num_own_rows);
    answered.noalias() = sweep.elimination.answers[row] * read;
    for (const PublicResponse& child : family.children) {
      const Rows& rows = child.rows[family.mover];
      if (rows.num == 0) continue;
      read.segment(child.first_column + rows.first, rows.num) += answered.segment(child.first_own_row, rows.num);
    }
  }
  const std::ptrdiff_t num_actions = choice.probabilities.cols();
  MatrixMap changes(sweep.spare.data() + family.num_columns + family.num_own_rows, family.num_own, num_actions);
  for (std::ptrdiff_t x = 0; x < num_actions; ++x) {
    const PublicResponse& child = family.children[static_cast<std::size_t>(x)];
    if (child.columns.cols() == 0) changes.col(x).setZero();
    else
      changes.col(x).noalias() =
          family.own_columns(static_cast<std::size_t>(x)) * read.segment(child.first_column, child.columns.cols());
  }
  centre(choice.probabilities, changes);
  sweep.logs_at(decision) += sweep.point.precision * changes;
}

void descend_from_decision(Sweep& sweep, const Family& family, const PublicDecision& decision) {
  answer_to_reaches(sweep, family, decision);
  const MatrixMap logs = sweep.logs_at(decision);
  write_unknowns(sweep, decision, logs);
  for (std::ptrdiff_t x = 0; x < logs.cols(); ++x) {
    auto below = sweep.reaches.col(static_cast<std::ptrdiff_t>(family.first_child) + x);
    below = sweep.reaches.col(static_cast<std::ptrdiff_t>(decision.node));
    below.segment(family.first_own, family.num_own) += logs.col(x);
  }
}

void rise(Sweep& sweep, std::size_t row) {
  const PublicGame& game = *sweep.open.game;
  const PublicNode& node = game.nodes[row];
  if (node.kind == NodeKind::Decision) {
    const Family family = family_of(sweep.open, sweep.elimination, row);
    rise_to_decision(sweep, family, game.decisions[node.owner]);
    return;
  }
  auto here = sweep.values.col(static_cast<std::ptrdiff_t>(row));
  for (std::size_t k = node.first_child; k < node.first_child + std::size_t{node.num_children}; ++k) {
    const double* moves = sweep.point.public_moves.data() + k * sweep.elimination.num_camps;
    for (const Camps::Stretch& stretch : sweep.elimination.stretches)
      here.segment(stretch.first, stretch.num) +=
          moves[stretch.camp] * sweep.values.col(static_cast<std::ptrdiff_t>(k)).segment(stretch.first, stretch.num);
  }
}

void descend(Sweep& sweep, std::size_t row) {
  const PublicGame& game = *sweep.open.game;
  const PublicNode& node = game.nodes[row];
  if (node.kind == NodeKind::Decision) {
    const Family family = family_of(sweep.open, sweep.elimination, row);
    descend_from_decision(sweep, family, game.decisions[node.owner]);
    return;
  }
  for (std::size_t k = node.first_child; k < node.first_child + std::size_t{node.num_children}; ++k) {
    sweep.reaches.col(static_cast<std::ptrdiff_t>(k)) = sweep.reaches.col(static_cast<std::ptrdiff_t>(row));
  }
}

}  // namespace

void substitute(const LogitShape& shape, const LogitPoint& point, const PublicElimination& elimination,
                std::vector<double>& right) {
  const PublicShape& open = public_shape(shape);
  const PublicGame& game = *open.game;
  const auto num_types = static_cast<std::ptrdiff_t>(open.num_types);
  Sweep sweep{shape,
              open,
              point,
              elimination,
              right,
              Matrix::Zero(num_types, std::ssize(game.nodes)),
              Matrix::Zero(num_types, std::ssize(game.nodes)),
              std::vector<double>(shape.num_actions),
              std::vector<double>(elimination.most_numbers)};
  for (std::size_t row = game.nodes.size(); row-- > 0;) {
    if (game.nodes[row].kind != NodeKind::Terminal) rise(sweep, row);
  }
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    if (game.nodes[row].kind != NodeKind::Terminal) descend(sweep, row);
  }
}

}  // namespace demarche
