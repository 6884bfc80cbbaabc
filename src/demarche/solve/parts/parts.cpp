#include "demarche/solve/parts/parts.h"

#include "demarche/solve/parts/public_parts.h"

#include <algorithm>
#include <numeric>
#include <ranges>
#include <utility>

namespace demarche {
namespace {

bool has_choice(const LogitShape::Set& set) { return set.num_actions > 1; }

// For each set with a choice one more than the highest of the sets below it; 0 where sets lie below each other.
std::vector<std::uint32_t> heights_of(const LogitShape& shape) {
  std::vector<std::uint32_t> waits_for(shape.sets.size(), 0);
  std::vector<std::uint32_t> heights(shape.sets.size(), 0);
  const auto upper_of = [&](const LogitShape::Member& member) { return shape.members[member.earlier].set; };
  const auto counts = [&](const LogitShape::Member& member) {
    return has_choice(shape.sets[member.set]) && member.earlier != LogitShape::no_member;
  };
  for (const LogitShape::Member& member : shape.members)
    if (counts(member)) ++waits_for[upper_of(member)];
  std::vector<std::uint32_t> ready;
  for (std::uint32_t s = 0; s < shape.sets.size(); ++s)
    if (has_choice(shape.sets[s]) && waits_for[s] == 0) ready.push_back(s);
  std::vector<std::uint32_t> highest_below(shape.sets.size(), 0);
  while (!ready.empty()) {
    const std::uint32_t s = ready.back();
    ready.pop_back();
    heights[s] = highest_below[s] + 1;
    const LogitShape::Set& set = shape.sets[s];
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
      if (!counts(shape.members[row])) continue;
      const std::uint32_t upper = upper_of(shape.members[row]);
      highest_below[upper] = std::max(highest_below[upper], heights[s]);
      if (--waits_for[upper] == 0) ready.push_back(upper);
    }
  }
  return heights;
}

// How many nodes lie at or below each.
std::vector<std::size_t> sizes_of(const LogitShape& shape) {
  std::vector<std::size_t> sizes(shape.num_nodes, 1);
  for (const LogitShape::Inner& inner : shape.inner | std::views::reverse)
    for (std::size_t k = 0; k < inner.num_children; ++k) sizes[inner.node] += sizes[inner.first_child + k];
  return sizes;
}

// What has grown together so far. A set that is in nothing yet is its own leader.
struct Growth {
  const LogitShape& shape;
  std::vector<std::size_t> sizes;                  // [node]
  std::vector<std::vector<std::uint32_t>> below;   // [set]: those next below it, as often as they are met
  std::vector<std::uint32_t> leader;               // [set]
  std::vector<std::vector<std::uint32_t>> groups;  // [leader]: its sets; empty elsewhere

  std::uint32_t leader_of(std::uint32_t set) {
    while (leader[set] != set) set = leader[set] = leader[leader[set]];
    return set;
  }
};

Growth start_growth(const LogitShape& shape) {
  const std::size_t num_sets = shape.sets.size();
  Growth growth{shape, sizes_of(shape), std::vector<std::vector<std::uint32_t>>(num_sets),
                std::vector<std::uint32_t>(num_sets), std::vector<std::vector<std::uint32_t>>(num_sets)};
  std::iota(growth.leader.begin(), growth.leader.end(), 0U);
  for (const LogitShape::Member& member : shape.members) {
    if (!has_choice(shape.sets[member.set]) || member.earlier == LogitShape::no_member) continue;
    std::vector<std::uint32_t>& below = growth.below[shape.members[member.earlier].set];
    if (below.empty() || below.back() != member.set) below.push_back(member.set);
  }
  return growth;
}

void join(Growth& growth, std::uint32_t one, std::uint32_t other) {
  one = growth.leader_of(one);
  other = growth.leader_of(other);
  if (one == other) return;
  if (growth.groups[one].size() < growth.groups[other].size()) std::swap(one, other);
  growth.leader[other] = one;
  auto& group = growth.groups[one];
  group.insert(group.end(), growth.groups[other].begin(), growth.groups[other].end());
  growth.groups[other] = {};
}

// A history of the group above which none of the group lies: what lies below a set of it is all in it.
bool is_root(Growth& growth, const LogitShape::Member& member, std::uint32_t leader) {
  if (member.earlier == LogitShape::no_member) return true;
  return growth.leader_of(growth.shape.members[member.earlier].set) != leader;
}

Part part_of(Growth& growth, std::uint32_t leader) {
  Part part;
  part.sets = growth.groups[leader];
  std::ranges::sort(part.sets);
  for (const std::uint32_t s : part.sets) {
    const LogitShape::Set& set = growth.shape.sets[s];
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
      const LogitShape::Member& member = growth.shape.members[row];
      if (!is_root(growth, member, leader)) continue;
      part.roots.push_back(member.node);
      part.num_nodes += growth.sizes[member.node];
    }
  }
  std::ranges::sort(part.roots);
  return part;
}

// One choice alone, at beliefs that are given, has one answer: it is no part to be followed.
std::vector<Part> grow(Growth& growth, const std::vector<std::uint32_t>& added, std::size_t num_choices) {
  for (const std::uint32_t s : added) growth.groups[s] = {s};
  for (const std::uint32_t s : added)
    for (const std::uint32_t lower : growth.below[s]) join(growth, s, lower);
  std::vector<std::uint32_t> leaders;
  for (const std::uint32_t s : added) leaders.push_back(growth.leader_of(s));
  std::ranges::sort(leaders);
  leaders.erase(std::unique(leaders.begin(), leaders.end()), leaders.end());
  std::vector<Part> level;
  for (const std::uint32_t leader : leaders) {
    const std::size_t size = growth.groups[leader].size();
    if (size > 1 && size < num_choices) level.push_back(part_of(growth, leader));
  }
  return level;
}

}  // namespace

Parts find_parts(const LogitShape& shape) {
  if (std::optional<Parts> in_public = find_parts_in_public(shape)) return std::move(*in_public);
  const std::vector<std::uint32_t> heights = heights_of(shape);
  const auto num_choices = static_cast<std::size_t>(std::ranges::count_if(shape.sets, has_choice));
  std::vector<std::vector<std::uint32_t>> by_height(heights.empty() ? 1 : std::ranges::max(heights) + 1);
  for (std::uint32_t s = 0; s < heights.size(); ++s) by_height[heights[s]].push_back(s);
  Growth growth = start_growth(shape);
  Parts parts;
  std::size_t num_nodes = 0;
  for (std::size_t height = 1; height < by_height.size(); ++height) {
    std::vector<Part> level = grow(growth, by_height[height], num_choices);
    for (const Part& part : level) num_nodes += part.num_nodes;
    if (num_nodes > most_copies * shape.num_nodes) break;
    if (!level.empty()) parts.levels.push_back(std::move(level));
  }
  return parts;
}

}  // namespace demarche
