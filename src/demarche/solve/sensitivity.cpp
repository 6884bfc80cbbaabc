#include "demarche/solve/sensitivity.h"

#include "demarche/solve/aqre_shape.h"
#include "demarche/solve/logit_adjoint.h"

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

constexpr double tolerance = 1e-9;
constexpr int max_refinements = 6;

double size_of(const std::vector<double>& vector) {
  double largest = 0;
  for (const double x : vector) largest = std::max(largest, std::abs(x));
  return largest;
}

// y with transpose(J) y = right, refined until nothing is won.
std::optional<std::vector<double>> solve_adjoint(const Linearisation& at, const std::vector<double>& right) {
  const LogitSolver& solver = at.solver;
  const double size = size_of(right);
  std::vector<double> best(right.size(), 0.0);
  if (size == 0) return best;
  std::vector<double> rest = right;
  double left = size;
  std::vector<double> product;
  for (int round = 0; round < max_refinements; ++round) {
    std::vector<double> change = rest;
    substitute_transposed(*solver.plan, solver.lu, change);
    std::vector<double> next = best;
    for (std::size_t k = 0; k < next.size(); ++k) next[k] += change[k];
    apply_transposed(*solver.shape, at.point, next, product);
    for (std::size_t k = 0; k < rest.size(); ++k) rest[k] = right[k] - product[k];
    const double now = size_of(rest);
    if (!(now < left)) break;
    left = now;
    best = std::move(next);
    if (left <= 1e-14 * size) break;
  }
  if (!(left <= tolerance * size)) return std::nullopt;
  return best;
}

// The game's rows of payoffs from masses at its nodes.
void add_payoffs(const Game& game, const std::vector<double>& masses, double scale, std::vector<double>& payoffs) {
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (node.kind != NodeKind::Terminal) continue;
    for (std::size_t i = 0; i < game.num_actors; ++i)
      payoffs[std::size_t{node.outcome().value} * game.num_actors + i] += masses[n * game.num_actors + i] * scale;
  }
}

}  // namespace

std::optional<Linearisation> linearise(const Game& game, std::shared_ptr<const AqreShape> shape, const Stakes& stakes,
                                       const Solution& solution) {
  if (!shape->plan) return std::nullopt;
  Linearisation at;
  at.game = &game;
  at.shape = std::move(shape);
  at.solver = make_solver(*at.shape);
  at.stakes = logit_stakes(game, at.shape->logit, stakes);
  at.point = uniform_point(at.shape->logit, at.stakes);
  std::ranges::copy(solution.strategy.log_probability, at.point.logs.begin());
  at.point.precision = solution.precision * at.stakes.range;
  evaluate(at.shape->logit, at.stakes, at.point);
  factorise(at.solver, at.stakes, at.point);
  if (at.solver.lu.singular) return std::nullopt;
  return at;
}

std::optional<Gradient> gradient_of(const Linearisation& at, const Objective& objective) {
  const LogitShape& shape = at.shape->logit;
  const std::vector<double> by_logs(objective.by_log_probability.begin(), objective.by_log_probability.end());
  const auto adjoint = solve_adjoint(at, by_log_odds(shape, at.point, by_logs));
  if (!adjoint) return std::nullopt;
  const PulledBack pulled = pull_back(shape, at.point, action_weights(shape, at.point, *adjoint));
  Gradient gradient = objective.direct;
  add_payoffs(*at.game, pulled.masses, 1 / at.stakes.range, gradient.payoffs);
  for (std::size_t k = 0; k < shape.num_odds; ++k)
    gradient.odds[OddsId{k}] += pulled.coefficients[shape.num_actions + k];
  const std::vector<double> pull = precision_pull(shape, at.point);
  for (std::size_t k = 0; k < pull.size(); ++k) gradient.precision += (*adjoint)[k] * pull[k] * at.stakes.range;
  return gradient;
}

}  // namespace demarche
