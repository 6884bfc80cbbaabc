#include "demarche/solve/public/public_elimination.h"

#include "demarche/solve/public/public_family.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using Rows = PublicResponse::Rows;

// Columns of C smaller than this move no choice that doubles can tell, at any precision that is followed: moves that
// next to nobody makes pass nothing up, and the elimination shrinks as play becomes pure.
constexpr double negligible = 1e-24;

// Rows of B that read one actor, and where their columns of C lie.
struct Part {
  const Rows* rows = nullptr;
  std::ptrdiff_t place = 0;
};

using Kept = std::vector<char>;  // [column]: not negligible

std::ptrdiff_t num_kept(const Part& part, const Kept& kept) {
  const auto first = kept.begin() + part.place;
  const std::ptrdiff_t num = std::count(first, first + part.rows->num, 1);
  return part.rows->whole && num > 0 ? part.rows->num : num;
}

// Adds columns of C to the block that reads one actor's log-reaches as they are.
void add_to_whole(const Part& part, const Matrix& columns, Eigen::Ref<Matrix> target) {
  const auto own = columns.middleCols(part.place, part.rows->num);
  if (part.rows->whole) target += own;
  else target.noalias() += own * part.rows->coefficients;
}

void add_rows(const Part& part, const Matrix& columns, const Kept& kept, Rows& rows, std::ptrdiff_t& row,
              PublicResponse& result) {
  for (std::ptrdiff_t k = 0; k < part.rows->num; ++k) {
    if (!kept[static_cast<std::size_t>(part.place + k)]) continue;
    rows.coefficients.row(row) = part.rows->coefficients.row(k);
    result.columns.col(rows.first + row) = columns.col(part.place + k);
    ++row;
  }
}

// A response put together from parts that each read one actor: kept as rows where they are few, else made whole.
void gather(const PublicShape& shape, const std::vector<std::vector<Part>>& parts, const Matrix& columns,
            const Kept& kept, PublicResponse& result) {
  const std::size_t num_actors = shape.game->num_actors;
  result.rows.resize(num_actors);
  std::ptrdiff_t num_columns = 0;
  for (std::size_t j = 0; j < num_actors; ++j) {
    const auto num_types = static_cast<std::ptrdiff_t>(shape.game->num_types[ActorId{j}]);
    Rows& rows = result.rows[j];
    std::ptrdiff_t num = 0;
    bool whole = false;
    for (const Part& part : parts[j]) {
      const std::ptrdiff_t more = num_kept(part, kept);
      num += more;
      whole = whole || (part.rows->whole && more > 0);
    }
    rows.whole = whole || num > num_types;
    rows.num = rows.whole ? num_types : num;
    rows.first = num_columns;
    num_columns += rows.num;
  }
  result.columns.resize(static_cast<std::ptrdiff_t>(shape.num_types), num_columns);
  for (std::size_t j = 0; j < num_actors; ++j) {
    Rows& rows = result.rows[j];
    if (rows.num == 0) continue;
    const auto num_types = static_cast<std::ptrdiff_t>(shape.game->num_types[ActorId{j}]);
    if (rows.whole) result.columns.middleCols(rows.first, num_types).setZero();
    else rows.coefficients.resize(rows.num, num_types);
    std::ptrdiff_t row = 0;
    for (const Part& part : parts[j]) {
      if (num_kept(part, kept) == 0) continue;
      if (rows.whole) add_to_whole(part, columns, result.columns.middleCols(rows.first, num_types));
      else add_rows(part, columns, kept, rows, row, result);
    }
  }
}

Kept columns_to_keep(const Matrix& columns) {
  Kept kept(static_cast<std::size_t>(columns.cols()));
  for (std::ptrdiff_t k = 0; k < columns.cols(); ++k) {
    kept[static_cast<std::size_t>(k)] = columns.col(k).cwiseAbs().maxCoeff() > negligible;
  }
  return kept;
}

void pass_on(const Family& family, const Matrix& columns, const Part& of_moves, const Kept& kept,
             PublicResponse& result) {
  const std::size_t num_actors = family.shape.game->num_actors;
  std::vector<std::vector<Part>> parts(num_actors);
  for (std::size_t j = 0; j < num_actors; ++j) {
    for (std::size_t x = 0; x < family.children.size(); ++x) {
      const Rows& rows = family.children[x].rows[j];
      if (rows.num > 0) parts[j].push_back({&rows, family.children[x].first_column + rows.first});
    }
    if (of_moves.rows && j == family.mover) parts[j].push_back(of_moves);
  }
  gather(family.shape, parts, columns, kept, result);
}

