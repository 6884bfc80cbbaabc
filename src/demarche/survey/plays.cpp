#include "demarche/survey/plays.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr std::uint64_t plays_at_a_time = 65'536;

}  // namespace

Played play_out(const Solved& solved, const PlayPlan& plan, const Monitor& monitor, const PlaysHeard& heard) {
  const Playbook book = playbook_of(solved.compiled.game, solved.stakes, solved.solution.strategy);
  Played played{PlayCounts(solved.compiled.game.nodes.size(), 0), 0};
  std::vector<NodeId> ends;
  while (played.num_plays < plan.num_plays) {
    const double fraction = static_cast<double>(played.num_plays) / static_cast<double>(plan.num_plays);
    if (!goes_on(monitor, {"playing", fraction, 0, 0})) break;
    const std::uint64_t num = std::min(plays_at_a_time, plan.num_plays - played.num_plays);
    ends.clear();
    for (std::uint64_t k = 0; k < num; ++k) {
      ends.push_back(play(book, plan.seed, played.num_plays + k));
      ++played.counts[ends.back()];
    }
    if (heard && !heard(played.num_plays, ends)) break;
    played.num_plays += num;
  }
  return played;
}

}  // namespace demarche
