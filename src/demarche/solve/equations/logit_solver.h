#pragma once

#include "demarche/solve/equations/form.h"

#include <optional>
#include <vector>

namespace demarche {

// Solves linear systems with the Jacobian of the logit equations: by elimination where a plan for it is cheap enough,
// otherwise by GMRES (Saad & Schultz 1986) behind linearised backward induction. Either way the answer is refined
// against the exact Jacobian at the point asked about, so that elimination may be some steps old.
struct LogitSolver {
  const LogitShape* shape = nullptr;
  std::any elimination;                     // of the form's making; empty: no matrix is ever made
  std::optional<LogitPoint> eliminated_at;  // where elimination was made last
  bool is_forgotten = false;                // that was under other stakes
  double tangent_tolerance = 1e-9;          // what elimination nearby may leave of a tangent's equations
  long num_factorisations = 0;
  long num_solves = 0;
  long num_products = 0;
};

LogitSolver make_solver(const LogitShape& shape);

bool eliminates(const LogitSolver& solver);
Determinant determinant_of(const LogitSolver& solver);
int determinant_sign(const LogitSolver& solver);    // of the Jacobian last factorised; needs elimination
double log_determinant(const LogitSolver& solver);  // of its size

// Eliminates at the point, unless that was done last. Under other stakes the same point is another: forget, then.
void factorise(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point);
void forget_elimination(LogitSolver& solver);

// x with J x = unknowns, J where it was eliminated last.
void substitute(const LogitSolver& solver, std::vector<double>& unknowns);

// x with transpose(J) x = unknowns.
void substitute_transposed(const LogitSolver& solver, std::vector<double>& unknowns);

struct LinearAnswer {
  std::vector<double> unknowns;
  double relative_residual = 0;
  int num_products = 0;
};

// Asks for |right - J x| <= tolerance |right|; says what was reached after at most `max_products` products with J.
LinearAnswer solve_linear(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point,
                          const std::vector<double>& right, double tolerance, int max_products);

}  // namespace demarche