void eliminate_chance(const Family& family, const LogitPoint& point, PublicResponse& result) {
  Matrix columns = Matrix::Zero(family.num_types, family.num_columns);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    if (!family.is_deaf(x)) family.put_weighted(x, point, columns);
  }
  pass_on(family, columns, {}, columns_to_keep(columns), result);
}

// B's rows of a child that read the mover, times a matrix over the mover's types.
Matrix read_mover(const Rows& rows, const Eigen::Ref<const Matrix>& by_type) {
  if (rows.whole) return by_type;
  return rows.coefficients * by_type;
}

// How each row that reads the mover answers to the columns of all children, through the mover's choices: G.
Matrix answers_of_rows(const Family& family, const Matrix& average) {
  Matrix answers = Matrix::Zero(family.num_own_rows, family.num_columns);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    const Rows& rows = family.children[x].rows[family.mover];
    if (rows.num == 0) continue;
    Matrix change = -average;
    change.middleCols(family.children[x].first_column, family.children[x].columns.cols()) += family.own_columns(x);
    answers.middleRows(family.children[x].first_own_row, rows.num) = read_mover(rows, change);
  }
  return answers;
}

// The change of the probability of each public move but the last, watcher by watcher, through the mover's choices, by
// column.
Matrix answers_of_moves(const Family& family, const PublicChoice& choice, const Matrix& average, double precision) {
  const std::ptrdiff_t num_moves = std::ssize(family.children) - 1;
  Matrix answers(std::ssize(family.watchers) * num_moves, family.num_columns);
  if (family.num_columns == 0) return answers;
  for (std::ptrdiff_t row = 0; row < answers.rows(); ++row) {
    const std::ptrdiff_t camp = family.watchers[static_cast<std::size_t>(row / num_moves)];
    const auto x = static_cast<std::size_t>(row % num_moves);
    const Vector weights = precision * choice.beliefs.col(camp).cwiseProduct(choice.probabilities.col(row % num_moves));
    answers.row(row).noalias() = -weights.transpose() * average;
    if (family.is_deaf(x)) continue;
    answers.row(row).segment(family.children[x].first_column, family.own_columns(x).cols()) +=
        weights.transpose() * family.own_columns(x);
  }
  return answers;
}

// C as if the mover's rows were known: the mover's expectations by its choices, everybody else's by public moves.
Matrix values_by_column(const Family& family, const PublicChoice& choice, const Matrix& moves,
                        const LogitPoint& point) {
  Matrix columns(family.num_types, family.num_columns);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    if (family.is_deaf(x)) continue;
    const auto k = static_cast<std::ptrdiff_t>(x);
    family.put_weighted(x, point, columns);
    const Vector weights =
        choice.probabilities.col(k).array() * (1 + point.precision * choice.advantages.col(k).array());
    const PublicResponse& child = family.children[x];
    columns.block(family.first_own, child.first_column, family.num_own, child.columns.cols()) =
        weights.asDiagonal() * family.own_columns(x);
  }
  if (moves.rows() == 0) return columns;
  const Matrix changes = choice.differences * moves;  // the mover's rows of differences are 0
  return columns + changes;
}

int sign_of_determinant(const PublicPivot& lu) {
  int sign = static_cast<int>(lu.permutationP().determinant());
  for (std::ptrdiff_t k = 0; k < lu.rows(); ++k) {
    if (lu.matrixLU()(k, k) < 0) sign = -sign;
  }
  return sign;
}

// The rows that a decision adds: what watchers learn from the moves. Those that tell nothing are not kept.
Rows rows_of_moves(const Family& family, const PublicChoice& choice, Kept& kept) {
  const std::ptrdiff_t num_moves = std::ssize(family.children) - 1;
  Rows rows;
  rows.num = std::ssize(family.watchers) * num_moves;
  rows.coefficients.resize(rows.num, family.num_own);
  for (std::ptrdiff_t row = 0; row < rows.num; ++row) {
    const std::ptrdiff_t camp = family.watchers[static_cast<std::size_t>(row / num_moves)];
    const std::ptrdiff_t x = row % num_moves;
    rows.coefficients.row(row) =
        choice.beliefs.col(camp)
            .cwiseProduct((choice.probabilities.col(x).array() - choice.moves(x, camp)).matrix())
            .transpose();
    // One type has nothing to tell by its moves, nor have types that all move alike.
    const bool tells = family.num_own > 1 && rows.coefficients.row(row).cwiseAbs().maxCoeff() > negligible;
    if (!tells) kept[static_cast<std::size_t>(family.num_columns + row)] = 0;
  }
  return rows;
}

