#include "demarche/raid/situation.h"

#include <algorithm>

namespace demarche {
namespace {

bool is_listed(const SharedMagazine& shared, std::size_t one) {
  return std::ranges::find(shared.priority, one) != shared.priority.end();
}

// The classes of the priority list that the layer engages.
std::vector<std::size_t> served(const Situation& situation, std::size_t layer) {
  std::vector<std::size_t> classes;
  for (std::size_t one : situation.defence.layers[layer].shared.priority) {
    if (engages(situation, layer, one)) classes.push_back(one);
  }
  return classes;
}

double shots_wanted(const Defence& defence, std::size_t layer, const std::vector<std::size_t>& classes) {
  double wanted = 0;
  for (std::size_t one : classes) {
    const Engagement& engagement = defence.layers[layer].by_class[one];
    const double targets = static_cast<double>(defence.threats[one].num_launched) * defence.layers[layer].num_looks;
    wanted += std::min(targets, static_cast<double>(engagement.cap)) * engagement.shots;
  }
  return wanted;
}

CommonDraw make_draw(const Situation& situation, std::size_t one, std::vector<std::size_t> layers) {
  std::size_t degree = 0;
  for (std::size_t layer : layers) {
    const Engagement& engagement = situation.defence.layers[layer].by_class[one];
    const int shots = engagement.spread_of == SpreadOf::Shot ? engagement.shots : 1;
    degree += most_engagements(situation.defence, layer, one) * static_cast<std::size_t>(shots);
  }
  return {one, std::move(layers), nodes_for_degree(degree)};
}

// Layers that engage the class with this draw and are uncertain.
std::vector<std::size_t> layers_with(const Situation& situation, std::size_t one, int draw) {
  std::vector<std::size_t> layers;
  for (std::size_t layer = 0; layer < situation.defence.layers.size(); ++layer) {
    if (!engages(situation, layer, one)) continue;
    const Engagement& engagement = situation.defence.layers[layer].by_class[one];
    const double stops = single_shot(situation, layer, one);
    if (engagement.draw == draw && engagement.rho > 0 && stops > 0 && stops < 1) layers.push_back(layer);
  }
  return layers;
}

}  // namespace

bool engages(const Situation& situation, std::size_t layer, std::size_t one) {
  const DefenceLayer& where = situation.defence.layers[layer];
  return is_there(situation.present, where.owner) && where.by_class[one].stops.has_value() &&
         situation.defence.threats[one].num_launched > 0;
}

double single_shot(const Situation& situation, std::size_t layer, std::size_t one) {
  const double stops = situation.defence.layers[layer].by_class[one].stops.value_or(0);
  return situation.regime ? std::min(1.0, stops * situation.regime->multiplier[layer][one]) : stops;
}

std::size_t most_engagements(const Defence& defence, std::size_t layer, std::size_t one) {
  const DefenceLayer& where = defence.layers[layer];
  const Engagement& engagement = where.by_class[one];
  const int magazine = is_listed(where.shared, one) ? where.shared.shots : engagement.magazine;
  const auto targets =
      static_cast<std::size_t>(defence.threats[one].num_launched) * static_cast<std::size_t>(where.num_looks);
  return engagements({engagement.shots, engagement.cap, magazine, where.num_looks}, targets, 0, magazine);
}

std::vector<std::size_t> sharers(const Situation& situation, std::size_t layer) {
  const SharedMagazine& shared = situation.defence.layers[layer].shared;
  std::vector<std::size_t> classes = served(situation, layer);
  const bool binds = shared.shots != unlimited && shots_wanted(situation.defence, layer, classes) > shared.shots;
  if (classes.size() < 2 || !binds) return {};
  return classes;
}

Thinning thinning_of(const Situation& situation, std::size_t layer, std::size_t one) {
  const DefenceLayer& where = situation.defence.layers[layer];
  const Engagement& engagement = where.by_class[one];
  Thinning thinning{{}, {engagement.shots, engagement.cap, engagement.magazine, where.num_looks}};
  if (is_listed(where.shared, one)) {
    thinning.limits.magazine = served(situation, layer).size() == 1 ? where.shared.shots : unlimited;
  }
  if (!situation.settled.empty() && situation.settled[layer][one] >= 0) {
    thinning.stopping.certain = situation.settled[layer][one];
  } else {
    thinning.stopping =
        stopping_of(engagement, single_shot(situation, layer, one), most_engagements(situation.defence, layer, one));
  }
  return thinning;
}

std::vector<std::vector<std::size_t>> dependent_groups(const Situation& situation) {
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t one = 0; one < situation.defence.threats.size(); ++one) groups.push_back({one});
  for (std::size_t layer = 0; layer < situation.defence.layers.size(); ++layer) {
    const std::vector<std::size_t> shared = sharers(situation, layer);
    const auto meets = [&](const std::vector<std::size_t>& group) {
      return std::ranges::find_first_of(group, shared) != group.end();
    };
    const auto apart = std::partition(groups.begin(), groups.end(), [&](const auto& g) { return !meets(g); });
    std::vector<std::size_t> together;
    for (auto group = apart; group != groups.end(); ++group)
      together.insert(together.end(), group->begin(), group->end());
    groups.erase(apart, groups.end());
    if (!together.empty()) groups.push_back(std::move(together));
  }
  for (std::vector<std::size_t>& group : groups) std::ranges::sort(group);
  std::ranges::sort(groups);
  return groups;
}

std::vector<CommonDraw> common_draws(const Situation& situation, const std::vector<std::size_t>& classes) {
  std::vector<CommonDraw> draws;
  for (std::size_t one : classes) {
    std::vector<int> numbers;
    for (const DefenceLayer& layer : situation.defence.layers) {
      const int draw = layer.by_class[one].draw;
      if (draw != 0 && std::ranges::find(numbers, draw) == numbers.end()) numbers.push_back(draw);
    }
    for (int draw : numbers) {
      std::vector<std::size_t> layers = layers_with(situation, one, draw);
      if (layers.size() > 1) draws.push_back(make_draw(situation, one, std::move(layers)));
    }
  }
  return draws;
}

std::vector<WeightedShare> nodes_of(const Situation& situation, const CommonDraw& draw) {
  const std::size_t layer = draw.layers.front();
  const Engagement& engagement = situation.defence.layers[layer].by_class[draw.one];
  const double stops = single_shot(situation, layer, draw.one);
  const bool of_shot = engagement.spread_of == SpreadOf::Shot;
  const double mean = of_shot ? stops : stops_with_shots(stops, engagement.shots);
  return beta_quadrature(beta_with(mean, engagement.rho), draw.num_nodes);
}

void settle(Situation& situation, const CommonDraw& draw, double share) {
  for (std::size_t layer : draw.layers) {
    const Engagement& engagement = situation.defence.layers[layer].by_class[draw.one];
    situation.settled[layer][draw.one] =
        engagement.spread_of == SpreadOf::Shot ? stops_with_shots(share, engagement.shots) : share;
  }
}

}  // namespace demarche
