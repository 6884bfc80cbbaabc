#include "demarche/solve/path/logit_jump.h"

#include "demarche/solve/path/logit_dynamics.h"

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

constexpr double nearby_goal = 4;  // times the precision
constexpr int most_to_goal = 100;  // steps of logit dynamics
constexpr int few_iterations = 8;
constexpr int most_attempts = 4;
constexpr int patience_off_branch = 20;  // what lies past the next folds is no better founded than what is jumped to
constexpr int most_iterations = 400;     // of all attempts: parts of the game may jump one after the other

// Along the tangent, linearly in the precision, unless it runs along a fold.
void aim(const LogitTrace& trace, double precision, LogitPoint& point) {
  if (trace.tangent.s > 0.1) {
    const double change = (precision - point.precision) / (trace.tangent.s * (1 + point.precision));
    for (std::size_t a = 0; a < trace.tangent.logs.size(); ++a) point.logs[a] += change * trace.tangent.logs[a];
  }
  point.precision = precision;
  evaluate(*trace.solver.shape, trace.stakes, point);
}

// Where the branch turned back: with the tangent there, should the trace still stand at it.
LogitTrace at_crest(const LogitTrace& trace) {
  LogitTrace there = trace;
  if (there.here.precision == there.crest.precision) return there;
  move_to(*there.solver.shape, there.stakes, there.crest, there.here);
  factorise(there.solver, there.stakes, there.here);
  there.tangent = tangent_at(there.solver, there.stakes, there.here, nullptr);
  return there;
}

void land_by_jump(LogitTrace& trace, LogitPoint point) {
  if (!trace.left_at) trace.left_at = trace.crest.precision;
  land(trace, std::move(point));
  trace.patience = patience_off_branch;
  ++trace.num_jumps;
}

}  // namespace

bool jump_to_goal(LogitTrace& trace, double goal) {
  const LogitTrace from = at_crest(trace);
  if (goal > nearby_goal * from.here.precision) return false;
  LogitPoint point = from.here;
  LogitSolver solver = from.solver;
  point.precision = goal;
  evaluate(*solver.shape, from.stakes, point);
  const Settlement found = settle(solver, from.stakes, {.max_steps = most_to_goal, .go_on = trace.go_on}, point);
  trace.num_steps += found.num_steps;
  if (found.settled) land_by_jump(trace, std::move(point));
  return found.settled;
}

bool jump(LogitTrace& trace, double highest_precision) {
  LogitTrace there = at_crest(trace);
  // Off the branch the way to where the path is to go says nothing of what lies there.
  if (trace.left_at && jump_to_goal(trace, highest_precision)) return true;
  double growth = there.growth;
  int num_left = most_iterations;
  for (int attempt = 0; attempt < most_attempts && num_left > 0; ++attempt, growth /= 4) {
    LogitPoint point = there.here;
    aim(there, std::min(highest_precision, point.precision * (1 + growth)), point);
    const Settlement settlement =
        settle(there.solver, there.stakes, {.max_steps = num_left, .go_on = trace.go_on}, point);
    trace.num_steps += settlement.num_steps;
    num_left -= settlement.num_steps;
    if (!settlement.settled) continue;
    trace.growth = std::min(1.0, growth * (settlement.num_steps <= few_iterations ? 1.5 : 0.8));
    land_by_jump(trace, std::move(point));
    return true;
  }
  return false;
}

}  // namespace demarche
