#pragma once

#include "demarche/base/philox.h"
#include "demarche/raid/sampler.h"

#include <initializer_list>
#include <string>

// Random defences for tests: each feature of the model alone, and all of them together.
namespace raid_random {

using namespace demarche;

struct Draws {
  std::uint32_t seed = 0;
  std::uint32_t next = 0;
};

inline double unit(Draws& draws) { return unit_interval(philox({draws.next++, 0, 0, 0}, {draws.seed, 7})); }
inline int whole(Draws& draws, int from, int to) { return from + static_cast<int>(unit(draws) * (to - from + 1)); }
inline bool flip(Draws& draws) { return unit(draws) < 0.5; }

// What a defence may have beyond plain layers; the first layer has all of it.
struct Features {
  bool reliability = false;
  bool shots = false;
  bool caps = false;
  bool magazines = false;
  bool shared = false;
  bool second_look = false;
  bool spread = false;
  bool spread_of_shots = false;
  bool common_draws = false;
  bool regimes = false;
  bool owners = false;
};

inline Engagement engagement(Draws& draws, const Features& features) {
  Engagement one{.stops = 0.1 + 0.85 * unit(draws)};
  if (features.shots) one.shots = whole(draws, 1, 3);
  if (features.caps && unit(draws) < 0.7) one.cap = whole(draws, 0, 12);
  if (features.magazines && unit(draws) < 0.7) one.magazine = whole(draws, one.shots, 25);
  if (features.spread) one.rho = 0.02 + 0.5 * unit(draws);
  if (features.spread_of_shots) one.spread_of = SpreadOf::Shot;
  return one;
}

inline DefenceLayer layer(Draws& draws, const Features& features, std::size_t num_classes, bool is_first) {
  DefenceLayer layer;
  for (std::size_t one = 0; one < num_classes; ++one) layer.by_class.push_back(engagement(draws, features));
  if (features.second_look && (is_first || flip(draws))) layer.num_looks = 2;
  if (features.shared && (is_first || flip(draws))) {
    layer.shared.shots = whole(draws, 3, 20);
    for (std::size_t one = num_classes; one-- > 0;) layer.shared.priority.push_back(one);
    if (flip(draws)) std::swap(layer.shared.priority.front(), layer.shared.priority.back());
    if (num_classes > 2 && flip(draws)) layer.shared.priority.pop_back();
  }
  return layer;
}

// The first and the last layer are one system: the same probability, drawn once for both.
inline void share_draws(Defence& defence) {
  for (std::size_t one = 0; one < defence.threats.size(); ++one) {
    Engagement& last = defence.layers.back().by_class[one];
    Engagement& first = defence.layers.front().by_class[one];
    last.stops = first.stops;
    last.rho = first.rho;
    if (last.spread_of == SpreadOf::Engagement) last.shots = first.shots;
    last.draw = first.draw = static_cast<int>(one) + 1;
  }
}

inline void add_regimes(Draws& draws, Defence& defence) {
  for (double weight : {0.5, 0.3, 0.2}) {
    Regime& regime = defence.regimes.emplace_back();
    regime.weight = weight;
    for (std::size_t row = 0; row < defence.layers.size(); ++row) {
      regime.multiplier.push_back(std::vector<double>(defence.threats.size(), 0.4 + 0.6 * unit(draws)));
    }
    // One system stays one: its layers are multiplied alike.
    regime.multiplier.back() = regime.multiplier.front();
  }
}

inline Defence defence(std::uint32_t seed, const Features& features) {
  Draws draws{seed};
  Defence defence;
  const auto num_classes = static_cast<std::size_t>(whole(draws, 2, 3));
  for (std::size_t one = 0; one < num_classes; ++one) {
    defence.threats.push_back({whole(draws, 4, 14), features.reliability ? 0.3 + 0.7 * unit(draws) : 1});
  }
  const int num_layers = whole(draws, 2, 3);
  for (int row = 0; row < num_layers; ++row) defence.layers.push_back(layer(draws, features, num_classes, row == 0));
  if (features.owners) {
    defence.num_owners = 2;
    for (DefenceLayer& one : defence.layers) one.owner = flip(draws) ? 1 : 0;
  }
  if (features.common_draws) share_draws(defence);
  if (features.regimes) add_regimes(draws, defence);
  return defence;
}

// Each feature alone, then all together in several mixtures: 30 in all.
inline std::vector<Features> mixtures() {
  std::vector<Features> all;
  all.push_back({});
  all.push_back({.reliability = true});
  all.push_back({.shots = true});
  all.push_back({.caps = true});
  all.push_back({.magazines = true});
  all.push_back({.shared = true});
  all.push_back({.second_look = true});
  all.push_back({.spread = true});
  all.push_back({.spread = true, .common_draws = true});
  all.push_back({.shots = true, .spread = true, .spread_of_shots = true});
  all.push_back({.regimes = true});
  all.push_back({.owners = true});
  for (int k = 0; k < 3; ++k) {
    all.push_back({.shots = true, .shared = true, .second_look = true});
    all.push_back({.caps = true, .magazines = true, .shared = true, .second_look = true, .spread = true});
    all.push_back({.shots = true, .caps = true, .shared = true, .spread = true, .spread_of_shots = true});
    all.push_back({.reliability = true,
                   .shots = true,
                   .caps = true,
                   .magazines = true,
                   .shared = true,
                   .second_look = true,
                   .spread = true,
                   .regimes = true,
                   .owners = true});
    all.push_back({.reliability = true,
                   .shots = true,
                   .magazines = true,
                   .second_look = true,
                   .spread = true,
                   .spread_of_shots = true,
                   .regimes = true});
    all.push_back({.reliability = true,
                   .shots = k > 0,
                   .caps = true,
                   .shared = true,
                   .second_look = true,
                   .spread = true,
                   .spread_of_shots = k > 1,
                   .common_draws = true,
                   .regimes = true,
                   .owners = true});
  }
  return all;
}

}  // namespace raid_random
