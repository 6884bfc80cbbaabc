#include "demarche/compile/raid_numbers.h"
#include "demarche/model/steps.h"
#include "demarche/raid/outcome.h"
#include "demarche/seats/luck.h"
#include "demarche/seats/steps_played.h"

#include <algorithm>
#include <set>

namespace demarche {
namespace {

// The leakers that come to a level, from the first to the last.
struct LeakersOfLevel {
  std::size_t from = 0;
  std::size_t to = 0;
  friend bool operator==(const LeakersOfLevel&, const LeakersOfLevel&) = default;
};

// What a raid meets at a place of the story, and which counts are said to be of its level.
struct RaidMet {
  Defence defence;
  LeakersOfLevel leakers;
  friend bool operator==(const RaidMet&, const RaidMet&) = default;
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

const Raid* raid_at(const Story& story, NodeId node) {
  const SiteId site = story.site_of[node];
  return site == none<SiteTag> ? nullptr : only<Raid>(story.sites[site].step);
}

std::size_t num_launched(const Defence& defence) {
  std::size_t launched = 0;
  for (const ThreatClass& threat : defence.threats) launched += static_cast<std::size_t>(threat.num_launched);
  return launched;
}

// Nothing where the numbers are not sound: then the odds are not, either, and it was said.
std::optional<RaidMet> raid_met(const Solved& solved, NodeId node, ValueIndex level) {
  const Story& story = solved.compiled.story;
  const Point point = point_of(solved.model, solved.parameters);
  Diagnostics diagnostics;
  const Span span = story.sites[story.site_of[node]].step.span;
  const RaidReading reading{
      solved.model, *raid_at(story, node), span, point, state_view(story, story.state_of[node]), "", diagnostics};
  RaidNumbers numbers = raid_numbers(reading);
  if (!numbers.sound) return std::nullopt;
  number_draws(numbers.defence);
  const LeakersOfLevel leakers = leakers_of(reading, level, num_launched(numbers.defence));
  return RaidMet{std::move(numbers.defence), leakers};
}

RaidCounts counts_by_luck(const RaidMet& met, double luck) {
  const std::vector<double> law = raid_outcome(met.defence, all_owners(met.defence)).leakers;
  return {num_launched(met.defence), count_at(law, met.leakers, luck)};
}

std::vector<VariableId> read_by_raid(const Raid& raid) {
  std::vector<VariableId> read;
  for_each_formula(raid, [&](const Formula& formula) {
    for (const VariableId variable : variables_of(formula)) read.push_back(variable);
  });
  return read;
}

// One of the nodes for each way in which what the raid reads stands at them.
std::vector<NodeId> nodes_apart(const Story& story, const std::vector<NodeId>& nodes) {
  const std::vector<VariableId> read = read_by_raid(*raid_at(story, nodes.front()));
  std::set<std::vector<ValueIndex>> met;
  std::vector<NodeId> apart;
  for (const NodeId node : nodes) {
    std::vector<ValueIndex> values;
    for (const VariableId variable : read) values.push_back(state_view(story, story.state_of[node])[variable.value]);
    if (met.insert(std::move(values)).second) apart.push_back(node);
  }
  return apart;
}

}  // namespace

std::optional<RaidCounts> raid_counts(const Solved& solved, NodeId node, ValueIndex level, std::uint64_t seed) {
  if (raid_at(solved.compiled.story, node) == nullptr) return std::nullopt;
  const auto met = raid_met(solved, node, level);
  if (!met) return std::nullopt;
  return counts_by_luck(*met, luck_at(solved, node, seed, LuckOf::RaidCounts));
}

std::optional<RaidCounts> raid_counts_known(const Solved& solved, const std::vector<NodeId>& nodes, ValueIndex level,
                                            std::uint64_t seed) {
  std::optional<RaidMet> same;
  for (const NodeId node : nodes_apart(solved.compiled.story, nodes)) {
    const auto met = raid_met(solved, node, level);
    if (!met || (same && *same != *met)) return std::nullopt;
    same = met;
  }
  return counts_by_luck(*same, luck_at(solved, nodes.front(), seed, LuckOf::RaidCounts));
}

}  // namespace demarche
