#include "demarche/solve/public_family.h"

namespace demarche {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Rows = PublicResponse::Rows;

// The parts of a solution, at all public nodes: columns of [type of all actors][node].
struct Sweep {
  const LogitShape& shape;
  const LogitPoint& point;
  const PublicElimination& elimination;
  std::vector<double>& unknowns;
  Matrix values;   // s: changes of values for unchanged reaches
  Matrix reaches;  // dl
};

std::uint32_t decision_row(const Sweep& sweep, const PublicDecision& decision) {
  return sweep.shape.open->game->nodes[decision.node].owner;
}

// An unknown is the log-odds of a move against the likeliest one, whose place is left out.
std::size_t unknown_of(const LogitShape::Set& set, std::size_t likeliest, std::size_t move) {
  return set.first_unknown + move - (move > likeliest ? 1 : 0);
}

// The right side at a decision as changes of log p: centred, [type][move].
Matrix pulls_at(const Sweep& sweep, const PublicDecision& decision, const PublicChoice& choice) {
  const std::ptrdiff_t num_types = choice.probabilities.rows();
  Matrix pulls = Matrix::Zero(num_types, decision.num_actions);
  for (std::ptrdiff_t t = 0; t < num_types; ++t) {
    const std::size_t row = decision.first_infoset.value + static_cast<std::size_t>(t);
    const std::size_t likeliest = sweep.point.likeliest[row];
    for (std::size_t k = 0; k < decision.num_actions; ++k) {
      if (k == likeliest) continue;
      pulls(t, static_cast<std::ptrdiff_t>(k)) = sweep.unknowns[unknown_of(sweep.shape.sets[row], likeliest, k)];
    }
  }
  const Vector means = choice.probabilities.cwiseProduct(pulls).rowwise().sum();
  return pulls.colwise() - means;
}

void write_unknowns(const Sweep& sweep, const PublicDecision& decision, const Matrix& logs) {
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

// Changes of log p from changes of the moves' values: pulls + precision x (value - mean).
Matrix choose(const Matrix& pulls, const Matrix& values, const PublicChoice& choice, double precision) {
  const Vector means = choice.probabilities.cwiseProduct(values).rowwise().sum();
  return pulls + precision * (values.colwise() - means);
}

Vector read_rows(const Family& family, const Matrix& logs) {
  Vector read(family.num_own_rows);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const Rows& rows = family.children[x]->rows[family.mover];
    if (rows.num == 0) continue;
    const auto own = logs.col(static_cast<std::ptrdiff_t>(x));
    if (rows.whole) read.segment(family.first_own_row[x], rows.num) = own;
    else read.segment(family.first_own_row[x], rows.num).noalias() = rows.coefficients * own;
  }
  return read;
}

// B dl for the columns of all children.
Vector read_reaches(const Family& family, const Eigen::Ref<const Vector>& reaches) {
  Vector read(family.num_columns);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    for (std::size_t j = 0; j < family.children[x]->rows.size(); ++j) {
      const Rows& rows = family.children[x]->rows[j];
      if (rows.num == 0) continue;
      const auto of_actor = reaches.segment(family.shape.first_type[j], family.shape.game->num_types[ActorId{j}]);
      auto target = read.segment(family.first_column[x] + rows.first, rows.num);
      if (rows.whole) target = of_actor;
      else target.noalias() = rows.coefficients * of_actor;
    }
  }
  return read;
}

// What the children's values answer to their rows: [type of all actors][move].
void add_response(const Family& family, const Vector& by_column, Matrix& below) {
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const Matrix& columns = family.children[x]->columns;
    if (columns.cols() == 0) continue;
    below.col(static_cast<std::ptrdiff_t>(x)).noalias() +=
        columns * by_column.segment(family.first_column[x], columns.cols());
  }
}

// The same for the rows that read the mover alone.
void add_own_response(const Family& family, const Vector& own, Matrix& below) {
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const Rows& rows = family.children[x]->rows[family.mover];
    if (rows.num == 0) continue;
    below.col(static_cast<std::ptrdiff_t>(x)).noalias() +=
        family.children[x]->columns.middleCols(rows.first, rows.num) * own.segment(family.first_own_row[x], rows.num);
  }
}

