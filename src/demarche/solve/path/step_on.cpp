#include "demarche/solve/path/step_on.h"

#include "demarche/solve/path/follow_parts.h"
#include "demarche/solve/path/logit_jump.h"

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

constexpr double most_tries_below_crest = 150;
constexpr double work_below_crest = 3e6;  // tries x histories
constexpr double bent = 0.8;              // of a tangent's s one point before

// One branch alone comes from precision 0. A path that is back there was taken for another one where the two ran close
// side by side, which looks like a crossing: it is begun again, with short steps at crossings, and then left.
bool begin_again(LogitTrace& trace, double goal) {
  if (trace.careful) return jump(trace, goal);
  LogitTrace again = start_trace(std::move(trace.solver), std::move(trace.stakes));
  again.careful = true;
  again.num_steps = trace.num_steps;
  again.go_on = std::move(trace.go_on);
  again.alone.parts = std::move(trace.alone.parts);
  again.alone.kept = std::move(trace.alone.kept);
  trace = std::move(again);
  return true;
}

bool has_turned_back(const LogitTrace& trace, int num_turns, double goal) {
  return trace.num_turns > num_turns && trace.tangent.s < 0 && trace.here.precision != goal;
}

// Where many folds lie close together a path goes to and fro between them for long. So many tries are made below the
// crest, and more in games whose steps are cheap.
bool is_tired(const LogitTrace& trace) {
  const double in_small_games = work_below_crest / static_cast<double>(trace.solver.shape->num_nodes);
  return trace.tries_below_crest > std::max(most_tries_below_crest, in_small_games);
}

// A second try given up where the path is already bent: the turn lies ahead.
bool nears_turn(const LogitTrace& trace, int num_tries) {
  return num_tries == 2 && trace.tangent.s > 0 && trace.tangent.s < bent * trace.last_s;
}

// Near folds and crossings, and where a path gets stuck, it goes on with all histories told apart.
bool follow_parts_apart(LogitTrace& trace, const LogitPlace& before, double goal) {
  tell_apart(trace);
  return follow_parts(trace, before, goal);
}

// A step along the path; where it turns back, or is about to, by the parts that do.
bool step_along(LogitTrace& trace, double goal) {
  const int num_turns = trace.num_turns;
  const std::size_t num_notes = trace.notes.size();
  const LogitPlace before = place_of(trace.here);
  for (int num_tries = 1; !is_stuck(trace); ++num_tries) {
    if (trace.steps_below_crest > 0) ++trace.tries_below_crest;
    if (try_advance(trace, goal)) {
      if (trace.num_turns > num_turns || trace.notes.size() > num_notes) tell_apart(trace);
      // What the fold looked like in the whole is of no interest where its parts are followed one by one.
      if (has_turned_back(trace, num_turns, goal) && follow_parts(trace, before, goal)) trace.notes.resize(num_notes);
      return true;
    }
    const bool looks = trace.suspects_parts || nears_turn(trace, num_tries);
    if (looks && follow_parts_apart(trace, before, goal)) return true;
  }
  tell_apart(trace);
  return trace.tangent.s > 0 && follow_parts(trace, before, goal);
}

}  // namespace

bool step_on(LogitTrace& trace, double goal) {
  if (trace.here.precision <= 0 && trace.tangent.s < 0) return begin_again(trace, goal);
  if (trace.steps_below_crest > trace.patience || (trace.tangent.s < 0 && is_tired(trace))) {
    tell_apart(trace);
    if (is_tired(trace) && jump_to_goal(trace, goal)) return true;
    if (jump(trace, goal)) return true;
    trace.patience *= 2;
    trace.tries_below_crest = 0;
  }
  return step_along(trace, goal) || jump(trace, goal);
}

}  // namespace demarche
