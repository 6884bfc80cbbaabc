#include "demarche/point/claims.h"

#include "demarche/base/never.h"
#include "demarche/point/reading.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

// Terminal histories in which a claim is made, with their chances given that it is.
struct Ends {
  std::vector<NodeId> nodes;
  std::vector<double> shares;
};

bool is_made_at(const AtPoint& at, const Point& point, const Claim& claim, NodeId node) {
  if (at.compiled.game.nodes[node].kind != NodeKind::Terminal) return false;
  const Story& story = at.compiled.story;
  return !claim.given || holds(*claim.given, point, state_view(story, story.state_of[node]));
}

Ends ends_of(const AtPoint& at, const Point& point, const Claim& claim, const Table<NodeId, double>& log_reaches) {
  Ends ends;
  double top = never;
  for (std::size_t row = 0; row < log_reaches.size(); ++row) {
    const NodeId node{row};
    if (log_reaches[node] == never || !is_made_at(at, point, claim, node)) continue;
    ends.nodes.push_back(node);
    top = std::max(top, log_reaches[node]);
  }
  double total = 0;
  for (const NodeId node : ends.nodes) {
    ends.shares.push_back(std::exp(log_reaches[node] - top));
    total += ends.shares.back();
  }
  for (double& share : ends.shares) share /= total;
  return ends;
}

double mean_of(const ReadFrom& from, const Ends& ends, const Quantity& quantity) {
  if (ends.nodes.empty()) return no_number;
  if (quantity.op == Quantity::Op::Ratio) {
    const double under = mean_of(from, ends, quantity.parts.back());
    return under == 0 ? no_number : mean_of(from, ends, quantity.parts.front()) / under;
  }
  double mean = 0;
  for (std::size_t k = 0; k < ends.nodes.size(); ++k) mean += ends.shares[k] * number_at(from, quantity, ends.nodes[k]);
  return mean;
}

bool is_of_payoffs_alone(const Quantity& quantity) {
  bool all = true;
  for_each_plain(quantity, [&](const Quantity& plain) { all &= plain.op == Quantity::Op::Payoff; });
  return all && quantity.op != Quantity::Op::Ratio;
}

bool compares(OpCode comparison, double value, double bound, double leeway) {
  switch (comparison) {
    case OpCode::Less:
      return value < bound - leeway;
    case OpCode::LessEqual:
      return value <= bound + leeway;
    case OpCode::Greater:
      return value > bound + leeway;
    case OpCode::GreaterEqual:
      return value >= bound - leeway;
    default:
      return std::abs(value - bound) <= std::max(leeway, same_limit);
  }
}

bool fits(const AtPoint& at, const Point& point, const Claim& claim, double value, double leeway) {
  if (std::isnan(value)) return false;
  if (!claim.bound) return leeway > 0 ? value >= 1 - leeway : value > 0.5 + same_limit;
  const double bound = evaluate(*claim.bound, point, {});
  const bool is_share = claim.quantity.op == Quantity::Op::Probability;
  const double size = is_share                              ? 1
                      : is_of_payoffs_alone(claim.quantity) ? payoff_range(at.compiled.game, at.stakes)
                                                            : std::max(1.0, std::abs(bound));
  return compares(claim.comparison, value, bound, leeway * size);
}

// Whether more of a claim's number is wanted (1) or less of it (-1).
double wanted(const Claim& claim, const Point& point) {
  if (!claim.bound || claim.comparison == OpCode::Greater || claim.comparison == OpCode::GreaterEqual) return 1;
  if (claim.comparison != OpCode::Equal) return -1;
  const double bound = evaluate(*claim.bound, point, {});
  if (claim.quantity.op != Quantity::Op::Probability) return 0;
  return bound > 0.5 ? 1 : -1;
}

// What lies below each node where everybody chooses evenly: the chance that a claim is made there, and its number, by
// that chance.
struct Below {
  std::vector<double> made, number;  // [node]
};

