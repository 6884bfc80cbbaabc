#include "demarche/solve/logit_solver.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

using Numbers = std::vector<double>;

Eigen::Map<const Eigen::VectorXd> mapped(const Numbers& v) { return {v.data(), std::ssize(v)}; }
double norm(const Numbers& v) { return mapped(v).stableNorm(); }
double dot(const Numbers& v, const Numbers& w) { return mapped(v).dot(mapped(w)); }
void add(Numbers& target, double factor, const Numbers& v) {
  for (std::size_t k = 0; k < v.size(); ++k) target[k] += factor * v[k];
}

// Solves the equations with beliefs held fixed, from the deepest histories up: exact in games of perfect information.
// A set is settled when the first of its members is met; those of its histories that lie higher count as unchanged.
void backward_induction(const LogitShape& shape, const LogitPoint& point, Numbers& unknowns) {
  const std::size_t num_actors = shape.num_actors;
  Numbers values(shape.num_nodes * num_actors, 0.0);
  Numbers changes(shape.num_actions, 0.0);
  std::vector<char> settled(shape.sets.size(), 0);
  std::vector<std::uint32_t> set_of_action(shape.num_actions, 0);
  for (std::uint32_t s = 0; s < shape.sets.size(); ++s)
    std::fill_n(set_of_action.begin() + shape.sets[s].first_action, shape.sets[s].num_actions, s);
  const auto settle = [&](std::uint32_t s) {
    const LogitShape::Set& set = shape.sets[s];
    Numbers pulls(set.num_actions, 0.0);
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row)
      for (std::size_t a = 0; a < set.num_actions; ++a)
        pulls[a] += point.beliefs[row] * values[(shape.members[row].first_child + a) * num_actors + set.actor];
    const std::size_t top = point.likeliest[s];
    double mean = 0;
    std::size_t unknown = set.first_unknown;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      if (a == top) continue;
      unknowns[unknown] += point.precision * (pulls[a] - pulls[top]);
      changes[set.first_action + a] = unknowns[unknown];
      mean += point.probabilities[set.first_action + a] * unknowns[unknown++];
    }
    for (std::size_t a = 0; a < set.num_actions; ++a) changes[set.first_action + a] -= mean;
    settled[s] = 1;
  };
  for (auto inner = shape.inner.rbegin(); inner != shape.inner.rend(); ++inner) {
    const bool chance = inner->first_coefficient >= shape.num_actions;
    if (!chance && !settled[set_of_action[inner->first_coefficient]]) settle(set_of_action[inner->first_coefficient]);
    double* here = values.data() + inner->node * num_actors;
    for (std::size_t k = 0; k < inner->num_children; ++k) {
      const double change = chance ? 0.0 : changes[inner->first_coefficient + k];
      const double probability = point.probabilities[inner->first_coefficient + k];
      const std::size_t below = (inner->first_child + k) * num_actors;
      for (std::size_t i = 0; i < num_actors; ++i)
        here[i] += probability * (values[below + i] + change * point.values[below + i]);
    }
  }
}

void precondition(const LogitSolver& solver, const LogitPoint& point, Numbers& unknowns) {
  if (eliminates(solver)) substitute(solver, unknowns);
  else backward_induction(*solver.shape, point, unknowns);
}

// A plane rotation that clears the second of two numbers.
struct Rotation {
  double cosine = 1;
  double sine = 0;
};

Rotation rotation(double one, double other) {
  const double length = std::hypot(one, other);
  return length > 0 ? Rotation{one / length, other / length} : Rotation{};
}

// One cycle of flexible GMRES from x = `answer.unknowns`; right-preconditioned, so it sees true residuals.
struct Cycle {
  std::vector<Numbers> basis;
  std::vector<Numbers> directions;
  std::vector<Numbers> columns;  // of the triangular factor
  std::vector<Rotation> rotations;
  Numbers right;
};

void orthogonalise(Cycle& cycle, Numbers& product) {
  Numbers column;
  for (const Numbers& earlier : cycle.basis) {
    column.push_back(dot(earlier, product));
    add(product, -column.back(), earlier);
  }
  for (std::size_t k = 0; k < cycle.basis.size(); ++k) {
    const double again = dot(cycle.basis[k], product);
    column[k] += again;
    add(product, -again, cycle.basis[k]);
  }
  const double length = norm(product);
  if (length > 0)
    for (double& x : product) x /= length;
  column.push_back(length);
  for (std::size_t k = 0; k < cycle.rotations.size(); ++k) {
    const auto [cosine, sine] = cycle.rotations[k];
    const double one = cosine * column[k] + sine * column[k + 1];
    column[k + 1] = cosine * column[k + 1] - sine * column[k];
    column[k] = one;
  }
  const std::size_t last = column.size() - 2;
  cycle.rotations.push_back(rotation(column[last], column[last + 1]));
  const auto [cosine, sine] = cycle.rotations.back();
  column[last] = cosine * column[last] + sine * column[last + 1];
  column.pop_back();
  cycle.columns.push_back(std::move(column));
  cycle.right.push_back(-sine * cycle.right[last]);
  cycle.right[last] *= cosine;
}

void add_combination(const Cycle& cycle, Numbers& unknowns) {
  const std::size_t size = cycle.columns.size();
  Numbers weights(size);
  for (std::size_t k = size; k-- > 0;) {
    double sum = cycle.right[k];
    for (std::size_t later = k + 1; later < size; ++later) sum -= cycle.columns[later][k] * weights[later];
    weights[k] = cycle.columns[k][k] != 0 ? sum / cycle.columns[k][k] : 0.0;
  }
  for (std::size_t k = 0; k < size; ++k) add(unknowns, weights[k], cycle.directions[k]);
}

