#include "demarche/solve/path/own_branches.h"

#include "demarche/solve/path/step_on.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace demarche {
namespace {

constexpr double share_of_steps = 0.5;
constexpr double least_work = 10;      // steps of the whole
constexpr int most_steps_alone = 400;  // of one part's own game
constexpr double elsewhere = 1e-4;     // in probability

struct BranchLook {
  const LogitTrace& trace;
  PartMaker maker;
  double work_left = 0;        // in steps of the whole
  std::vector<char> is_off{};  // [set]: is in a part that lies elsewhere
  OwnBranches found{};
};

bool was_followed(const LogitTrace& trace, const Part& part) {
  return std::ranges::any_of(trace.alone.turned, [&](const FollowedPart& known) {
    return known.roots.front() == part.roots.front() && known.num_sets == part.sets.size();
  });
}

// Where the part's own branch leads; none where it is left, or takes too long.
std::optional<LogitPoint> end_of_branch(BranchLook& look, const PartGame& part) {
  const LogitTrace& trace = look.trace;
  LogitTrace alone = start_trace(make_solver(*part.shape), part.stakes);
  alone.solver.tangent_tolerance = trace.solver.tangent_tolerance;
  alone.go_on = trace.go_on;
  const double share =
      static_cast<double>(part.shape->logit.num_nodes) / static_cast<double>(look.maker.whole.num_nodes);
  const int most_steps = static_cast<int>(std::min<double>(most_steps_alone, std::ceil(look.work_left / share)));
  const double goal = trace.here.precision;
  while (alone.here.precision != goal && alone.num_steps < most_steps && !alone.left_at) {
    if (alone.go_on && !alone.go_on()) break;
    if (!step_on(alone, goal)) break;
  }
  look.work_left -= share * (alone.num_steps + alone.alone.work);
  if (alone.here.precision != goal || alone.left_at) return std::nullopt;
  return std::move(alone.here);
}

void look_at_part(BranchLook& look, const Part& part) {
  if (look.work_left <= 0) return;
  if (std::ranges::any_of(part.sets, [&](std::uint32_t set) { return look.is_off[set] != 0; })) return;
  const PartGame game = make_part(look.maker, look.trace.stakes, part, look.trace.here.reaches);
  const std::optional<LogitPoint> end = end_of_branch(look, game);
  if (!end) return;
  ++look.found.num_looked_at;
  double apart = 0;
  for (std::size_t a = 0; a < game.actions.size(); ++a)
    apart = std::max(apart, std::abs(end->probabilities[a] - look.trace.here.probabilities[game.actions[a]]));
  if (apart <= elsewhere) return;
  look.found.off.push_back({part.roots, part.sets.size(), 0});
  for (const std::uint32_t set : part.sets) look.is_off[set] = 1;
}

}  // namespace

OwnBranches look_at_own_branches(const LogitTrace& trace) {
  const LogitShape& shape = *trace.solver.shape;
  const std::shared_ptr<const Parts> parts =
      trace.alone.parts ? trace.alone.parts : std::make_shared<const Parts>(find_parts(shape));
  const double work = std::max(least_work, share_of_steps * (trace.num_steps + trace.alone.work));
  BranchLook look{trace, part_maker(shape), work};
  look.is_off.assign(shape.sets.size(), 0);
  for (const std::vector<Part>& level : parts->levels)
    for (const Part& part : level)
      if (was_followed(trace, part)) look_at_part(look, part);
  for (const std::vector<Part>& level : parts->levels)
    for (const Part& part : level)
      if (!was_followed(trace, part)) look_at_part(look, part);
  return std::move(look.found);
}

}  // namespace demarche
