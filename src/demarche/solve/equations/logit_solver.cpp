#include "demarche/solve/equations/logit_solver.h"

#include "demarche/solve/linear/krylov.h"

#include <cmath>

namespace demarche {

namespace {

using Numbers = std::vector<double>;

void precondition(const LogitSolver& solver, const LogitPoint& point, Numbers& unknowns) {
  if (eliminates(solver)) substitute(solver, unknowns);
  else solver.shape->form->approximate(*solver.shape, point, unknowns);
}

bool was_made_at(const LogitSolver& solver, const LogitPoint& point) {
  return !solver.is_forgotten && solver.eliminated_at && solver.eliminated_at->precision == point.precision &&
         solver.eliminated_at->logs == point.logs;
}

// Elimination is exact where it was made; that of blocks leaves rounding to refine where that much is asked for.
bool is_exact_at(const LogitSolver& solver, const LogitPoint& point, double tolerance) {
  return (solver.shape->form->refines_in_vain || tolerance > 1e-6) && was_made_at(solver, point);
}

}  // namespace

LogitSolver make_solver(const LogitShape& shape) {
  LogitSolver solver;
  solver.shape = &shape;
  solver.elimination = shape.form->start_elimination(shape);
  return solver;
}

bool eliminates(const LogitSolver& solver) { return solver.elimination.has_value(); }

Determinant determinant_of(const LogitSolver& solver) { return solver.shape->form->determinant(solver.elimination); }

int determinant_sign(const LogitSolver& solver) { return determinant_of(solver).sign; }

double log_determinant(const LogitSolver& solver) { return log_of(determinant_of(solver).size); }

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
  solver.shape->form->eliminate(*solver.shape, stakes, point, solver.elimination);
}

void substitute(const LogitSolver& solver, std::vector<double>& unknowns) {
  solver.shape->form->substitute(*solver.shape, *solver.eliminated_at, solver.elimination, unknowns);
}

void substitute_transposed(const LogitSolver& solver, std::vector<double>& unknowns) {
  solver.shape->form->substitute_transposed(*solver.shape, *solver.eliminated_at, solver.elimination, unknowns);
}

void forget_elimination(LogitSolver& solver) { solver.is_forgotten = true; }

namespace {

// right - J x
double measure(const LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, const Numbers& right,
               LinearAnswer& answer, Numbers& rest) {
  apply_jacobian(*solver.shape, stakes, point, answer.unknowns, rest);
  ++answer.num_products;
  for (std::size_t k = 0; k < rest.size(); ++k) rest[k] = right[k] - rest[k];
  return norm_of(rest);
}

// Iterative refinement; cheaper than GMRES where the elimination is of this very matrix or one close to it.
double refine(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, const Numbers& right,
              double goal, LinearAnswer& answer, Numbers& rest) {
  double left = norm_of(right);
  for (int round = 0; round < 4; ++round) {
    Numbers change = rest;
    precondition(solver, point, change);
    Numbers before = answer.unknowns;
    add_times(answer.unknowns, 1, change);
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
  const double left = norm_of(rest);
  KrylovCycle cycle = start_cycle(rest, left);
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
  const double size = norm_of(right);
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
