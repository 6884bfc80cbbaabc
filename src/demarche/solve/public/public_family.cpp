#include "demarche/solve/public/public_family.h"

#include <algorithm>

namespace demarche {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Term = PublicStakes::Term;

std::ptrdiff_t length(const PublicShape& shape, ActorId actor) {
  return static_cast<std::ptrdiff_t>(shape.num_types_of(actor));
}

// A terminal node's response under construction, all actors' log-reaches read as they are.
struct Ending {
  const PublicShape& shape;
  const Camps& camps;
  const LogitPoint& point;
  std::size_t node = 0;
  Matrix& columns;  // [type of all actors][type of all actors]

  Eigen::Map<const Vector> beliefs(ActorId whose, ActorId about) const {
    const std::size_t place = place_of_camp(shape, camps, node, camps.of[whose.value]);
    return {point.beliefs.data() + place + shape.first_type[about.value], length(shape, about)};
  }
  auto block(ActorId whose, ActorId read) const {
    return columns.block(shape.first_type[whose.value], shape.first_type[read.value], length(shape, whose),
                         length(shape, read));
  }
};

// The expectation of one number a type moves with the log-reaches by belief x (number - mean).
Vector pull_of(const Eigen::Ref<const Vector>& beliefs, const Eigen::Ref<const Vector>& numbers) {
  const double mean = beliefs.dot(numbers);
  return beliefs.cwiseProduct((numbers.array() - mean).matrix());
}

void add_to_all(const Ending& ending, ActorId whose, ActorId read, const Vector& pull) {
  ending.block(whose, read).rowwise() += pull.transpose();
}

void add_by_type(const Ending& ending, ActorId whose, ActorId read, const Eigen::Ref<const Matrix>& numbers) {
  for (std::ptrdiff_t t = 0; t < numbers.rows(); ++t) {
    ending.block(whose, read).row(t) += pull_of(ending.beliefs(whose, read), numbers.row(t).transpose()).transpose();
  }
}

void add_term(const Ending& ending, const PublicStakes& stakes, const Term& term) {
  const double* first = stakes.numbers.data() + term.first_number;
  const std::ptrdiff_t num_one = length(ending.shape, term.one);
  if (term.other == none<ActorTag>) {
    const Eigen::Map<const Vector> numbers(first, num_one);
    add_to_all(ending, term.actor, term.one, pull_of(ending.beliefs(term.actor, term.one), numbers));
    return;
  }
  const Eigen::Map<const RowMajor> numbers(first, num_one, length(ending.shape, term.other));
  if (term.actor == term.one) {
    add_by_type(ending, term.actor, term.other, numbers);
  } else if (term.actor == term.other) {
    add_by_type(ending, term.actor, term.one, numbers.transpose());
  } else {
    const Eigen::Map<const Vector> of_one = ending.beliefs(term.actor, term.one);
    const Eigen::Map<const Vector> of_other = ending.beliefs(term.actor, term.other);
    add_to_all(ending, term.actor, term.one, pull_of(of_one, numbers * of_other));
    add_to_all(ending, term.actor, term.other, pull_of(of_other, numbers.transpose() * of_one));
  }
}

}  // namespace

void Family::put_weighted(std::size_t child, const LogitPoint& point, Matrix& columns) const {
  const Matrix& below = children[child].columns;
  const double* moves = point.public_moves.data() + (first_child + child) * num_camps;
  auto target = columns.middleCols(children[child].first_column, below.cols());
  if (stretches.size() == 1) {  // whole columns are faster to multiply than rows of them
    target = moves[stretches.front().camp] * below;
    return;
  }
  for (const Camps::Stretch& stretch : stretches)
    target.middleRows(stretch.first, stretch.num) = moves[stretch.camp] * below.middleRows(stretch.first, stretch.num);
}

Eigen::MatrixXd Family::own_part(const Matrix& by_column) const {
  Matrix part(by_column.rows(), num_own_rows);
  for (std::size_t x = 0; x < children.size(); ++x) {
    const PublicResponse::Rows& rows = children[x].rows[mover];
    part.middleCols(children[x].first_own_row, rows.num) =
        by_column.middleCols(children[x].first_column + rows.first, rows.num);
  }
  return part;
}

