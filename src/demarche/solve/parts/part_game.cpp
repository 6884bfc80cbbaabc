#include "demarche/solve/parts/part_game.h"

#include "demarche/solve/equations/exponential.h"
#include "demarche/solve/flat/flat_game.h"
#include "demarche/solve/flat/form.h"
#include "demarche/solve/parts/part_ends.h"
#include "demarche/solve/parts/public_parts.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace demarche {
namespace {

constexpr std::uint32_t none_there = LogitShape::no_member;

// The odds of a part: those of its roots, that of a move nobody else can make, then chance's.
struct PartOdds {
  std::unordered_map<std::uint32_t, std::uint32_t> rows;  // first row in the whole -> in the part
  std::vector<std::uint32_t> whole_rows;                  // of chance's
};

std::uint32_t row_of_chance(PartOdds& odds, std::uint32_t row, std::uint32_t num_children) {
  const auto [known, is_new] = odds.rows.emplace(row, static_cast<std::uint32_t>(odds.whole_rows.size()));
  for (std::uint32_t k = 0; is_new && k < num_children; ++k) odds.whole_rows.push_back(row + k);
  return known->second;
}

// The part's nodes, by their number in the whole; the first one is the draw of a root.
std::vector<std::uint32_t> number_nodes(PartMaker& maker, const Part& part) {
  std::vector<std::uint32_t> nodes{none_there};
  nodes.reserve(part.num_nodes + 1);
  nodes.insert(nodes.end(), part.roots.begin(), part.roots.end());
  for (std::size_t n = 1; n < nodes.size(); ++n) {
    maker.node_rows[nodes[n]] = static_cast<std::uint32_t>(n);
    const std::uint32_t row = maker.inner_at[nodes[n]];
    if (row == none_there) continue;
    const LogitShape::Inner inner = maker.whole.inner[row];
    for (std::uint32_t k = 0; k < inner.num_children; ++k) nodes.push_back(inner.first_child + k);
  }
  return nodes;
}

void take_sets(PartMaker& maker, const Part& part, LogitShape& shape, std::vector<std::uint32_t>& actions) {
  for (const std::uint32_t s : part.sets) {
    const LogitShape::Set& set = maker.whole.sets[s];
    maker.set_rows[s] = static_cast<std::uint32_t>(shape.sets.size());
    shape.sets.push_back({set.actor, static_cast<std::uint32_t>(shape.num_actions), set.num_actions,
                          static_cast<std::uint32_t>(shape.members.size()), set.num_members,
                          static_cast<std::uint32_t>(shape.num_unknowns)});
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
      const LogitShape::Member& member = maker.whole.members[row];
      shape.members.push_back({maker.node_rows[member.node], maker.node_rows[member.first_child], maker.set_rows[s],
                               LogitShape::no_member, 0});
    }
    for (std::uint32_t a = 0; a < set.num_actions; ++a) actions.push_back(set.first_action + a);
    shape.num_actions += set.num_actions;
    shape.num_unknowns += set.num_actions - 1;
  }
}

PartOdds take_inner(const PartMaker& maker, const Part& part, const std::vector<std::uint32_t>& nodes,
                    LogitShape& shape) {
  const auto num_actions = static_cast<std::uint32_t>(shape.num_actions);
  const auto num_roots = static_cast<std::uint32_t>(part.roots.size());
  PartOdds odds;
  shape.inner.push_back({0, 1, num_actions, num_roots});
  for (std::uint32_t n = 1; n < nodes.size(); ++n) {
    if (maker.inner_at[nodes[n]] == none_there) continue;
    const LogitShape::Inner& inner = maker.whole.inner[maker.inner_at[nodes[n]]];
    const std::uint32_t member = maker.member_at[nodes[n]];
    std::uint32_t first = num_actions + num_roots;
    if (member == none_there) {
      const auto row = inner.first_coefficient - static_cast<std::uint32_t>(maker.whole.num_actions);
      first += 1 + row_of_chance(odds, row, inner.num_children);
    } else if (inner.num_children > 1) {
      first = shape.sets[maker.set_rows[maker.whole.members[member].set]].first_action;
    }
    shape.inner.push_back({n, maker.node_rows[inner.first_child], first, inner.num_children});
  }
  shape.num_odds = num_roots + 1 + odds.whole_rows.size();
  return odds;
}

void copy_row(const std::vector<double>& from, std::size_t row, std::vector<double>& to, std::size_t row_there,
              std::size_t width) {
  std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(row * width), width,
              to.begin() + static_cast<std::ptrdiff_t>(row_there * width));
}

