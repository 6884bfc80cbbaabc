#include "demarche/solve/public/public_adjoint.h"

#include "demarche/solve/public/public_family.h"

namespace demarche {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using MatrixMap = Eigen::Map<Matrix>;
using Rows = PublicResponse::Rows;

// What the answer owes to each part of the way to it; names as in public_substitution.cpp.
struct Debts {
  const LogitShape& shape;
  const PublicShape& open;
  const LogitPoint& point;
  const PublicElimination& elimination;
  std::vector<double>& unknowns;
  Matrix values;             // [type of all actors][node]
  Matrix reaches;            // the same
  std::vector<double> logs;  // a block [type][move] a decision

  MatrixMap logs_at(const PublicDecision& decision) {
    return {logs.data() + decision.first_action.value, static_cast<std::ptrdiff_t>(open.num_types_of(decision.actor)),
            static_cast<std::ptrdiff_t>(decision.num_actions)};
  }
};

// By log-odds [unknown] from and to derivatives by moves [type][move].
void read_unknowns(const Debts& debts, const PublicDecision& decision, MatrixMap& logs) {
  logs.setZero();
  for (std::ptrdiff_t t = 0; t < logs.rows(); ++t) {
    const std::size_t row = decision.first_infoset.value + static_cast<std::size_t>(t);
    const auto likeliest = static_cast<std::ptrdiff_t>(debts.point.likeliest[row]);
    const double* unknown = debts.unknowns.data() + debts.shape.sets[row].first_unknown;
    for (std::ptrdiff_t k = 0; k < logs.cols(); ++k) {
      if (k == likeliest) continue;
      logs(t, k) += *unknown;
      logs(t, likeliest) -= *unknown++;
    }
  }
}

void write_unknowns(Debts& debts, const PublicDecision& decision, const Matrix& pulls) {
  for (std::ptrdiff_t t = 0; t < pulls.rows(); ++t) {
    const std::size_t row = decision.first_infoset.value + static_cast<std::size_t>(t);
    const auto likeliest = static_cast<std::ptrdiff_t>(debts.point.likeliest[row]);
    double* unknown = debts.unknowns.data() + debts.shape.sets[row].first_unknown;
    for (std::ptrdiff_t k = 0; k < pulls.cols(); ++k) {
      if (k != likeliest) *unknown++ = pulls(t, k);
    }
  }
}

// The transpose of taking each type's mean over its moves away.
Matrix centred(const Matrix& probabilities, const Eigen::Ref<const Matrix>& by_move) {
  const Vector totals = by_move.rowwise().sum();
  return by_move - (probabilities.array().colwise() * totals.array()).matrix();
}

void owe_to_reaches(Debts& debts, const Family& family, const PublicDecision& decision) {
  if (family.num_columns == 0) return;
  const std::uint32_t row = debts.open.game->nodes[decision.node].owner;
  const Matrix changes =
      debts.point.precision * centred(debts.elimination.choices[row].probabilities, debts.logs_at(decision));
  Vector read = Vector::Zero(family.num_columns);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    if (family.is_deaf(x)) continue;
    const PublicResponse& child = family.children[x];
    read.segment(child.first_column, child.columns.cols()).noalias() =
        family.own_columns(x).transpose() * changes.col(static_cast<std::ptrdiff_t>(x));
  }
  if (family.num_own_rows > 0) {
    Vector answered = Vector::Zero(family.num_own_rows);
    for (const PublicResponse& child : family.children) {
      const Rows& rows = child.rows[family.mover];
      answered.segment(child.first_own_row, rows.num) = read.segment(child.first_column + rows.first, rows.num);
    }
    read.noalias() += debts.elimination.answers[row].transpose() * answered;
  }
  auto here = debts.reaches.col(static_cast<std::ptrdiff_t>(decision.node));
  for (const PublicResponse& child : family.children) {
    for (std::size_t j = 0; j < child.rows.size(); ++j) {
      const Rows& rows = child.rows[j];
      if (rows.num == 0) continue;
      auto of_actor = here.segment(family.shape.first_type[j], family.shape.game->num_types[ActorId{j}]);
      const auto own = read.segment(child.first_column + rows.first, rows.num);
      if (rows.whole) of_actor += own;
      else of_actor.noalias() += rows.coefficients.transpose() * own;
    }
  }
}

// The descent, transposed: from the ends up.
void climb(Debts& debts, std::size_t row) {
  const PublicNode& node = debts.open.game->nodes[row];
  auto here = debts.reaches.col(static_cast<std::ptrdiff_t>(row));
  const auto below = debts.reaches.middleCols(static_cast<std::ptrdiff_t>(node.first_child), node.num_children);
  here += below.rowwise().sum();
  if (node.kind != NodeKind::Decision) return;
  const PublicDecision& decision = debts.open.game->decisions[node.owner];
  const Family family = family_of(debts.open, debts.elimination, row);
  MatrixMap logs = debts.logs_at(decision);
  read_unknowns(debts, decision, logs);
  logs += below.middleRows(family.first_own, family.num_own);
  owe_to_reaches(debts, family, decision);
}

