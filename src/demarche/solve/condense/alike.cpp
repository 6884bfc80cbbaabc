#include "demarche/solve/condense/alike.h"

#include "demarche/solve/condense/alike_classes.h"
#include "demarche/solve/flat/flat_game.h"

#include <algorithm>
#include <map>
#include <utility>

namespace demarche {
namespace {

using Inner = LogitShape::Inner;

constexpr std::uint32_t no_row = LogitShape::no_member;
constexpr double worth_it = 0.9;  // of the nodes, at most, are to be left

// Which nodes are kept, and for which histories others stand.
struct Merging {
  const LogitShape& whole;
  const std::vector<std::uint32_t> inner_of;  // [node]: its row in `inner`, or no_row
  std::vector<std::uint32_t> stands_for{};    // [node]: the history that stands for it; itself, where it is kept
  std::vector<char> is_kept{};                // [node]: also as an end that others stand behind
};

std::vector<std::uint32_t> rows_of_inner(const LogitShape& shape) {
  std::vector<std::uint32_t> rows(shape.num_nodes, no_row);
  for (std::uint32_t row = 0; row < shape.inner.size(); ++row) rows[shape.inner[row].node] = row;
  return rows;
}

// Of alike histories at one depth the first stands for all: what leads to the others then comes before it, too.
Merging choose_alike(const LogitShape& whole, const std::vector<std::uint32_t>& classes) {
  Merging merging{whole, rows_of_inner(whole)};
  merging.stands_for.assign(whole.num_nodes, no_row);
  merging.is_kept.assign(whole.num_nodes, 0);
  merging.is_kept[0] = 1;
  std::vector<std::uint32_t> depths(whole.num_nodes, 0);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> first_of;  // [class, depth]
  for (const Inner& inner : whole.inner) {
    if (merging.is_kept[inner.node] == 0) continue;
    const bool chooses = inner.first_coefficient < whole.num_actions && inner.num_children > 1;
    std::uint32_t& stands = merging.stands_for[inner.node];
    stands = inner.node;
    if (chooses) stands = first_of.try_emplace({classes[inner.node], depths[inner.node]}, inner.node).first->second;
    for (std::size_t k = 0; k < inner.num_children && stands == inner.node; ++k) {
      merging.is_kept[inner.first_child + k] = 1;
      depths[inner.first_child + k] = depths[inner.node] + 1;
    }
  }
  return merging;
}

std::vector<std::uint32_t> number_kept(const Merging& merging, AlikeShape& alike) {
  std::vector<std::uint32_t> numbers(merging.whole.num_nodes, no_row);
  for (std::uint32_t n = 0; n < numbers.size(); ++n) {
    if (merging.is_kept[n] == 0) continue;
    numbers[n] = static_cast<std::uint32_t>(alike.nodes.size());
    alike.nodes.push_back(n);
  }
  return numbers;
}

void keep_inner(const Merging& merging, const std::vector<std::uint32_t>& numbers, LogitShape& shape) {
  for (const Inner& inner : merging.whole.inner) {
    if (merging.stands_for[inner.node] != inner.node) continue;
    shape.inner.push_back(
        {numbers[inner.node], numbers[inner.first_child], inner.first_coefficient, inner.num_children});
  }
}

void keep_members(const Merging& merging, const std::vector<std::uint32_t>& numbers, LogitShape& shape) {
  for (const LogitShape::Set& set : merging.whole.sets) {
    const auto row = static_cast<std::uint32_t>(shape.sets.size());
    const auto first_member = static_cast<std::uint32_t>(shape.members.size());
    for (std::size_t at = set.first_member; at < set.first_member + set.num_members; ++at) {
      const LogitShape::Member& member = merging.whole.members[at];
      if (merging.stands_for[member.node] == member.node)
        shape.members.push_back({numbers[member.node], numbers[member.first_child], row, no_row, 0});
    }
    shape.sets.push_back(set);
    shape.sets.back().first_member = first_member;
    shape.sets.back().num_members = static_cast<std::uint32_t>(shape.members.size()) - first_member;
  }
}

void keep_settled_ends(const Merging& merging, const std::vector<std::uint32_t>& numbers, LogitShape& shape) {
  SettledPlay& play = *shape.settled;
  std::vector<SettledPlay::End> ends;
  for (const SettledPlay::End& end : play.ends) {
    const std::size_t node = end.value / shape.num_actors;
    if (merging.is_kept[node] != 0)
      ends.push_back({numbers[node] * shape.num_actors + end.value % shape.num_actors, end.entry});
  }
  play.ends = std::move(ends);
  std::vector<std::uint32_t> nodes;
  for (std::size_t n = 0; n < merging.is_kept.size(); ++n)
    if (merging.is_kept[n] != 0) nodes.push_back(play.kept_nodes[n]);
  play.kept_nodes = std::move(nodes);
}

// The ends and the moves of chance below two histories that are alike, side by side.
void compare_below(const Merging& merging, std::uint32_t left_out, std::uint32_t kept, AlikeShape& alike) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{left_out, kept}};
  while (!open.empty()) {
    const auto [one, other] = open.back();
    open.pop_back();
    if (merging.inner_of[one] == no_row) {
      alike.ends.push_back({one, other});
      continue;
    }
    const Inner& here = merging.whole.inner[merging.inner_of[one]];
    const Inner& there = merging.whole.inner[merging.inner_of[other]];
    if (here.first_coefficient != there.first_coefficient)
      alike.chances.push_back({here.first_coefficient - static_cast<std::uint32_t>(merging.whole.num_actions),
                               there.first_coefficient - static_cast<std::uint32_t>(merging.whole.num_actions),
                               here.num_children});
    for (std::uint32_t k = 0; k < here.num_children; ++k)
      open.emplace_back(here.first_child + k, there.first_child + k);
  }
}

