#include "demarche/compile/raid_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace demarche {
namespace {

constexpr double any_number = std::numeric_limits<double>::infinity();
constexpr double share_rounding = 1e-9;  // as where the regimes' weights are read

// A count that may be anything between two ends.
struct Between {
  double least = 0;
  double most = any_number;
};

// A whole number, where it is known; a formula that is empty is `absent`.
Between count_of(const Formula& formula, Between absent, const Certain& certain) {
  if (formula.code.empty()) return absent;
  const Known number = known_number(formula, certain);
  const bool sound = number && *number >= 0 && *number == std::floor(*number) && std::isfinite(*number);
  return sound ? Between{*number, *number} : Between{};
}

// The most and the fewest of a class that come to the first layer.
Between arrivals_of(const Raid& raid, std::size_t weapon, const Certain& certain) {
  Between all{0, 0};
  for (const Raid::Salvo& salvo : raid.salvos) {
    if (salvo.counts[weapon].code.empty() || is_known_to_fail(salvo.condition, certain)) continue;
    const Between launched = count_of(salvo.counts[weapon], {0, 0}, certain);
    const Formula& share = salvo.arrive[weapon];
    const Known arrive = share.code.empty() ? Known{1.0} : known_number(share, certain);
    const bool flown = known_to_hold(salvo.condition, certain).value_or(0) != 0;
    if (flown && arrive && *arrive >= 1) all.least += launched.least;
    if (!(arrive && *arrive <= 0)) all.most += launched.most;
  }
  return all;
}

// How a layer meets a class in one regime: whether it stops what it engages never, perhaps or always.
enum class Stops : std::uint8_t { Never, Perhaps, Always };

struct Fire {
  Stops stops = Stops::Never;
  bool engages = false;       // the layer names the class: it shoots, even if that stops nothing
  Between shots{1, 1};        // at each target
  Between engagements{0, 0};  // there can be as many
};

struct Crossing {
  const Raid& raid;
  const Certain& certain;
  // What the regime leaves of each layer that it names; empty where nothing is disturbed.
  std::vector<std::optional<Known>> left{};
};

// A product is 0 as soon as one factor is known to be.
Known times(Known one, Known other) {
  if (one == 0.0 || other == 0.0) return 0.0;
  return one && other ? Known{*one * *other} : std::nullopt;
}

Crossing crossing_in(const Raid& raid, const Raid::Regime& regime, const Certain& certain) {
  Crossing crossing{raid, certain, std::vector<std::optional<Known>>(raid.layers.size())};
  for (const Raid::Factor& factor : regime.factors) {
    const Known share = known_number(factor.factor, certain);
    for (std::size_t row = 0; row < raid.layers.size(); ++row) {
      std::optional<Known>& left = crossing.left[row];
      if (raid.layers[row].name == factor.layer) left = times(left.value_or(Known{1.0}), share);
    }
  }
  return crossing;
}

// What is left of a system in one of its layers is left of it in all.
Known left_of(const Crossing& crossing, std::size_t row, std::size_t weapon) {
  if (crossing.left.empty()) return 1.0;
  if (crossing.left[row]) return *crossing.left[row];
  const int draw = crossing.raid.layers[row].by_weapon[weapon].draw;
  for (std::size_t other = 0; other < crossing.left.size(); ++other) {
    const Raid::Engagement& one = crossing.raid.layers[other].by_weapon[weapon];
    if (crossing.left[other] && !one.stops.code.empty() && one.draw == draw) return *crossing.left[other];
  }
  return 1.0;
}

Fire fire_of(const Crossing& crossing, std::size_t row, std::size_t weapon) {
  const Raid::Engagement& one = crossing.raid.layers[row].by_weapon[weapon];
  Fire fire;
  if (one.stops.code.empty()) return fire;
  const Known stops = known_number(one.stops, crossing.certain);
  const Known left = left_of(crossing, row, weapon);
  const bool never = (stops && *stops <= 0) || (left && *left <= 0);
  const bool always = stops && *stops >= 1 && left && *left >= 1;
  fire.stops = never ? Stops::Never : always ? Stops::Always : Stops::Perhaps;
  fire.engages = true;
  fire.shots = count_of(one.shots, {1, 1}, crossing.certain);
  fire.shots.least = std::max(1.0, fire.shots.least);
  fire.engagements = count_of(one.cap, {any_number, any_number}, crossing.certain);
  return fire;
}

// Engagements that so many shots are enough for, at the most shots each.
double enough_for(double shots, double each) {
  if (shots == any_number) return any_number;  // there is no magazine
  return each == any_number ? 0 : std::floor(std::max(0.0, shots) / each);
}

void limit(Fire& fire, Between magazine) {
  fire.engagements.least = std::min(fire.engagements.least, enough_for(magazine.least, fire.shots.most));
  fire.engagements.most = std::min(fire.engagements.most, enough_for(magazine.most, fire.shots.least));
}

// The common magazine is given out in order: what is left for the next depends on how many came before.
void share_out(const Crossing& crossing, const Raid::Layer& layer, const std::vector<Between>& coming,
               std::vector<Fire>& fires) {
  Between left = count_of(layer.shared_magazine, {any_number, any_number}, crossing.certain);
  const double looks = layer.looks_twice ? 2 : 1;
  for (const std::size_t weapon : layer.served_by) {
    Fire& fire = fires[weapon];
    limit(fire, left);
    const double targets_at_most = looks * coming[weapon].most;
    const double at_least = fire.engages ? std::min(coming[weapon].least, fire.engagements.least) : 0;
    const double at_most = std::min(targets_at_most, fire.engagements.most);
    if (left.most != any_number) left.most = std::max(0.0, left.most - at_least * fire.shots.least);
    const double spent = at_most == 0 ? 0 : at_most * fire.shots.most;
    if (left.least != any_number || spent == any_number) left.least = std::max(0.0, left.least - spent);
    if (std::isnan(left.least)) left.least = 0;
  }
}

Between after_fire(const Fire& fire, Between coming) {
  const double most_stopped = fire.engagements.most;
  Between through = coming;
  if (fire.stops == Stops::Never) return through;
  through.least = std::max(0.0, coming.least - most_stopped);
  if (fire.stops == Stops::Always) {
    through.most = fire.engagements.least == any_number ? 0 : std::max(0.0, coming.most - fire.engagements.least);
  }
  return through;
}

void pass_layer(const Crossing& crossing, std::size_t row, std::vector<Between>& coming) {
  const Raid::Layer& layer = crossing.raid.layers[row];
  if (is_known_to_fail(layer.condition, crossing.certain)) return;
  std::vector<Fire> fires;
  for (std::size_t weapon = 0; weapon < coming.size(); ++weapon) fires.push_back(fire_of(crossing, row, weapon));
  const auto shares = [&](std::size_t weapon) {
    return !layer.shared_magazine.code.empty() && std::ranges::find(layer.served_by, weapon) != layer.served_by.end();
  };
  for (std::size_t weapon = 0; weapon < coming.size(); ++weapon) {
    const Formula& own = layer.by_weapon[weapon].magazine;
    if (!shares(weapon)) limit(fires[weapon], count_of(own, {any_number, any_number}, crossing.certain));
  }
  if (!layer.shared_magazine.code.empty()) share_out(crossing, layer, coming, fires);
  const bool is_there = known_to_hold(layer.condition, crossing.certain).value_or(0) != 0;
  for (std::size_t weapon = 0; weapon < coming.size(); ++weapon) {
    const Between through = after_fire(fires[weapon], coming[weapon]);
    coming[weapon] = {through.least, is_there ? through.most : coming[weapon].most};
  }
}

LeakerRange leakers_in(const Crossing& crossing) {
  std::vector<Between> coming;
  for (std::size_t weapon = 0; weapon < crossing.raid.weapons.size(); ++weapon) {
    coming.push_back(arrivals_of(crossing.raid, weapon, crossing.certain));
  }
  for (std::size_t row = 0; row < crossing.raid.layers.size(); ++row) pass_layer(crossing, row, coming);
  LeakerRange all;
  for (const Between& one : coming) all = {all.least + one.least, all.most + one.most};
  return all;
}

}  // namespace

std::vector<LeakerRange> leakers_that_can_be(const Raid& raid, const Certain& certain) {
  std::vector<LeakerRange> ranges;
  double weights = 0;
  for (const Raid::Regime& regime : raid.regimes) {
    const Known weight = known_number(regime.weight, certain);
    if (weight && *weight <= 0) continue;
    weights += weight.value_or(0);
    ranges.push_back(leakers_in(crossing_in(raid, regime, certain)));
  }
  if (weights < 1 - share_rounding || ranges.empty()) ranges.push_back(leakers_in({raid, certain}));
  return ranges;
}

}  // namespace demarche
