#include "demarche/solve/path/step_on.h"

#include "demarche/solve/path/follow_parts.h"
#include "demarche/solve/path/logit_jump.h"

#include <utility>

namespace demarche {
namespace {

constexpr double bent = 0.8;  // of a tangent's s one point before

// One branch alone comes from precision 0. A path that is back there was taken for another one where the two ran close
// side by side, which looks like a crossing: it is begun again, with short steps at crossings, and then left.
bool begin_again(LogitTrace& trace, double goal) {
  if (trace.careful) return jump(trace, goal);
  LogitTrace again = start_trace(std::move(trace.solver), std::move(trace.stakes));
  again.careful = true;
  again.num_steps = trace.num_steps;
  again.go_on = std::move(trace.go_on);
  again.alone.parts = std::move(trace.alone.parts);
  trace = std::move(again);
  return true;
}

bool has_turned_back(const LogitTrace& trace, int num_turns, double goal) {
  return trace.num_turns > num_turns && trace.tangent.s < 0 && trace.here.precision != goal;
}

// A second try given up where the path is already bent: the turn lies ahead.
bool nears_turn(const LogitTrace& trace, int num_tries) {
  return num_tries == 2 && trace.tangent.s > 0 && trace.tangent.s < bent * trace.last_s;
}

// Over alike histories a path is followed as long as it runs on, and crosses nothing.
bool runs_on(LogitTrace& trace, double goal) {
  const int num_turns = trace.num_turns;
  for (int num_tries = 1; !is_stuck(trace); ++num_tries) {
    if (try_advance(trace, goal)) return trace.num_turns == num_turns && trace.notes.empty();
    if (trace.suspects_parts || nears_turn(trace, num_tries)) return false;
  }
  return false;
}

// Near folds rounding may decide where a path goes on: such a path is followed from its beginning with all histories
// told apart, so that it comes to where it would have come without the others.
void begin_apart(LogitTrace& trace) {
  LogitTrace again = start_apart(*trace.apart->shape, std::move(trace.apart->stakes), trace.solver.tangent_tolerance);
  again.go_on = std::move(trace.go_on);
  trace = std::move(again);
}

// A step along the path; where it turns back, or is about to, by the parts that do.
bool step_along(LogitTrace& trace, double goal) {
  const int num_turns = trace.num_turns;
  const std::size_t num_notes = trace.notes.size();
  const LogitPlace before = place_of(trace.here);
  for (int num_tries = 1; !is_stuck(trace); ++num_tries) {
    if (try_advance(trace, goal)) {
      // What the fold looked like in the whole is of no interest where its parts are followed one by one.
      if (has_turned_back(trace, num_turns, goal) && follow_parts(trace, before, goal)) trace.notes.resize(num_notes);
      return true;
    }
    const bool looks = trace.suspects_parts || nears_turn(trace, num_tries);
    if (looks && follow_parts(trace, before, goal)) return true;
  }
  return trace.tangent.s > 0 && follow_parts(trace, before, goal);
}

}  // namespace

bool step_on(LogitTrace& trace, double goal) {
  if (trace.apart) {
    if (!runs_on(trace, goal)) begin_apart(trace);
    return true;
  }
  if (trace.here.precision <= 0 && trace.tangent.s < 0) return begin_again(trace, goal);
  if (trace.steps_below_crest > trace.patience) {
    if (jump(trace, goal)) return true;
    trace.patience *= 2;
  }
  return step_along(trace, goal) || jump(trace, goal);
}

}  // namespace demarche