Below look_below(const AtPoint& at, const Point& point, const Claim& claim, const Table<NodeId, double>& log_reaches) {
  const Game& game = at.compiled.game;
  Below below{std::vector<double>(game.nodes.size(), 0.0), std::vector<double>(game.nodes.size(), 0.0)};
  const ReadFrom from{at.compiled, at.stakes, point};
  for (std::size_t row = game.nodes.size(); row-- > 0;) {
    const NodeId node{row};
    if (log_reaches[node] != never && is_made_at(at, point, claim, node)) {
      below.made[row] = std::exp(log_reaches[node]);
      below.number[row] = below.made[row] * number_at(from, claim.quantity, node);
    }
    if (row == 0) break;
    below.made[game.nodes[node].parent.value] += below.made[row];
    below.number[game.nodes[node].parent.value] += below.number[row];
  }
  return below;
}

// Of the moves of an information set the mean that each leads to, less the mean of these.
void lean_at(const Game& game, const Infoset& set, const Below& below, std::vector<double>& leaning) {
  std::vector<double> means;
  double sum = 0;
  for (std::size_t k = 0; k < set.num_actions; ++k) {
    double made = 0;
    double number = 0;
    for (const NodeId node : members_of(game, set)) {
      const NodeId next = child(game.nodes[node], k);
      made += below.made[next.value];
      number += below.number[next.value];
    }
    if (!(made > 0)) return;
    means.push_back(number / made);
    sum += means.back();
  }
  for (std::size_t k = 0; k < set.num_actions; ++k)
    leaning[set.first_action.value + k] = means[k] - sum / static_cast<double>(set.num_actions);
}

constexpr double no_lean = 1e-9;  // beside the largest: rounding

std::vector<double> leaning_of(const AtPoint& at, const Point& point, const Claim& claim,
                               const Table<NodeId, double>& log_reaches) {
  const Game& game = at.compiled.game;
  std::vector<double> leaning(game.num_actions, 0.0);
  const double sign = wanted(claim, point);
  if (sign == 0 || claim.quantity.op == Quantity::Op::Ratio) return leaning;
  const Below below = look_below(at, point, claim, log_reaches);
  for (const Infoset& set : game.infosets) lean_at(game, set, below, leaning);
  double most = 0;
  for (const double lean : leaning) most = std::max(most, std::abs(lean));
  for (double& lean : leaning) lean = std::abs(lean) > no_lean * most ? sign * lean / most : 0;
  return leaning;
}

}  // namespace

double leeway_of(const AqreOptions& aim, const Solution& solution) {
  return aim.precision ? 0 : same_limit + solution.unsettled;
}

std::vector<ClaimRead> read_claims(const AtPoint& at, const Strategy& strategy, double leeway) {
  const Point point = point_of(at.model, at.parameters);
  const Table<NodeId, double> reaches = log_reaches(at.compiled.game, at.stakes, strategy);
  std::vector<ClaimRead> reads;
  for (const Claim& claim : at.model.named->claims) {
    const Ends ends = ends_of(at, point, claim, reaches);
    const double value = mean_of({at.compiled, at.stakes, point}, ends, claim.quantity);
    reads.push_back({value, fits(at, point, claim, value, leeway)});
  }
  return reads;
}

bool all_fit(const std::vector<ClaimRead>& reads) { return std::ranges::all_of(reads, &ClaimRead::fits); }

std::vector<double> leaning_of(const AtPoint& at) {
  const Point point = point_of(at.model, at.parameters);
  const Table<NodeId, double> even = log_reaches(at.compiled.game, at.stakes, uniform_strategy(at.compiled.game));
  std::vector<double> leaning(at.compiled.game.num_actions, 0.0);
  for (const Claim& claim : at.model.named->claims) {
    const std::vector<double> one = leaning_of(at, point, claim, even);
    for (std::size_t a = 0; a < leaning.size(); ++a) leaning[a] = std::clamp(leaning[a] + one[a], -1.0, 1.0);
  }
  return leaning;
}

}  // namespace demarche
