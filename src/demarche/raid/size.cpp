#include "demarche/raid/size.h"

#include "demarche/raid/situation.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

double targets_of(const Situation& situation, std::size_t one) {
  return static_cast<double>(situation.defence.threats[one].num_launched);
}

// Nodes that stand for an uncertain probability of single shots.
double num_nodes(const Situation& situation, std::size_t layer, std::size_t one) {
  const Engagement& engagement = situation.defence.layers[layer].by_class[one];
  if (engagement.spread_of != SpreadOf::Shot || engagement.rho <= 0 || engagement.shots == 1) return 1;
  const auto most = static_cast<double>(most_engagements(situation.defence, layer, one));
  return most * engagement.shots / 2 + 1;
}

double steps_alone(const Situation& situation, std::size_t layer, std::size_t one) {
  const DefenceLayer& where = situation.defence.layers[layer];
  const Engagement& engagement = where.by_class[one];
  const double targets = targets_of(situation, one);
  const auto engaged = std::min(targets, static_cast<double>(most_engagements(situation.defence, layer, one)));
  const bool is_free = engaged >= targets && engagement.rho <= 0;
  if (is_free) return targets;
  const double each = where.num_looks > 1 ? engaged * engaged / 2 : engaged;
  return targets * each * num_nodes(situation, layer, one);
}

double cells_of(const Situation& situation, const std::vector<std::size_t>& classes) {
  double cells = 1;
  for (std::size_t one : classes) cells *= targets_of(situation, one) + 1;
  return cells;
}

double factorial(std::size_t n) { return std::tgamma(static_cast<double>(n) + 1); }

// Both looks are followed for all numbers that the magazine can serve once, in about a simplex of one dimension a class
// and one for the shots left.
double steps_of_second_look(const Situation& situation, std::size_t layer, const std::vector<std::size_t>& shared) {
  double numbers = situation.defence.layers[layer].shared.shots + 1.0;
  double pairs = 1;
  for (std::size_t one : shared) {
    const auto most = static_cast<double>(most_engagements(situation.defence, layer, one));
    const double served = std::min(most, targets_of(situation, one)) + 1;
    numbers *= served;
    pairs = std::max(pairs, served * served / 16);
  }
  return numbers / factorial(shared.size() + 1) * pairs;
}

double steps_shared(const Situation& situation, std::size_t layer, const std::vector<std::size_t>& shared,
                    double cells) {
  double steps = 0;
  for (std::size_t one : shared) {
    const auto most = static_cast<double>(most_engagements(situation.defence, layer, one));
    steps += cells * (std::min(most, targets_of(situation, one)) + 1) / 2;
  }
  if (situation.defence.layers[layer].num_looks > 1) steps += steps_of_second_look(situation, layer, shared);
  return steps;
}

RaidSize size_of_group(const Situation& situation, const std::vector<std::size_t>& classes) {
  RaidSize size;
  const double cells = classes.size() > 1 ? cells_of(situation, classes) : 0;
  size.num_cells = cells;
  double longest = 0;
  for (std::size_t one : classes) {
    const double targets = targets_of(situation, one);
    longest = std::max(longest, targets);
    if (cells > 0) size.num_steps += std::pow(targets, 3) / 6 * static_cast<double>(situation.defence.layers.size());
  }
  size.num_steps += cells * longest;
  for (std::size_t layer = 0; layer < situation.defence.layers.size(); ++layer) {
    const std::vector<std::size_t> shared = sharers(situation, layer);
    const bool is_here = !shared.empty() && std::ranges::find(classes, shared.front()) != classes.end();
    if (is_here) size.num_steps += steps_shared(situation, layer, shared, cells);
    for (std::size_t one : classes) {
      if (engages(situation, layer, one)) size.num_steps += steps_alone(situation, layer, one);
    }
  }
  for (const CommonDraw& draw : common_draws(situation, classes)) {
    size.num_steps *= static_cast<double>(draw.num_nodes);
  }
  return size;
}

}  // namespace

RaidSize size_of(const Defence& defence, OwnerSet present) {
  const Situation situation{defence, present};
  RaidSize size;
  double total = 1;
  for (const std::vector<std::size_t>& classes : dependent_groups(situation)) {
    const RaidSize group = size_of_group(situation, classes);
    double targets = 0;
    for (std::size_t one : classes) targets += targets_of(situation, one);
    size.num_steps += group.num_steps + total * std::min(targets + 1, 12'000.0);
    size.num_cells = std::max(size.num_cells, group.num_cells);
    total = std::min(total + targets, 12'000.0);
  }
  size.num_steps *= static_cast<double>(std::max<std::size_t>(1, defence.regimes.size()));
  return size;
}

}  // namespace demarche
