#include "demarche/solve/linear/block_plan.h"

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>

#include <algorithm>
#include <utility>

namespace demarche {

namespace {

constexpr std::uint32_t nothing = 0xFFFFFFFF;
using Lists = std::vector<std::vector<std::uint32_t>>;

// Blocks joined under a parent with the same later neighbours share a front while it stays this small.
constexpr std::uint32_t max_joined_pivots = 16;
constexpr std::size_t max_compared = 32;

Lists neighbours(std::size_t num_blocks, const std::vector<BlockEntry>& entries) {
  Lists lists(num_blocks);
  for (const BlockEntry& entry : entries) {
    if (entry.row == entry.column) continue;
    lists[entry.row].push_back(entry.column);
    lists[entry.column].push_back(entry.row);
  }
  for (auto& list : lists) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  return lists;
}

std::vector<std::uint32_t> minimum_degree(const Lists& lists) {
  const auto size = static_cast<int>(lists.size());
  Eigen::SparseMatrix<double, Eigen::ColMajor, int> pattern(size, size);
  std::vector<Eigen::Triplet<double, int>> triplets;
  for (int column = 0; column < size; ++column) {
    triplets.emplace_back(column, column, 1.0);
    for (const std::uint32_t row : lists[static_cast<std::size_t>(column)])
      triplets.emplace_back(static_cast<int>(row), column, 1.0);
  }
  pattern.setFromTriplets(triplets.begin(), triplets.end());
  Eigen::AMDOrdering<int> ordering;
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> permutation;
  ordering(pattern, permutation);
  std::vector<std::uint32_t> order(lists.size());
  for (int k = 0; k < size; ++k)
    order[static_cast<std::size_t>(k)] = static_cast<std::uint32_t>(permutation.indices()[k]);
  return order;
}

// What elimination in one order leaves: steps are positions in the order.
struct Fill {
  std::vector<std::uint32_t> order;  // [step]: block
  Lists later;                       // [step]: later steps touched, ascending
  double num_operations = 0;
};

std::optional<Fill> symbolic_fill(const std::vector<std::uint32_t>& sizes, const Lists& lists,
                                  std::vector<std::uint32_t> order, double max_operations) {
  const std::size_t num_blocks = order.size();
  Fill fill{std::move(order), Lists(num_blocks), 0};
  std::vector<std::uint32_t> step_of(num_blocks);
  for (std::uint32_t step = 0; step < num_blocks; ++step) step_of[fill.order[step]] = step;
  Lists children(num_blocks);
  std::vector<std::uint32_t> seen_at(num_blocks, nothing);
  for (std::uint32_t step = 0; step < num_blocks; ++step) {
    auto& later = fill.later[step];
    const auto add = [&](std::uint32_t other) {
      if (other <= step || seen_at[other] == step) return;
      seen_at[other] = step;
      later.push_back(other);
    };
    for (const std::uint32_t block : lists[fill.order[step]]) add(step_of[block]);
    for (const std::uint32_t kid : children[step])
      for (const std::uint32_t other : fill.later[kid]) add(other);
    std::sort(later.begin(), later.end());
    if (!later.empty()) children[later.front()].push_back(step);
    const double pivots = sizes[fill.order[step]];
    double rest = 0;
    for (const std::uint32_t other : later) rest += sizes[fill.order[other]];
    fill.num_operations += pivots * pivots * pivots * 2 / 3 + 2 * pivots * rest * (pivots + rest);
    if (fill.num_operations > max_operations) return std::nullopt;
  }
  return fill;
}

// Steps that are eliminated together.
struct Group {
  std::vector<std::uint32_t> steps;
  std::uint32_t num_pivots = 0;
  std::uint32_t top = 0;  // its last step, whose later neighbours are those of the front
};

struct Groups {
  std::vector<Group> groups;  // empty ones were joined to others
  std::vector<std::uint32_t> of_step;
};

void join(Groups& groups, std::uint32_t from, std::uint32_t into) {
  Group& source = groups.groups[from];
  Group& target = groups.groups[into];
  for (const std::uint32_t step : source.steps) groups.of_step[step] = into;
  target.steps.insert(target.steps.end(), source.steps.begin(), source.steps.end());
  target.num_pivots += source.num_pivots;
  source.steps.clear();
}

// Joins a child to an earlier sibling that touches the same later unknowns.
void join_to_sibling(Groups& groups, const Fill& fill, const std::vector<std::uint32_t>& kids, std::size_t k) {
  for (std::size_t earlier = k < max_compared ? 0 : k - max_compared; earlier < k; ++earlier) {
    const Group& one = groups.groups[kids[earlier]];
    const Group& other = groups.groups[kids[k]];
    if (one.steps.empty() || one.num_pivots + other.num_pivots > max_joined_pivots) continue;
    if (fill.later[one.top] != fill.later[other.top]) continue;
    join(groups, kids[k], kids[earlier]);
    return;
  }
}

// Joins children to their parent where the front stays the same size but for the parent's own unknowns.
void join_to_parent(Groups& groups, const Fill& fill, const std::vector<std::uint32_t>& kids, std::uint32_t parent) {
  bool joined = false;
  for (const std::uint32_t kid : kids) {
    const Group& group = groups.groups[kid];
    if (group.steps.empty() || fill.later[group.top].size() != fill.later[parent].size() + 1) continue;
    if (joined && groups.groups[parent].num_pivots + group.num_pivots > max_joined_pivots) continue;
    join(groups, kid, parent);
    joined = true;
  }
}

Groups group_steps(const std::vector<std::uint32_t>& sizes, const Fill& fill) {
  Groups groups;
  const std::size_t num_steps = fill.order.size();
  Lists children(num_steps);
  for (std::uint32_t step = 0; step < num_steps; ++step) {
    groups.groups.push_back({{step}, sizes[fill.order[step]], step});
    groups.of_step.push_back(step);
    const std::vector<std::uint32_t>& kids = children[step];
    for (std::size_t k = 0; k < kids.size(); ++k) join_to_sibling(groups, fill, kids, k);
    join_to_parent(groups, fill, kids, step);
    if (!fill.later[step].empty()) children[fill.later[step].front()].push_back(step);
  }
  return groups;
}

// Groups with children before parents and a child's whole subtree in one piece.
std::vector<std::uint32_t> postorder(const Fill& fill, const Groups& groups, std::vector<std::uint32_t>& num_children) {
  const std::size_t count = groups.groups.size();
  std::vector<std::uint32_t> parent(count, nothing);
  Lists children(count + 1);
  for (std::uint32_t g = 0; g < count; ++g) {
    if (groups.groups[g].steps.empty()) continue;
    const auto& later = fill.later[groups.groups[g].top];
    if (!later.empty()) parent[g] = groups.of_step[later.front()];
    children[parent[g] == nothing ? count : parent[g]].push_back(g);
  }
  num_children.assign(count, 0);
  std::vector<std::uint32_t> order;
  std::vector<std::pair<std::uint32_t, std::size_t>> path{{static_cast<std::uint32_t>(count), 0}};
  while (!path.empty()) {
    auto& [group, next] = path.back();
    if (next < children[group].size()) {
      const std::uint32_t kid = children[group][next++];
      path.emplace_back(kid, 0);
      continue;
    }
    if (group < count) {
      num_children[group] = static_cast<std::uint32_t>(children[group].size());
      order.push_back(group);
    }
    path.pop_back();
  }
  return order;
}

struct Planner {
  const std::vector<std::uint32_t>& sizes;
  const Fill& fill;
  const Groups& groups;
  std::vector<std::uint32_t> first_unknown;  // [block]
  std::vector<std::uint32_t> front_of_group;
  Lists blocks;  // [front]: its blocks, pivots first
  Lists starts;  // [front]: their first row in the front
};

void add_front(Planner& planner, std::uint32_t group_row, std::uint32_t num_children, BlockPlan& plan) {
  const Group& group = planner.groups.groups[group_row];
  planner.front_of_group[group_row] = static_cast<std::uint32_t>(plan.fronts.size());
  BlockPlan::Front front;
  front.first_row = plan.rows.size();
  front.num_children = num_children;
  std::vector<std::uint32_t> steps = group.steps;
  std::sort(steps.begin(), steps.end());
  const auto& later = planner.fill.later[group.top];
  steps.insert(steps.end(), later.begin(), later.end());
  auto& blocks = planner.blocks.emplace_back();
  auto& starts = planner.starts.emplace_back();
  for (const std::uint32_t step : steps) {
    const std::uint32_t block = planner.fill.order[step];
    blocks.push_back(block);
    starts.push_back(front.num_rows);
    for (std::uint32_t u = 0; u < planner.sizes[block]; ++u) plan.rows.push_back(planner.first_unknown[block] + u);
    front.num_rows += planner.sizes[block];
  }
  front.num_pivots = group.num_pivots;
  front.first_factor = plan.num_factors;
  const std::size_t rest = front.num_rows - front.num_pivots;
  plan.num_factors += std::size_t{front.num_pivots} * (front.num_rows + rest);
  plan.max_rows = std::max(plan.max_rows, front.num_rows);
  const double pivots = front.num_pivots;
  const double others = static_cast<double>(rest);
  plan.num_operations += pivots * pivots * pivots * 2 / 3 + 2 * pivots * others * (pivots + others);
  plan.fronts.push_back(front);
}

// [block]: the front that eliminates it.
std::vector<std::uint32_t> fronts_of_blocks(const Planner& planner, const BlockPlan& plan) {
  std::vector<std::uint32_t> fronts(planner.sizes.size(), nothing);
  for (std::uint32_t f = 0; f < plan.fronts.size(); ++f)
    for (std::size_t k = 0; k < planner.blocks[f].size() && planner.starts[f][k] < plan.fronts[f].num_pivots; ++k)
      fronts[planner.blocks[f][k]] = f;
  return fronts;
}

// One row more of a front stands at a place of its parent.
void add_to_runs(const BlockPlan::Front& parent, std::uint32_t place, BlockPlan::Front& front,
                 std::vector<FrontRun>& runs) {
  const bool goes_on = front.num_runs > 0 && runs.back().place + runs.back().num == place && place != parent.num_pivots;
  if (goes_on) {
    ++runs.back().num;
  } else {
    runs.push_back({place, 1});
    ++front.num_runs;
  }
}

// Where a front's leftover rows stand in its parent.
void place_in_parents(const Planner& planner, BlockPlan& plan) {
  const std::vector<std::uint32_t> front_of_block = fronts_of_blocks(planner, plan);
  for (std::uint32_t f = 0; f < plan.fronts.size(); ++f) {
    BlockPlan::Front& front = plan.fronts[f];
    front.first_run = plan.runs.size();
    std::size_t k = 0;
    while (k < planner.blocks[f].size() && planner.starts[f][k] < front.num_pivots) ++k;
    if (k == planner.blocks[f].size()) continue;
    const std::uint32_t parent = front_of_block[planner.blocks[f][k]];
    const auto& theirs = planner.blocks[parent];
    for (; k < planner.blocks[f].size(); ++k) {
      const std::uint32_t block = planner.blocks[f][k];
      const auto at = std::find(theirs.begin(), theirs.end(), block) - theirs.begin();
      const std::uint32_t start = planner.starts[parent][static_cast<std::size_t>(at)];
      for (std::uint32_t u = 0; u < planner.sizes[block]; ++u)
        add_to_runs(plan.fronts[parent], start + u, front, plan.runs);
    }
  }
}

// Where a block of a front whose first row and column are given stands among its factors.
BlockPlan::Copy copy_into(const BlockPlan::Front& front, const BlockEntry& entry, std::size_t row, std::size_t column) {
  BlockPlan::Copy copy{entry.first, front.first_factor, front.num_rows, 0, 0};
  if (column < front.num_pivots) {
    copy.target += column * front.num_rows + row;
  } else {
    copy.stride = front.num_pivots;
    copy.target +=
        std::size_t{front.num_rows} * front.num_pivots + (column - front.num_pivots) * front.num_pivots + row;
  }
  return copy;
}

void place_entries(const Planner& planner, const std::vector<BlockEntry>& entries, BlockPlan& plan) {
  const std::vector<std::uint32_t> front_of_block = fronts_of_blocks(planner, plan);
  std::vector<std::vector<std::size_t>> of_front(plan.fronts.size());
  for (std::size_t e = 0; e < entries.size(); ++e) {
    if (planner.sizes[entries[e].row] == 0 || planner.sizes[entries[e].column] == 0) continue;
    of_front[std::min(front_of_block[entries[e].row], front_of_block[entries[e].column])].push_back(e);
  }
  std::vector<std::uint32_t> start_of_block(planner.sizes.size(), nothing);
  for (std::uint32_t f = 0; f < plan.fronts.size(); ++f) {
    for (std::size_t k = 0; k < planner.blocks[f].size(); ++k)
      start_of_block[planner.blocks[f][k]] = planner.starts[f][k];
    plan.fronts[f].first_copy = plan.copies.size();
    plan.fronts[f].num_copies = static_cast<std::uint32_t>(of_front[f].size());
    for (const std::size_t e : of_front[f]) {
      const BlockEntry& entry = entries[e];
      BlockPlan::Copy copy = copy_into(plan.fronts[f], entry, start_of_block[entry.row], start_of_block[entry.column]);
      copy.num_rows = planner.sizes[entry.row];
      copy.num_columns = planner.sizes[entry.column];
      plan.copies.push_back(copy);
    }
  }
}

void measure_stack(BlockPlan& plan) {
  std::vector<std::size_t> leftovers;
  std::size_t height = 0;
  for (const BlockPlan::Front& front : plan.fronts) {
    const std::size_t rest = front.num_rows - front.num_pivots;
    for (std::uint32_t k = 0; k < front.num_children; ++k) {
      height -= leftovers.back();
      leftovers.pop_back();
    }
    height += rest * rest;
    leftovers.push_back(rest * rest);
    plan.max_stack = std::max(plan.max_stack, height);
  }
}

}  // namespace

std::optional<BlockPlan> plan_elimination(const std::vector<std::uint32_t>& sizes,
                                          const std::vector<BlockEntry>& entries,
                                          const std::vector<std::uint32_t>& order, double max_operations) {
  const Lists lists = neighbours(sizes.size(), entries);
  std::optional<Fill> fill = symbolic_fill(sizes, lists, order, max_operations);
  const double bound = fill ? fill->num_operations : max_operations;
  if (auto other = symbolic_fill(sizes, lists, minimum_degree(lists), bound)) fill = std::move(other);
  if (!fill) return std::nullopt;
  const Groups groups = group_steps(sizes, *fill);
  Planner planner{sizes, *fill, groups, {}, std::vector<std::uint32_t>(groups.groups.size(), nothing), {}, {}};
  BlockPlan plan;
  for (const std::uint32_t size : sizes) {
    planner.first_unknown.push_back(static_cast<std::uint32_t>(plan.num_unknowns));
    plan.num_unknowns += size;
  }
  std::vector<std::uint32_t> num_children;
  // Blocks without unknowns stand alone and need no front.
  for (const std::uint32_t group : postorder(*fill, groups, num_children))
    if (groups.groups[group].num_pivots > 0) add_front(planner, group, num_children[group], plan);
  place_in_parents(planner, plan);
  place_entries(planner, entries, plan);
  measure_stack(plan);
  return plan;
}

}  // namespace demarche
