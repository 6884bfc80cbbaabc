#pragma once

#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/parts/part_game.h"
#include "demarche/solve/path/crossings.h"
#include "demarche/solve/path/go_on.h"
#include "demarche/solve/path/logit_path.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace demarche {

// A tangent, with the precision at which it was one.
struct LogitPace {
  double precision = 0;
  Tangent tangent;
};

// A part of the game that turns back, and was followed alone (see follow_parts).
struct FollowedPart {
  std::vector<std::uint32_t> roots;
  std::size_t num_sets = 0;
  double turned_at = 0;  // precision of its first fold, x payoff range
};

// Games of parts at the stakes of one trace, as far as there is room for them.
struct KeptParts {
  std::unordered_map<const Part*, PartGame> games;
  std::size_t num_nodes = 0;
};

// What was followed alone on the way.
struct PartsAlone {
  std::shared_ptr<const Parts> parts;  // looked for at the first turn
  std::shared_ptr<KeptParts> kept;     // of these
  double tried_at = 0;                 // the top at which it was tried last
  int tried_on = 0;                    // and the rise
  std::optional<double> turned_at;     // the first top from which parts led on
  std::vector<FollowedPart> turned;
  int num_followed = 0;
  int num_steps = 0;       // in parts
  double work = 0;         // the same, as shares of a step of the whole
  double left = 60;        // of such work, for tries that come to nothing
  bool was_early = false;  // one that comes before anything turns is free
};

// Where following a path has come to. Along a smooth path the sign of (determinant of the Jacobian) x (direction in
// precision) stays the same through every fold; `side` is that sign. A change that smaller steps do not undo means a
// point where branches cross; one that they undo was a jump to another branch.
struct LogitTrace {
  // Of a trace over alike histories: the shape that tells them apart, and its stakes.
  struct Apart {
    const AqreShape* shape = nullptr;
    LogitStakes stakes;
  };

  LogitSolver solver;
  LogitStakes stakes;
  LogitPoint here;
  Tangent tangent;
  LogitPace pace_before;     // one point before
  std::vector<double> bend;  // second derivative of log p by precision, from the last two points; or empty
  double step = 0;           // of arclength, tried next
  double last_s = 1;         // |tangent.s| one point before
  int side = 1;
  int num_steps = 0;                 // tried, those given up and those of jumps included
  int num_turns = 0;                 // folds passed
  std::optional<double> first_turn;  // precision of the first one
  int steps_since_turn = 1000;       // as if the last fold were long past
  LogitPlace crest;                  // the point of highest precision on the branch
  double top = 0;                    // the highest precision since the path last turned upwards
  int num_rises = 0;                 // how often it did
  double risen_to = 0;               // the crest, or a little less
  double grown_to = 0;               // the precision when it last had grown by a quarter
  int grown_at = 0;                  // and how many steps there were then
  int steps_below_crest = 0;         // since it last rose noticeably
  int patience = 60;          // steps below the crest after which a jump is tried; twice as many after one that failed
  int tries_below_crest = 0;  // on the whole way
  int num_jumps = 0;
  std::optional<int> jumps_without_gains{};  // when no gain exceeded the tolerance first, off the branch
  bool careful = false;                      // branches are said to cross only where a short step says so
  std::optional<double> left_at;             // precision at which the branch was left (see jump)
  double growth = 0.02;                      // of the precision over which the next jump goes
  std::array<DeterminantMark, 2> marks;      // where elimination was made last, on this stretch; the latest one last
  bool follows_parts = false;                // those that turn back; not on branches looked for beside the path
  bool suspects_parts = false;               // the last try was given up for what parts that turn back may have made
  PartsAlone alone;
  std::optional<Apart> apart;
  GoOn go_on;
  std::vector<std::string> notes;
};

LogitTrace start_trace(LogitSolver solver, LogitStakes stakes);

// The same over all histories of a shape, each by itself.
LogitTrace start_apart(const AqreShape& shape, LogitStakes stakes, double tangent_tolerance);

// The same over alike histories, where the shape has many and they are so at these stakes.
LogitTrace start_over_alike(const AqreShape& shape, LogitStakes stakes, double tangent_tolerance);

// Goes on from where the trace stands with alike histories told apart, as parts that turn back and beliefs that may
// turn a choice are to be.
void tell_apart(LogitTrace& trace);

// Goes on to the next point of the path; exactly to `precision` (x payoff range) where the path comes near it. False:
// no step is short enough, and the trace stays where it is.
bool advance(LogitTrace& trace, double precision);

// One try of that, after which the next one is shorter, but where parts are suspected. Stuck: no step is short enough.
bool try_advance(LogitTrace& trace, double precision);
bool is_stuck(const LogitTrace& trace);

// Whether parts that turn back are to be looked for here, which they have not been yet.
bool may_follow_parts(const LogitTrace& trace);

// Goes on upwards from a solved point of another stretch, or of another branch.
void land(LogitTrace& trace, LogitPoint point);

// Newton's method at the same precision down to `tolerance`; kept only where it is an improvement.
void polish(LogitTrace& trace, double tolerance);

// How far choice probabilities still are from their limit. They approach it as 1 / precision, so the distance left is
// the change over one unit of log precision.
double distance_left(const LogitTrace& trace);

}  // namespace demarche
