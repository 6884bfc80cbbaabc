#include "demarche/solve/several/nash_census.h"

#include "demarche/game/within_reach.h"
#include "demarche/solve/several/credible_moves.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace demarche {
namespace {

constexpr int steps_to_nearest = 200;
constexpr double near_in_continuum = 1e-3;  // in probability of ends
constexpr double same_numbers = 1e-9;       // of exact ones, rounded

double mass_of(const std::vector<double>& mix, std::uint64_t plans) {
  double mass = 0;
  for (std::size_t plan = 0; plan < mix.size(); ++plan)
    if ((plans >> plan & 1U) != 0) mass += mix[plan];
  return mass;
}

// Choices that have the same outcome as a mix of plans, whatever others do (Kuhn 1953).
void take_choices(const Game& game, const std::vector<MovePlan>& plans, const std::vector<double>& mix,
                  Strategy& strategy) {
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    std::vector<double> masses(infoset.num_actions, 0.0);
    double sum = 0;
    for (std::size_t plan = 0; plan < plans.size(); ++plan) {
      if (plans[plan][row] == no_move) continue;
      masses[plans[plan][row]] += mix[plan];
      sum += mix[plan];
    }
    for (std::size_t a = 0; a < masses.size() && sum > 0; ++a)
      strategy.log_probability[ActionId{infoset.first_action.value + a}] = std::log(masses[a] / sum);
  }
}

// Over credible moves.
Strategy even_odds(const Game& game, const Table<ActionId, std::uint8_t>& credible) {
  Strategy strategy = uniform_strategy(game);
  for (const Infoset& infoset : game.infosets) {
    const double log = -std::log(static_cast<double>(num_credible(infoset, credible)));
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId action{infoset.first_action.value + k};
      strategy.log_probability[action] = credible[action] != 0 ? log : -std::numeric_limits<double>::infinity();
    }
  }
  return strategy;
}

bool alike(const std::vector<double>& one, const std::vector<double>& other) {
  for (std::size_t k = 0; k < one.size(); ++k)
    if (std::abs(one[k] - other[k]) > same_numbers) return false;
  return true;
}

// `open`: information sets at which more than one move is credible.
SameIn same_in(const std::vector<NashPoint>& points, const std::vector<InfosetId>& open) {
  const std::vector<double> choices = choices_of(points.front().strategy);
  bool same_choices = true;
  for (const NashPoint& point : points) {
    if (!alike(point.ends, points.front().ends)) return SameIn::Nothing;
    same_choices = same_choices && alike(choices_of(point.strategy), choices);
    for (const InfosetId infoset : open) same_choices = same_choices && point.reach[infoset.value] > 0;
  }
  return same_choices ? SameIn::Choices : SameIn::Outcome;
}

// Information sets that can be, at which more than one move is credible.
std::vector<InfosetId> open_sets(const Game& game, const Stakes& stakes,
                                 const Table<ActionId, std::uint8_t>& credible) {
  const Table<InfosetId, std::uint8_t> within = infosets_within_reach(game, stakes);
  std::vector<InfosetId> open;
  for (std::size_t row = 0; row < game.infosets.size(); ++row)
    if (within[InfosetId{row}] != 0 && num_credible(game.infosets[InfosetId{row}], credible) > 1)
      open.push_back(InfosetId{row});
  return open;
}

double product(const std::vector<double>& one, const std::vector<double>& other) {
  double sum = 0;
  for (std::size_t k = 0; k < one.size(); ++k) sum += one[k] * other[k];
  return sum;
}

double largest_size(const std::vector<double>& numbers) {
  double largest = 0;
  for (const double number : numbers) largest = std::max(largest, std::abs(number));
  return largest;
}

// One step from a mean of points towards the one that lies farthest in the direction of `ends`, as far as is best
// (Frank & Wolfe 1956). `rest`: ends less the mean.
void step_towards(const std::vector<NashPoint>& points, const std::vector<double>& ends, std::vector<double>& rest) {
  const auto towards = [&](const NashPoint& point) { return product(point.ends, rest); };
  const auto farthest = std::ranges::max_element(points, {}, towards);
  std::vector<double> way(ends.size());  // from the mean to that point
  for (std::size_t k = 0; k < ends.size(); ++k) way[k] = farthest->ends[k] - ends[k] + rest[k];
  const double length = product(way, way);
  const double share = length > 0 ? std::clamp(product(way, rest) / length, 0.0, 1.0) : 0.0;
  for (std::size_t k = 0; k < ends.size(); ++k) rest[k] -= share * way[k];
}

}  // namespace

std::vector<double> choices_of(const Strategy& strategy) {
  std::vector<double> choices;
  for (const double log : strategy.log_probability) choices.push_back(std::exp(log));
  return choices;
}

NashPoint point_of_mixes(const Game& game, const PlanGame& plans, const ExtremeEquilibrium& found) {
  NashPoint point{even_odds(game, plans.credible), {}, std::vector<double>(game.infosets.size(), 0.0), found.regular};
  take_choices(game, plans.plans[0], found.rows, point.strategy);
  take_choices(game, plans.plans[1], found.columns, point.strategy);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    const double reach =
        plans.odds[at] * mass_of(found.rows, plans.leading[0][at]) * mass_of(found.columns, plans.leading[1][at]);
    if (node.kind == NodeKind::Terminal) point.ends.push_back(reach);
    if (node.kind == NodeKind::Decision) point.reach[node.infoset().value] += reach;
  }
  return point;
}

SameIn same_in(const Game& game, const Stakes& stakes, const Table<ActionId, std::uint8_t>& credible,
               const NashPoint& point) {
  return same_in({point}, open_sets(game, stakes, credible));
}

std::expected<NashCensus, NoCensus> nash_census(const Game& game, const Stakes& stakes) {
  const std::expected<PlanGame, NoCensus> plans = plan_game(game, stakes);
  if (!plans) return std::unexpected(plans.error());
  const std::optional<ExtremeEquilibria> found = extreme_equilibria(plans->payoffs);
  if (!found) return std::unexpected(NoCensus::MoreWork);
  NashCensus census;
  census.num_plans = {plans->plans[0].size(), plans->plans[1].size()};
  census.num_incredible = static_cast<std::size_t>(std::ranges::count(plans->credible, std::uint8_t{0}));
  census.components.resize(found->num_components);
  for (const ExtremeEquilibrium& one : found->all)
    census.components[one.component].points.push_back(point_of_mixes(game, *plans, one));
  const std::vector<InfosetId> open = open_sets(game, stakes, plans->credible);
  for (NashComponent& component : census.components) component.same_in = same_in(component.points, open);
  return census;
}

std::vector<double> probabilities_of_ends(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  const Table<NodeId, double> reaches = log_reaches(game, stakes, strategy);
  std::vector<double> ends;
  for (std::size_t at = 0; at < game.nodes.size(); ++at)
    if (game.nodes[NodeId{at}].kind == NodeKind::Terminal) ends.push_back(std::exp(reaches[NodeId{at}]));
  return ends;
}

double distance_to(const NashComponent& component, const std::vector<double>& ends) {
  std::vector<double> rest = ends;
  for (std::size_t k = 0; k < ends.size(); ++k) rest[k] -= component.points.front().ends[k];
  const int num_steps = component.same_in == SameIn::Nothing ? steps_to_nearest : 0;
  for (int step = 0; step < num_steps && largest_size(rest) > near_in_continuum; ++step)
    step_towards(component.points, ends, rest);
  return largest_size(rest);
}

}  // namespace demarche