// What the rows that read the mover owe, through the pivot; adds to the children's debts and to `pulls`.
void owe_to_own_rows(Debts& debts, const Family& family, std::uint32_t decision, Matrix& pulls) {
  Vector read = Vector::Zero(family.num_own_rows);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const PublicResponse& child = family.children[x];
    const Rows& rows = child.rows[family.mover];
    if (rows.num == 0) continue;
    read.segment(child.first_own_row, rows.num).noalias() =
        child.columns.middleCols(rows.first, rows.num).transpose() *
        debts.values.col(static_cast<std::ptrdiff_t>(family.first_child + x));
  }
  read = debts.elimination.pivots[decision].transpose().solve(read).eval();
  Matrix logs = Matrix::Zero(family.num_own, pulls.cols());
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const Rows& rows = family.children[x].rows[family.mover];
    if (rows.num == 0) continue;
    const auto own = read.segment(family.children[x].first_own_row, rows.num);
    if (rows.whole) logs.col(static_cast<std::ptrdiff_t>(x)) = own;
    else logs.col(static_cast<std::ptrdiff_t>(x)).noalias() = rows.coefficients.transpose() * own;
  }
  const Matrix& probabilities = debts.elimination.choices[decision].probabilities;
  debts.values.block(family.first_own, static_cast<std::ptrdiff_t>(family.first_child), family.num_own, pulls.cols()) +=
      debts.point.precision * centred(probabilities, logs);
  pulls += logs;
}

void sink_from_decision(Debts& debts, const Family& family, const PublicDecision& decision) {
  const std::uint32_t row = debts.open.game->nodes[decision.node].owner;
  const PublicChoice& choice = debts.elimination.choices[row];
  const std::ptrdiff_t num_moves = choice.probabilities.cols();
  Vector here = debts.values.col(static_cast<std::ptrdiff_t>(decision.node));
  const Vector own = here.segment(family.first_own, family.num_own);
  here.segment(family.first_own, family.num_own).setZero();
  auto below = debts.values.middleCols(static_cast<std::ptrdiff_t>(family.first_child), num_moves);
  for (const Camps::Stretch& stretch : family.stretches)
    below.middleRows(stretch.first, stretch.num).noalias() =
        here.segment(stretch.first, stretch.num) *
        choice.moves.col(static_cast<std::ptrdiff_t>(stretch.camp)).transpose();
  Matrix logs = debts.logs_at(decision);
  for (std::ptrdiff_t k = 0; k < num_moves; ++k) {
    const Vector share = choice.probabilities.col(k).cwiseProduct(own);
    below.col(k).segment(family.first_own, family.num_own) += share;
    logs.col(k) += choice.advantages.col(k).cwiseProduct(share);
    for (std::ptrdiff_t watcher = 0; k + 1 < num_moves && watcher < std::ssize(family.watchers); ++watcher) {
      const std::ptrdiff_t camp = family.watchers[static_cast<std::size_t>(watcher)];
      logs.col(k) += choice.differences.col(watcher * (num_moves - 1) + k).dot(here) *
                     choice.beliefs.col(camp).cwiseProduct(choice.probabilities.col(k));
    }
  }
  below.middleRows(family.first_own, family.num_own) += debts.point.precision * centred(choice.probabilities, logs);
  if (family.num_own_rows > 0) owe_to_own_rows(debts, family, row, logs);
  write_unknowns(debts, decision, centred(choice.probabilities, logs));
}

// The rise, transposed: from the root down.
void sink(Debts& debts, std::size_t row) {
  const PublicGame& game = *debts.open.game;
  const PublicNode& node = game.nodes[row];
  if (node.kind == NodeKind::Decision) {
    const Family family = family_of(debts.open, debts.elimination, row);
    return sink_from_decision(debts, family, game.decisions[node.owner]);
  }
  const auto here = debts.values.col(static_cast<std::ptrdiff_t>(row));
  for (std::size_t k = node.first_child; k < node.first_child + std::size_t{node.num_children}; ++k) {
    const double* moves = debts.point.public_moves.data() + k * debts.elimination.num_camps;
    for (const Camps::Stretch& stretch : debts.elimination.stretches)
      debts.values.col(static_cast<std::ptrdiff_t>(k)).segment(stretch.first, stretch.num) =
          moves[stretch.camp] * here.segment(stretch.first, stretch.num);
  }
}

}  // namespace

void substitute_transposed(const LogitShape& shape, const LogitPoint& point, const PublicElimination& elimination,
                           std::vector<double>& right) {
  const PublicShape& open = public_shape(shape);
  const PublicGame& game = *open.game;
  const auto num_types = static_cast<std::ptrdiff_t>(open.num_types);
  Debts debts{shape,
              open,
              point,
              elimination,
              right,
              Matrix::Zero(num_types, std::ssize(game.nodes)),
              Matrix::Zero(num_types, std::ssize(game.nodes)),
              std::vector<double>(shape.num_actions)};
  for (std::size_t row = game.nodes.size(); row-- > 0;) {
    if (game.nodes[row].kind != NodeKind::Terminal) climb(debts, row);
  }
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    if (game.nodes[row].kind != NodeKind::Terminal) sink(debts, row);
  }
}

}  // namespace demarche