bool was_made_at(const LogitSolver& solver, const LogitPoint& point) {
  return !solver.is_forgotten && solver.eliminated_at && solver.eliminated_at->precision == point.precision &&
         solver.eliminated_at->logs == point.logs;
}

// Elimination is exact where it was made; that of blocks leaves rounding to refine where that much is asked for.
bool is_exact_at(const LogitSolver& solver, const LogitPoint& point, double tolerance) {
  return (solver.shape->open || tolerance > 1e-6) && was_made_at(solver, point);
}

}  // namespace

bool eliminates(const LogitSolver& solver) { return solver.plan || solver.shape->open; }

int determinant_sign(const LogitSolver& solver) {
  return solver.shape->open ? solver.tree.determinant_sign : solver.lu.determinant_sign;
}

double log_determinant(const LogitSolver& solver) {
  return log_of(solver.shape->open ? solver.tree.determinant_size : solver.lu.determinant_size);
}

namespace {

// What substitution reads of a point; the large arrays are left out.
void keep(const LogitPoint& point, std::optional<LogitPoint>& kept) {
  if (!kept) kept.emplace();
  kept->precision = point.precision;
  kept->logs = point.logs;
  kept->likeliest = point.likeliest;
  kept->public_moves = point.public_moves;
}

}  // namespace

void factorise(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point) {
  if (!eliminates(solver) || was_made_at(solver, point)) return;
  ++solver.num_factorisations;
  keep(point, solver.eliminated_at);
  solver.is_forgotten = false;
  if (solver.shape->open) {
    eliminate(*solver.shape, stakes, point, solver.tree);
    return;
  }
  fill_jacobian(*solver.shape, stakes, *solver.pattern, point, solver.raw, solver.blocks);
  factorise(*solver.plan, solver.blocks, solver.lu);
}

void substitute(const LogitSolver& solver, std::vector<double>& unknowns) {
  if (solver.shape->open) substitute(*solver.shape, *solver.eliminated_at, solver.tree, unknowns);
  else substitute(*solver.plan, solver.lu, unknowns);
}

void forget_elimination(LogitSolver& solver) { solver.is_forgotten = true; }

namespace {

// right - J x
double measure(const LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, const Numbers& right,
               LinearAnswer& answer, Numbers& rest) {
  apply_jacobian(*solver.shape, stakes, point, answer.unknowns, rest);
  ++answer.num_products;
  for (std::size_t k = 0; k < rest.size(); ++k) rest[k] = right[k] - rest[k];
  return norm(rest);
}

// Iterative refinement; cheaper than GMRES where the elimination is of this very matrix or one close to it.
double refine(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, const Numbers& right,
              double goal, LinearAnswer& answer, Numbers& rest) {
  double left = norm(right);
  for (int round = 0; round < 4; ++round) {
    Numbers change = rest;
    precondition(solver, point, change);
    Numbers before = answer.unknowns;
    add(answer.unknowns, 1, change);
    const double now = measure(solver, stakes, point, right, answer, rest);
    if (!(now < left)) {
      answer.unknowns = std::move(before);
      return measure(solver, stakes, point, right, answer, rest);
    }
    const bool slow = now > 0.25 * left;
    left = now;
    if (left <= goal || slow) break;
  }
  return left;
}

double run_cycle(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, const Numbers& right,
                 double goal, int max_products, LinearAnswer& answer, Numbers& rest) {
  constexpr std::size_t cycle_length = 50;
  const double left = norm(rest);
  Cycle cycle;
  cycle.basis.push_back(rest);
  for (double& x : cycle.basis.back()) x /= left;
  cycle.right.push_back(left);
  while (cycle.columns.size() < cycle_length && answer.num_products < max_products) {
    Numbers direction = cycle.basis.back();
    precondition(solver, point, direction);
    Numbers product;
    apply_jacobian(*solver.shape, stakes, point, direction, product);
    ++answer.num_products;
    cycle.directions.push_back(std::move(direction));
    orthogonalise(cycle, product);
    cycle.basis.push_back(std::move(product));
    if (std::abs(cycle.right.back()) <= 0.5 * goal) break;
  }
  add_combination(cycle, answer.unknowns);
  return measure(solver, stakes, point, right, answer, rest);
}

}  // namespace

LinearAnswer solve_linear(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point,
                          const std::vector<double>& right, double tolerance, int max_products) {
  ++solver.num_solves;
  LinearAnswer answer{Numbers(right.size(), 0.0), 0, 0};
  if (is_exact_at(solver, point, tolerance)) {
    answer.unknowns = right;
    precondition(solver, point, answer.unknowns);
    return answer;
  }
  const double size = norm(right);
  if (size == 0) return answer;
  Numbers rest = right;
  double left = refine(solver, stakes, point, right, tolerance * size, answer, rest);
  while (left > tolerance * size && answer.num_products < max_products) {
    const double now = run_cycle(solver, stakes, point, right, tolerance * size, max_products, answer, rest);
    const bool stalled = !(now < 0.5 * left);
    left = now;
    if (stalled) break;
  }
  solver.num_products += answer.num_products;
  answer.relative_residual = left / size;
  return answer;
}

}  // namespace demarche
