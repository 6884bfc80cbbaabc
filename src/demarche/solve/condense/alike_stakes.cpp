#include "demarche/solve/condense/alike.h"
#include "demarche/solve/condense/condensed_parts.h"
#include "demarche/solve/flat/flat_game.h"

#include <algorithm>

namespace demarche {
namespace {

bool same_odds(const AlikeShape& alike, const LogitStakes& whole) {
  return std::ranges::all_of(alike.chances, [&](const AlikeShape::Chances& two) {
    const double* odds = whole.odds.data();
    return std::equal(odds + two.left_out, odds + two.left_out + two.num, odds + two.kept);
  });
}

// What one way into a history adds to what follows from it, as found at its first end; false where another end says
// otherwise.
bool find_shift(const AlikeShape& made, const LogitStakes& whole, std::size_t way, double* shifts) {
  const std::size_t num_actors = made.logit.num_actors;
  const auto apart = [&](std::size_t end, std::size_t i) {
    return whole.values[made.ends[end].left_out * num_actors + i] - whole.values[made.ends[end].kept * num_actors + i];
  };
  const std::size_t first = made.first_end[way];
  const std::size_t last = made.first_end[way + 1];
  if (first == last) return true;  // its own
  for (std::size_t i = 0; i < num_actors; ++i) {
    shifts[i] = apart(first, i);
    for (std::size_t end = first + 1; end < last; ++end)
      if (!alike(apart(end, i), shifts[i])) return false;
  }
  return true;
}

void keep_values(const AlikeShape& made, const LogitStakes& whole, LogitStakes& stakes) {
  const std::size_t num_actors = made.logit.num_actors;
  stakes.values.resize(made.nodes.size() * num_actors);
  for (std::size_t n = 0; n < made.nodes.size(); ++n)
    std::copy_n(whole.values.begin() + static_cast<std::ptrdiff_t>(made.nodes[n] * num_actors), num_actors,
                stakes.values.begin() + static_cast<std::ptrdiff_t>(n * num_actors));
}

}  // namespace

std::optional<LogitStakes> alike_stakes(const AlikeShape& alike, const LogitStakes& whole) {
  if (!whole.leans.empty() || !same_odds(alike, whole)) return std::nullopt;
  LogitStakes stakes;
  stakes.range = whole.range;
  stakes.shifts_of_ways.assign(alike.logit.ways.size() * alike.logit.num_actors, 0.0);
  for (std::size_t way = 0; way < alike.logit.ways.size(); ++way)
    if (!find_shift(alike, whole, way, stakes.shifts_of_ways.data() + way * alike.logit.num_actors))
      return std::nullopt;
  keep_values(alike, whole, stakes);
  stakes.odds = whole.odds;
  stakes.shifts = whole.shifts;
  stakes.weights = whole.weights;
  work_out_chance(alike.logit, stakes);
  return stakes;
}

}  // namespace demarche
