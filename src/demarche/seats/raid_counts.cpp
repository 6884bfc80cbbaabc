#include "demarche/compile/raid_numbers.h"
#include "demarche/model/steps.h"
#include "demarche/raid/outcome.h"
#include "demarche/seats/luck.h"
#include "demarche/seats/steps_played.h"

#include <algorithm>

namespace demarche {
namespace {

// The leakers that come to a level, from the first to the last.
struct LeakersOfLevel {
  std::size_t from = 0;
  std::size_t to = 0;
};

LeakersOfLevel leakers_of(const RaidReading& reading, ValueIndex level, std::size_t most) {
  LeakersOfLevel range{0, most};
  for (const Raid::Level& one : reading.raid.levels) {
    const double bound = one.up_to ? evaluate(*one.up_to, reading.point, reading.state) : static_cast<double>(most);
    range.to = static_cast<std::size_t>(std::clamp(bound, 0.0, static_cast<double>(most)));
    if (one.value == level) return range;
    range.from = range.to + 1;
  }
  return range;
}

// The count behind which this share of the law lies, between two counts.
std::size_t count_at(const std::vector<double>& law, const LeakersOfLevel& range, double share) {
  const double wanted = share * mass_between(law, range.from, range.to);
  double sum = 0;
  std::size_t last_possible = range.from;
  for (std::size_t k = range.from; k <= range.to && k < law.size(); ++k) {
    if (law[k] <= 0) continue;
    last_possible = k;
    if (wanted < (sum += law[k])) break;
  }
  return last_possible;
}

}  // namespace

std::optional<RaidCounts> raid_counts(const Solved& solved, NodeId node, ValueIndex level, std::uint64_t seed) {
  const Story& story = solved.compiled.story;
  const BranchingStep& step = story.sites[story.site_of[node]].step;
  const Raid* raid = only<Raid>(step);
  if (raid == nullptr) return std::nullopt;
  const Point point = point_of(solved.model, solved.parameters);
  Diagnostics diagnostics;
  const RaidReading reading{solved.model, *raid,      step.span, point, state_view(story, story.state_of[node]),
                            "",           diagnostics};
  const RaidNumbers numbers = raid_numbers(reading);
  if (!numbers.sound) return std::nullopt;  // as where the odds were worked out, which would have said so
  const std::vector<double> law = raid_outcome(numbers.defence, all_owners(numbers.defence)).leakers;
  RaidCounts counts;
  for (const ThreatClass& threat : numbers.defence.threats)
    counts.launched += static_cast<std::size_t>(threat.num_launched);
  counts.leaked =
      count_at(law, leakers_of(reading, level, law.size() - 1), luck_at(solved, node, seed, LuckOf::RaidCounts));
  return counts;
}

}  // namespace demarche