void take_values(const PartMaker& maker, const LogitStakes& stakes, const std::vector<std::uint32_t>& nodes,
                 LogitStakes& own) {
  const std::size_t num_actors = maker.whole.num_actors;
  own.range = stakes.range;
  own.values.assign(nodes.size() * num_actors, 0.0);
  for (std::size_t n = 1; n < nodes.size(); ++n) copy_row(stakes.values, nodes[n], own.values, n, num_actors);
  if (stakes.end_weights.empty()) return;
  own.end_weights.assign(nodes.size() * num_actors, 1.0);
  for (std::size_t n = 1; n < nodes.size(); ++n) copy_row(stakes.end_weights, nodes[n], own.end_weights, n, num_actors);
}

// Roots that are met with odds below any that can be shown have logs all the same, and beliefs are made of these.
std::vector<double> log_odds_of_roots(const Part& part, const std::vector<double>& log_reaches) {
  std::vector<double> logs;
  for (const std::uint32_t root : part.roots) logs.push_back(log_reaches[root]);
  const double high = *std::ranges::max_element(logs);
  double sum = 0;
  for (const double log : logs) sum += share_of(log - high);
  for (double& log : logs) log -= high + std::log(sum);
  return logs;
}

// All but those of the roots, which are still to come.
void take_odds(const LogitStakes& stakes, const Part& part, const PartOdds& odds, LogitStakes& own) {
  own.odds.assign(part.roots.size(), 0.0);
  own.odds.push_back(1.0);
  for (const std::uint32_t row : odds.whole_rows) own.odds.push_back(stakes.odds[row]);
}

// Which histories beliefs count depends on the moves that chance never makes, those before the roots among them.
void take_possible(const PartMaker& maker, const Part& part, const LogitStakes& stakes, LogitStakes& own) {
  auto to = own.possible.begin();
  for (const std::uint32_t s : part.sets) {
    const LogitShape::Set& set = maker.whole.sets[s];
    to = std::copy_n(stakes.possible.begin() + set.first_member, set.num_members, to);
  }
}

// What actors think of chance before the roots counts in the part as it does in the whole.
void take_leans(const PartMaker& maker, const Part& part, const LogitStakes& stakes, LogitStakes& own) {
  if (stakes.leans.empty()) return;
  for (const std::uint32_t s : part.sets) {
    const LogitShape::Set& set = maker.whole.sets[s];
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
      own.leans.push_back(stakes.leans[row]);
      own.counterweights.push_back(stakes.counterweights[row]);
    }
  }
}

}  // namespace

PartMaker part_maker(const LogitShape& whole) {
  const std::vector<std::uint32_t> nowhere(whole.num_nodes, none_there);
  PartMaker maker{whole, nowhere, nowhere, nowhere, std::vector<std::uint32_t>(whole.sets.size(), none_there)};
  for (std::uint32_t row = 0; row < whole.inner.size(); ++row) maker.inner_at[whole.inner[row].node] = row;
  for (std::uint32_t row = 0; row < whole.members.size(); ++row) maker.member_at[whole.members[row].node] = row;
  return maker;
}

PartGame make_part(PartMaker& maker, const LogitStakes& stakes, const Part& part,
                   const std::vector<double>& log_reaches) {
  if (auto in_public = make_part_in_public(maker.whole, stakes, part, log_reaches)) return std::move(*in_public);
  PartGame made;
  LogitShape shape{flat_form};
  const std::vector<std::uint32_t> nodes = number_nodes(maker, part);
  shape.num_nodes = nodes.size();
  shape.num_actors = maker.whole.num_actors;
  take_sets(maker, part, shape, made.actions);
  const PartOdds odds = take_inner(maker, part, nodes, shape);
  link_members(shape);
  take_values(maker, stakes, nodes, made.stakes);
  if (maker.whole.settled) take_settled_ends(maker.whole, stakes, nodes, shape, made.stakes);
  take_odds(stakes, part, odds, made.stakes);
  take_leans(maker, part, stakes, made.stakes);
  made.shape = planned(std::move(shape));
  meet_again(maker, stakes, part, log_reaches, made);
  return made;
}

void meet_again(const PartMaker& maker, const LogitStakes& stakes, const Part& part,
                const std::vector<double>& log_reaches, PartGame& game) {
  const std::vector<double> logs = log_odds_of_roots(part, log_reaches);
  LogitStakes& own = game.stakes;
  std::ranges::transform(logs, own.odds.begin(), share_of);
  work_out_chance(game.shape->logit, own);
  std::ranges::copy(logs, own.log_odds.begin());
  take_possible(maker, part, stakes, own);
}

}  // namespace demarche
