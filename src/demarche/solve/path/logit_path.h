#pragma once

#include "demarche/solve/equations/logit_solver.h"

#include <vector>

namespace demarche {

// The direction of the path of logit equilibria by arclength. Length is measured with s = log(1 + precision x range)
// and, for strategies, the Fisher metric sum p (d log p)^2 over all moves: probabilities near 0 weigh nothing.
struct Tangent {
  std::vector<double> logs;  // [action]: change of log p
  double s = 1;              // change of s
};

// The inner product of two changes of log p [action] in the Fisher metric; `weights`: p.
double fisher(const std::vector<double>& weights, const std::vector<double>& one, const std::vector<double>& other);

// Unit tangent at a solved point, the one that goes on from `before` (or up in precision where `before` is null).
Tangent tangent_at(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, const Tangent* before);

// The cosine of the angle between two tangents, measured at the second one's point.
double alignment(const LogitPoint& point, const Tangent& before, const Tangent& tangent);

// Moves along the tangent: linearly in the precision, so that log-odds far from 0 are met at any length of step.
// `bend` is the second derivative of log p by precision [action], or empty where none is known.
void predict(const LogitShape& shape, const LogitStakes& stakes, const Tangent& tangent,
             const std::vector<double>& bend, double length, LogitPoint& point);

// No probability moves more than this from one point to the next: a prediction over a longer way may come to lie near
// another branch, where the corrector, which sees only how far it moves itself, would settle unnoticed.
inline constexpr double longest_move = 0.35;

// The largest difference of a probability.
double move_between(const LogitPoint& one, const LogitPoint& other, std::size_t num_actions);

// How a corrector holds the point on its way back to the path.
struct Hold {
  const Tangent* tangent = nullptr;  // null: precision fixed; otherwise in the plane across this tangent
  std::vector<double> weights;       // p at the tangent's point
};

struct Correction {
  bool converged = false;
  double moved = 0;  // largest change of a probability since the prediction
  int num_iterations = 0;
};

struct CorrectorOptions {
  double tolerance = 1e-6;  // of LogitPoint::max_residual
  double max_move = 0.05;   // in probability
  int max_iterations = 8;
};

// One Newton step at fixed precision from a point of other stakes: a tangent predictor along the change of stakes.
void push(LogitSolver& solver, const LogitStakes& stakes, LogitPoint& point);

// Newton's method from a predicted point.
Correction correct(LogitSolver& solver, const LogitStakes& stakes, const Hold& hold, const CorrectorOptions& options,
                   LogitPoint& point);

}  // namespace demarche