void eliminate_decision(const Family& family, const LogitPoint& point, const PublicDecision& decision,
                        PublicElimination& result) {
  const double precision = point.precision;
  const std::uint32_t row = family.shape.game->nodes[decision.node].owner;
  PublicChoice& choice = result.choices[row];
  PublicPivot& pivot = result.pivots[row];
  set_choice(family, point, decision, choice);
  Matrix average = Matrix::Zero(family.num_own, family.num_columns);
  for (std::size_t x = 0; x < family.children.size(); ++x) {
    if (family.is_deaf(x)) continue;
    average.middleCols(family.children[x].first_column, family.children[x].columns.cols()) =
        choice.probabilities.col(static_cast<std::ptrdiff_t>(x)).asDiagonal() * family.own_columns(x);
  }
  const Matrix moves = answers_of_moves(family, choice, average, precision);
  Matrix columns(family.num_types, family.num_columns + moves.rows());
  columns.leftCols(family.num_columns) = values_by_column(family, choice, moves, point);
  columns.rightCols(moves.rows()) = choice.differences;
  if (family.num_own_rows > 0) {
    const Matrix answers = answers_of_rows(family, average);
    Matrix own = Matrix::Identity(family.num_own_rows, family.num_own_rows);
    own -= precision * family.own_part(answers);
    pivot.compute(own);
    Matrix& answered = result.answers[row];
    answered = pivot.solve(precision * answers);
    const Matrix through = family.own_part(columns);
    columns.leftCols(family.num_columns).noalias() += through * answered;
    result.determinant_sign *= sign_of_determinant(pivot);
    for (const double factor : pivot.matrixLU().diagonal()) multiply(result.determinant_size, factor);
  }
  Kept kept = columns_to_keep(columns);
  const Rows rows = rows_of_moves(family, choice, kept);
  pass_on(family, columns, {&rows, family.num_columns}, kept, result.responses[decision.node]);
}

std::size_t numbers_of(const Family& family) {
  const auto num_moves = std::ssize(family.children);
  return static_cast<std::size_t>(family.num_columns + family.num_own_rows + family.num_own * num_moves);
}

// The camps that others than each actor are in.
std::vector<std::vector<std::ptrdiff_t>> watchers_of(const Camps& camps) {
  std::vector<std::vector<std::ptrdiff_t>> watchers(camps.of.size());
  for (std::size_t mover = 0; mover < camps.of.size(); ++mover) {
    for (std::size_t other = 0; other < camps.of.size(); ++other) {
      const auto camp = static_cast<std::ptrdiff_t>(camps.of[other]);
      const bool is_known = std::ranges::find(watchers[mover], camp) != watchers[mover].end();
      if (other != mover && !is_known) watchers[mover].push_back(camp);
    }
  }
  return watchers;
}

}  // namespace

void eliminate(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point, PublicElimination& result) {
  const PublicShape& open = public_shape(shape);
  const PublicGame& game = *open.game;
  const Camps& camps = public_stakes(stakes).camps;
  result.stretches = camps.stretches;
  result.num_camps = camps.num();
  result.watchers = watchers_of(camps);
  result.responses.resize(game.nodes.size());
  result.choices.resize(game.decisions.size());
  result.pivots.resize(game.decisions.size());
  result.answers.resize(game.decisions.size());
  result.most_numbers = 0;
  result.determinant_sign = 1;
  result.determinant_size = {};
  for (const PublicNode& node : game.nodes) {
    const auto row = static_cast<std::size_t>(&node - game.nodes.data());
    if (node.kind == NodeKind::Terminal) result.responses[row] = no_response(open);
  }
  for (const PublicShape::Crossing& crossing : public_stakes(stakes).crossings) {
    result.responses[crossing.node] = response_of_terms(open, stakes, point, crossing);
  }
  for (std::size_t row = game.nodes.size(); row-- > 0;) {
    const PublicNode& node = game.nodes[row];
    if (node.kind == NodeKind::Terminal) continue;
    place_children(open, result, row);
    const Family family = family_of(open, result, row);
    result.most_numbers = std::max(result.most_numbers, numbers_of(family));
    if (node.kind == NodeKind::Chance) eliminate_chance(family, point, result.responses[row]);
    else eliminate_decision(family, point, game.decisions[node.owner], result);
  }
}

}  // namespace demarche