Family family_of(const PublicShape& shape, const PublicElimination& elimination, std::size_t node) {
  const PublicNode& parent = shape.game->nodes[node];
  Family family{.shape = shape, .first_child = parent.first_child};
  family.num_types = static_cast<std::ptrdiff_t>(shape.num_types);
  family.stretches = elimination.stretches;
  family.num_camps = elimination.num_camps;
  if (parent.kind == NodeKind::Decision) {
    const ActorId actor = shape.game->decisions[parent.owner].actor;
    family.mover = actor.value;
    family.first_own = shape.first_type[actor.value];
    family.num_own = length(shape, actor);
    family.watchers = elimination.watchers[family.mover];
  }
  family.children = std::span(elimination.responses).subspan(parent.first_child, parent.num_children);
  if (family.children.empty()) return family;
  const PublicResponse& last = family.children.back();
  family.num_columns = last.first_column + last.columns.cols();
  if (parent.kind == NodeKind::Decision) family.num_own_rows = last.first_own_row + last.rows[family.mover].num;
  return family;
}

void place_children(const PublicShape& shape, PublicElimination& elimination, std::size_t node) {
  const PublicNode& parent = shape.game->nodes[node];
  std::ptrdiff_t column = 0;
  std::ptrdiff_t own_row = 0;
  for (std::size_t k = parent.first_child; k < parent.first_child + std::size_t{parent.num_children}; ++k) {
    PublicResponse& child = elimination.responses[k];
    child.first_column = column;
    child.first_own_row = own_row;
    column += child.columns.cols();
    if (parent.kind == NodeKind::Decision) own_row += child.rows[shape.game->decisions[parent.owner].actor.value].num;
  }
}

namespace {

// `below` [type of all actors][move].
void set_differences(const Family& family, const Eigen::Map<const Matrix>& below, Matrix& differences) {
  const std::ptrdiff_t num_others = below.cols() - 1;
  differences.setZero(family.num_types, std::ssize(family.watchers) * num_others);
  if (num_others == 0) return;
  for (const Camps::Stretch& stretch : family.stretches) {
    const auto at = std::ranges::find(family.watchers, static_cast<std::ptrdiff_t>(stretch.camp));
    if (at == family.watchers.end()) continue;
    const auto here = below.middleRows(stretch.first, stretch.num);
    differences.block(stretch.first, (at - family.watchers.begin()) * num_others, stretch.num, num_others) =
        here.leftCols(num_others).colwise() - here.col(num_others);
  }
  differences.middleRows(family.first_own, family.num_own).setZero();
}

}  // namespace

void set_choice(const Family& family, const LogitPoint& point, const PublicDecision& decision, PublicChoice& choice) {
  const auto num_moves = static_cast<std::ptrdiff_t>(decision.num_actions);
  const auto num_types = family.num_types;
  const Eigen::Map<const RowMajor> probabilities(point.probabilities.data() + decision.first_action.value,
                                                 family.num_own, num_moves);
  const Eigen::Map<const RowMajor> values(point.action_values.data() + decision.first_action.value, family.num_own,
                                          num_moves);
  choice.probabilities = probabilities;
  const Vector means = probabilities.cwiseProduct(values).rowwise().sum();
  choice.advantages = values.colwise() - means;
  const auto num_camps = static_cast<std::ptrdiff_t>(family.num_camps);
  const Eigen::Map<const Matrix> beliefs(
      point.beliefs.data() + static_cast<std::ptrdiff_t>(decision.node) * num_camps * num_types, num_types, num_camps);
  choice.beliefs = beliefs.middleRows(family.first_own, family.num_own);
  choice.moves =
      Eigen::Map<const Matrix>(point.public_moves.data() + static_cast<std::ptrdiff_t>(family.first_child) * num_camps,
                               num_camps, num_moves)
          .transpose();
  const Eigen::Map<const Matrix> below(
      point.values.data() + static_cast<std::ptrdiff_t>(family.first_child) * num_types, num_types, num_moves);
  set_differences(family, below, choice.differences);
}

PublicResponse no_response(const PublicShape& shape) {
  PublicResponse response;
  response.rows.resize(shape.game->num_actors);
  response.columns.resize(static_cast<std::ptrdiff_t>(shape.num_types), 0);
  return response;
}

PublicResponse response_of_terms(const PublicShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                                 const PublicShape::Crossing& crossing) {
  const ScaledPublicStakes& own = public_stakes(stakes);
  PublicResponse response = no_response(shape);
  const auto num_types = static_cast<std::ptrdiff_t>(shape.num_types);
  response.columns.setZero(num_types, num_types);
  const Ending ending{shape, own.camps, point, crossing.node, response.columns};
  for (std::size_t row = crossing.first_term; row < crossing.end_term; ++row) {
    add_term(ending, own.all, own.all.terms[row]);
  }
  for (std::size_t actor = 0; actor < response.rows.size(); ++actor) {
    const auto first = static_cast<std::ptrdiff_t>(shape.first_type[actor]);
    response.rows[actor] = {true, length(shape, ActorId{actor}), first, {}};
  }
  return response;
}

}  // namespace demarche
