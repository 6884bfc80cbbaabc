#include "demarche/solve/logit_climb.h"

#include "demarche/solve/logit_dynamics.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace demarche {
namespace {

constexpr int few_iterations = 8;
constexpr double least_growth = 1e-5;

// Along the tangent, linearly in the precision, unless it runs along a fold.
void aim(const LogitTrace& trace, double precision, LogitPoint& point) {
  if (trace.tangent.s > 0.1) {
    const double change = (precision - point.precision) / (trace.tangent.s * (1 + point.precision));
    for (std::size_t a = 0; a < trace.tangent.logs.size(); ++a) point.logs[a] += change * trace.tangent.logs[a];
  }
  point.precision = precision;
  evaluate(*trace.solver.shape, trace.stakes, point);
}

void land(LogitTrace& trace, LogitPoint point) {
  factorise(trace.solver, trace.stakes, point);
  trace.here = std::move(point);
  trace.tangent = tangent_at(trace.solver, trace.stakes, trace.here, nullptr);
  trace.bend.clear();
}

}  // namespace

bool climb(LogitTrace& trace, double highest_precision) {
  if (!trace.left_at) {
    trace.left_at = trace.crest.precision;
    land(trace, trace.crest);
  }
  while (trace.growth > least_growth) {
    ++trace.num_steps;
    LogitPoint point = trace.here;
    aim(trace, std::min(highest_precision, point.precision * (1 + trace.growth)), point);
    const std::optional<int> num_iterations = settle(trace.solver, trace.stakes, {}, point);
    if (!num_iterations) {
      trace.growth /= 4;
      continue;
    }
    trace.growth = std::min(1.0, trace.growth * (*num_iterations <= few_iterations ? 1.5 : 0.8));
    land(trace, std::move(point));
    return true;
  }
  return false;
}

}  // namespace demarche
