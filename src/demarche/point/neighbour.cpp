#include "demarche/point/neighbour.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

const AqreShape& shape_at(const AtPoint& at, Kept& kept) {
  if (!kept.shape.path) kept.shape.path = aqre_shape(at.compiled.game, at.stakes);
  return *kept.shape.path;
}

// An equilibrium depends on precision times payoffs alone: another precision is the same one at other payoffs.
Stakes at_precision(Stakes stakes, double held, double wanted) {
  for (double& payoff : stakes.payoffs) payoff *= wanted / held;
  for (double& remainder : stakes.remainders) remainder *= wanted / held;
  return stakes;
}

}  // namespace

std::optional<Solution> continue_from(const Neighbour& from, const AtPoint& at, Kept& kept, const Brief& brief) {
  const double held = from.solution.precision;
  const double wanted = *brief.plan.aim.precision;
  const bool same = same_number(held, wanted);
  std::optional<Solution> solution =
      continue_aqre(at.compiled.game, shape_at(at, kept), from.stakes, from.solution,
                    same ? at.stakes : at_precision(at.stakes, held, wanted), brief.plan.aim, brief.monitor);
  if (!solution || same) return solution;
  solution->path = {{wanted, solution->path.front().max_gain * held / wanted}};
  solution->precision = wanted;
  return solution;
}

std::optional<Solution> follow_from(const Neighbour& from, const AtPoint& at, Kept& kept, const Brief& brief) {
  return continue_equilibrium(at.compiled.game, shape_at(at, kept), from.stakes, from.solution, at.stakes,
                              brief.plan.aim, brief.monitor);
}

bool same_number(double a, double b) { return a == b || std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

}  // namespace demarche