// The mover's changes of log p under given changes of the rows below, or none, and what all expect below.
struct Answer {
  Matrix below;  // [type of all actors][move]
  Matrix logs;   // [own type][move]
};
Answer answer_at(const Sweep& sweep, const Family& family, const PublicDecision& decision, const PublicChoice& choice,
                 const Vector* others) {
  const double precision = sweep.point.precision;
  const Matrix pulls = pulls_at(sweep, decision, choice);
  Answer answer{sweep.values.middleCols(static_cast<std::ptrdiff_t>(family.first_child), choice.probabilities.cols()),
                {}};
  if (others) add_response(family, *others, answer.below);
  const auto own = [&] { return answer.below.middleRows(family.first_own, family.num_own); };
  if (family.num_own_rows > 0) {
    const Vector read = read_rows(family, choose(pulls, own(), choice, precision));
    const PublicPivot& pivot = sweep.elimination.pivots[decision_row(sweep, decision)];
    const Vector solved = pivot.solve(read);
    add_own_response(family, solved, answer.below);
  }
  answer.logs = choose(pulls, own(), choice, precision);
  return answer;
}

void rise_to_decision(Sweep& sweep, const Family& family, const PublicDecision& decision) {
  const PublicChoice& choice = sweep.elimination.choices[decision_row(sweep, decision)];
  const Answer answer = answer_at(sweep, family, decision, choice, nullptr);
  const auto node = static_cast<std::ptrdiff_t>(decision.node);
  sweep.values.col(node).noalias() = answer.below * choice.moves;
  const std::ptrdiff_t num_moves = choice.differences.cols();
  const Vector changes =
      choice.beliefs.transpose() * choice.probabilities.cwiseProduct(answer.logs).leftCols(num_moves);
  sweep.values.col(node).noalias() += choice.differences * changes;
  const Matrix own =
      answer.below.middleRows(family.first_own, family.num_own) + choice.advantages.cwiseProduct(answer.logs);
  sweep.values.col(node).segment(family.first_own, family.num_own) =
      choice.probabilities.cwiseProduct(own).rowwise().sum();
}

void descend_from_decision(Sweep& sweep, const Family& family, const PublicDecision& decision) {
  const PublicChoice& choice = sweep.elimination.choices[decision_row(sweep, decision)];
  const auto reaches = sweep.reaches.col(static_cast<std::ptrdiff_t>(decision.node));
  const Vector others = read_reaches(family, reaches);
  const Answer answer = answer_at(sweep, family, decision, choice, &others);
  write_unknowns(sweep, decision, answer.logs);
  for (std::ptrdiff_t x = 0; x < answer.logs.cols(); ++x) {
    auto below = sweep.reaches.col(static_cast<std::ptrdiff_t>(family.first_child) + x);
    below = reaches;
    below.segment(family.first_own, family.num_own) += answer.logs.col(x);
  }
}

void rise(Sweep& sweep, std::size_t row) {
  const PublicGame& game = *sweep.shape.open->game;
  const PublicNode& node = game.nodes[row];
  const Family family = family_of(*sweep.shape.open, sweep.elimination, row);
  if (node.kind == NodeKind::Decision) {
    rise_to_decision(sweep, family, game.decisions[node.owner]);
    return;
  }
  for (std::size_t k = node.first_child; k < node.first_child + std::size_t{node.num_children}; ++k) {
    sweep.values.col(static_cast<std::ptrdiff_t>(row)) +=
        sweep.point.public_moves[k] * sweep.values.col(static_cast<std::ptrdiff_t>(k));
  }
}

void descend(Sweep& sweep, std::size_t row) {
  const PublicGame& game = *sweep.shape.open->game;
  const PublicNode& node = game.nodes[row];
  if (node.kind == NodeKind::Decision) {
    const Family family = family_of(*sweep.shape.open, sweep.elimination, row);
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
  const PublicGame& game = *shape.open->game;
  const auto num_types = static_cast<std::ptrdiff_t>(shape.open->num_types);
  Sweep sweep{shape,
              point,
              elimination,
              right,
              Matrix::Zero(num_types, std::ssize(game.nodes)),
              Matrix::Zero(num_types, std::ssize(game.nodes))};
  for (std::size_t row = game.nodes.size(); row-- > 0;) {
    if (game.nodes[row].kind != NodeKind::Terminal) rise(sweep, row);
  }
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    if (game.nodes[row].kind != NodeKind::Terminal) descend(sweep, row);
  }
}

}  // namespace demarche
