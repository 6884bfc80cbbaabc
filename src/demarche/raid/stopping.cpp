#include "demarche/raid/stopping.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

Law mixed_survivors(const std::vector<WeightedShare>& nodes, std::size_t num_engaged) {
  Law mixture{0, std::vector<double>(num_engaged + 1, 0.0)};
  for (const WeightedShare& node : nodes) {
    const Law law = binomial(num_engaged, 1 - node.share);
    for (std::size_t k = 0; k < law.mass.size(); ++k) mixture.mass[law.first + k] += node.weight * law.mass[k];
  }
  scale_to_one(mixture);
  return mixture;
}

// The logarithm of share^num, where 0^0 is 1.
double log_power(double share, std::size_t num) { return num == 0 ? 0 : static_cast<double>(num) * std::log(share); }

std::vector<WeightedShare> reweighted(std::vector<WeightedShare> nodes, std::size_t num_stopped,
                                      std::size_t num_through) {
  std::vector<double> logs;
  double largest = -std::numeric_limits<double>::infinity();
  for (const WeightedShare& node : nodes) {
    logs.push_back(std::log(node.weight) + log_power(node.share, num_stopped) + log_power(1 - node.share, num_through));
    largest = std::max(largest, logs.back());
  }
  if (!std::isfinite(largest)) return nodes;  // what was seen cannot have happened
  double total = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].weight = std::exp(logs[i] - largest);
    total += nodes[i].weight;
  }
  for (WeightedShare& node : nodes) node.weight /= total;
  return nodes;
}

}  // namespace

double stops_with_shots(double p, int shots) { return shots == 1 ? p : 1 - std::pow(1 - p, shots); }

BetaShare beta_with(double mean, double rho) {
  const double weight = 1 / rho - 1;
  return {mean * weight, (1 - mean) * weight};
}

Stopping stopping_of(const Engagement& engagement, double stops, std::size_t most_engagements) {
  const double mean = stops_with_shots(stops, engagement.shots);
  const bool certain = engagement.rho <= 0 || mean <= 0 || mean >= 1 || most_engagements == 0;
  if (certain) return {Stopping::Kind::Certain, mean, {}, {}};
  if (engagement.spread_of == SpreadOf::Engagement || engagement.shots == 1) {
    return {Stopping::Kind::Beta, mean, beta_with(mean, engagement.rho), {}};
  }
  const std::size_t degree = most_engagements * static_cast<std::size_t>(engagement.shots);
  Stopping stopping{Stopping::Kind::Nodes, mean, {}, {}};
  stopping.nodes = beta_quadrature(beta_with(stops, engagement.rho), nodes_for_degree(degree));
  for (WeightedShare& node : stopping.nodes) node.share = stops_with_shots(node.share, engagement.shots);
  return stopping;
}

Law survivors(const Stopping& stopping, std::size_t num_engaged) {
  if (stopping.kind == Stopping::Kind::Nodes) return mixed_survivors(stopping.nodes, num_engaged);
  if (stopping.kind == Stopping::Kind::Certain) return binomial(num_engaged, 1 - stopping.certain);
  return beta_binomial(num_engaged, {stopping.beta.b, stopping.beta.a});
}

Stopping after(const Stopping& stopping, std::size_t num_stopped, std::size_t num_through) {
  Stopping known = stopping;
  known.beta.a += static_cast<double>(num_stopped);
  known.beta.b += static_cast<double>(num_through);
  if (stopping.kind == Stopping::Kind::Nodes) known.nodes = reweighted(stopping.nodes, num_stopped, num_through);
  return known;
}

}  // namespace demarche