// The ways into each history that stands for others, its own the first.
void keep_ways(const Merging& merging, const std::vector<std::uint32_t>& numbers, AlikeShape& alike) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> others;  // by the history that stands for them
  for (std::uint32_t n = 0; n < merging.stands_for.size(); ++n)
    if (merging.stands_for[n] != no_row && merging.stands_for[n] != n) others[merging.stands_for[n]].push_back(n);
  LogitShape& shape = alike.logit;
  const std::vector<std::uint32_t> inner_of = rows_of_inner(shape);
  const auto add_way = [&](std::uint32_t node) {
    shape.ways.push_back({numbers[node], no_row, 0});
    alike.first_end.push_back(static_cast<std::uint32_t>(alike.ends.size()));
  };
  for (const auto& [stands, left_out] : others) {
    const auto first = static_cast<std::uint32_t>(shape.ways.size());
    shape.merges.push_back({inner_of[numbers[stands]], first, static_cast<std::uint32_t>(left_out.size() + 1)});
    add_way(stands);
    for (const std::uint32_t node : left_out) {
      add_way(node);
      compare_below(merging, node, stands, alike);
    }
  }
  alike.first_end.push_back(static_cast<std::uint32_t>(alike.ends.size()));
}

void name_merges(LogitShape& shape) {
  std::map<std::uint32_t, std::uint32_t> of_node;
  for (std::uint32_t m = 0; m < shape.merges.size(); ++m) of_node[shape.inner[shape.merges[m].inner].node] = m;
  for (LogitShape::Member& member : shape.members) {
    const auto found = of_node.find(member.node);
    if (found != of_node.end()) member.merge = found->second;
  }
}

}  // namespace

std::optional<AlikeShape> merge_alike(const LogitShape& whole, const LogitStakes& stakes) {
  if (!stakes.leans.empty()) return std::nullopt;  // histories that are alike differ in who thinks them how likely
  const Merging merging = choose_alike(whole, alike_classes(whole, stakes));
  AlikeShape alike{LogitShape{*whole.form}, {}, {}, {}, {}};
  const std::vector<std::uint32_t> numbers = number_kept(merging, alike);
  LogitShape& shape = alike.logit;
  shape.num_nodes = alike.nodes.size();
  if (static_cast<double>(shape.num_nodes) > worth_it * static_cast<double>(whole.num_nodes)) return std::nullopt;
  shape.num_actors = whole.num_actors;
  shape.num_actions = whole.num_actions;
  shape.num_odds = whole.num_odds;
  shape.num_unknowns = whole.num_unknowns;
  shape.settled = whole.settled;
  keep_inner(merging, numbers, shape);
  keep_members(merging, numbers, shape);
  if (shape.settled) keep_settled_ends(merging, numbers, shape);
  keep_ways(merging, numbers, alike);
  name_merges(shape);
  link_members(shape);
  return alike;
}

}  // namespace demarche
