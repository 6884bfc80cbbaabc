#include "demarche/raid/outcome.h"

#include "demarche/raid/passage.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double smallest_of_total = 1e-300;

void add_weighted(std::vector<double>& sum, const Law& law, double weight) {
  if (sum.size() < law.end()) sum.resize(law.end(), 0.0);
  for (std::size_t k = 0; k < law.mass.size(); ++k) sum[law.first + k] += weight * law.mass[k];
}

// Where the outcome of a group and its weight go.
struct Tally {
  RaidOutcome& outcome;
  double weight = 1;
};

void add_group(const Tally& tally, const std::vector<std::size_t>& classes, const GroupOutcome& group) {
  for (std::size_t row = 0; row < classes.size(); ++row) {
    add_weighted(tally.outcome.by_class[classes[row]], group.by_class[row], tally.weight);
    for (std::size_t layer = 0; layer < group.shots.size(); ++layer) {
      tally.outcome.shots[layer][classes[row]] += tally.weight * group.shots[layer][row];
    }
  }
}

// Lets one combination of nodes be drawn, numbered by `row`; returns its weight.
double settle_all(Situation& situation, const std::vector<CommonDraw>& draws,
                  const std::vector<std::vector<WeightedShare>>& nodes, std::size_t row) {
  double weight = 1;
  for (std::size_t k = 0; k < draws.size(); ++k) {
    const WeightedShare& node = nodes[k][row % nodes[k].size()];
    settle(situation, draws[k], node.share);
    weight *= node.weight;
    row /= nodes[k].size();
  }
  return weight;
}

// The law of a group's leakers: over all nodes of the draws that its layers have in common.
Law pass_group(Situation situation, const std::vector<std::size_t>& classes, const Tally& tally) {
  const std::vector<CommonDraw> draws = common_draws(situation, classes);
  std::vector<std::vector<WeightedShare>> nodes;
  std::size_t num_cases = 1;
  for (const CommonDraw& draw : draws) {
    nodes.push_back(nodes_of(situation, draw));
    num_cases *= nodes.back().size();
  }
  situation.settled.assign(situation.defence.layers.size(), std::vector<double>(situation.defence.threats.size(), -1));
  std::vector<double> total;
  for (std::size_t row = 0; row < num_cases; ++row) {
    const double weight = settle_all(situation, draws, nodes, row);
    const GroupOutcome group = pass_layers(situation, classes);
    add_group({tally.outcome, tally.weight * weight}, classes, group);
    if (num_cases == 1) return group.total;
    add_weighted(total, group.total, weight);
  }
  return {0, std::move(total)};
}

void add_regime(const Situation& situation, const Tally& tally) {
  Law total{0, {1.0}};
  for (const std::vector<std::size_t>& classes : dependent_groups(situation)) {
    total = convolve(total, pass_group(situation, classes, tally));
    trim(total, smallest_of_total);
  }
  add_weighted(tally.outcome.leakers, total, tally.weight);
}

void finish(std::vector<double>& law, std::size_t most) {
  law.resize(most + 1, 0.0);
  const double total = sum_of(law);
  for (double& mass : law) mass /= total;
}

}  // namespace

RaidOutcome raid_outcome(const Defence& defence, OwnerSet present) {
  const std::size_t num_classes = defence.threats.size();
  RaidOutcome outcome{{}, std::vector<std::vector<double>>(num_classes), {}};
  outcome.shots.assign(defence.layers.size(), std::vector<double>(num_classes, 0.0));
  if (defence.regimes.empty()) add_regime({defence, present}, {outcome, 1});
  for (const Regime& regime : defence.regimes) add_regime({defence, present, &regime}, {outcome, regime.weight});
  std::size_t num_launched = 0;
  for (std::size_t one = 0; one < num_classes; ++one) {
    const auto most = static_cast<std::size_t>(defence.threats[one].num_launched);
    finish(outcome.by_class[one], most);
    num_launched += most;
  }
  finish(outcome.leakers, num_launched);
  return outcome;
}

std::vector<RaidOutcome> coalition_table(const Defence& defence) {
  std::vector<RaidOutcome> table;
  for (OwnerSet present = 0; present <= all_owners(defence); ++present) {
    table.push_back(raid_outcome(defence, present));
  }
  return table;
}

double mean_of(const std::vector<double>& law) {
  double mean = 0;
  for (std::size_t k = 0; k < law.size(); ++k) mean += static_cast<double>(k) * law[k];
  return mean;
}

double deviation_of(const std::vector<double>& law) {
  const double centre = mean_of(law);
  double variance = 0;
  for (std::size_t k = 0; k < law.size(); ++k) {
    variance += (static_cast<double>(k) - centre) * (static_cast<double>(k) - centre) * law[k];
  }
  return std::sqrt(variance);
}

double mass_between(const std::vector<double>& law, std::size_t from, std::size_t to) {
  double mass = 0;
  for (std::size_t k = from; k <= to && k < law.size(); ++k) mass += law[k];
  return mass;
}

CostExchange cost_exchange(const Defence& defence, const RaidOutcome& outcome, const Prices& prices) {
  CostExchange exchange;
  for (std::size_t one = 0; one < defence.threats.size(); ++one) {
    exchange.attack += prices.launched[one] * defence.threats[one].num_launched;
    for (std::size_t layer = 0; layer < defence.layers.size(); ++layer) {
      exchange.defence += prices.shots[layer][one] * outcome.shots[layer][one];
    }
  }
  return exchange;
}

double shots_of(const RaidOutcome& outcome, std::size_t layer) {
  double shots = 0;
  for (double one : outcome.shots[layer]) shots += one;
  return shots;
}

double shots_of(const RaidOutcome& outcome) {
  double shots = 0;
  for (std::size_t layer = 0; layer < outcome.shots.size(); ++layer) shots += shots_of(outcome, layer);
  return shots;
}

}  // namespace demarche
