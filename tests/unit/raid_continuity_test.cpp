#include "demarche/raid/outcome.h"
#include "demarche/raid/sampler.h"
#include "effort.h"
#include "raid_random.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace demarche;

namespace {

// How far two outcomes of the same raid lie apart: in any probability, and in shots a weapon launched.
double distance_between(const RaidOutcome& one, const RaidOutcome& other) {
  double most = 0;
  for (std::size_t k = 0; k < one.leakers.size(); ++k) {
    most = std::max(most, std::abs(one.leakers[k] - other.leakers[k]));
  }
  for (std::size_t weapon = 0; weapon < one.by_class.size(); ++weapon) {
    for (std::size_t k = 0; k < one.by_class[weapon].size(); ++k) {
      most = std::max(most, std::abs(one.by_class[weapon][k] - other.by_class[weapon][k]));
    }
  }
  const auto num_launched = static_cast<double>(one.leakers.size() - 1);
  for (std::size_t layer = 0; layer < one.shots.size(); ++layer) {
    for (std::size_t weapon = 0; weapon < one.shots[layer].size(); ++weapon) {
      most = std::max(most, std::abs(one.shots[layer][weapon] - other.shots[layer][weapon]) / num_launched);
    }
  }
  return most;
}

constexpr double step_inside = 1e-11;

// `end`, 0 or 1, or a little inside.
double near_end(double end, double inside) { return end == 0 ? inside : end - inside; }

// One of the probabilities of a defence, brought to an end of its range; layers that are one system stay one.
using Ending = void (*)(raid_random::Draws&, Defence&, double to);

std::size_t any_of(raid_random::Draws& draws, std::size_t num) {
  return static_cast<std::size_t>(raid_random::whole(draws, 0, static_cast<int>(num) - 1));
}

void end_stops(raid_random::Draws& draws, Defence& defence, double to) {
  const auto layer = any_of(draws, defence.layers.size());
  const auto weapon = any_of(draws, defence.threats.size());
  const int draw = defence.layers[layer].by_class[weapon].draw;
  for (std::size_t row = 0; row < defence.layers.size(); ++row) {
    Engagement& one = defence.layers[row].by_class[weapon];
    if (row == layer || (draw != 0 && one.draw == draw)) one.stops = to;
  }
}

void end_all_stops(raid_random::Draws&, Defence& defence, double to) {
  for (DefenceLayer& layer : defence.layers) {
    for (Engagement& one : layer.by_class) one.stops = to;
  }
}

void end_reliability(raid_random::Draws& draws, Defence& defence, double to) {
  defence.threats[any_of(draws, defence.threats.size())].reliability = to;
}

void end_spread(raid_random::Draws&, Defence& defence, double to) {
  if (to > 0.5) return;  // a spread of 100% is refused
  for (DefenceLayer& layer : defence.layers) {
    for (Engagement& one : layer.by_class) one.rho = to;
  }
}

void end_regime(raid_random::Draws&, Defence& defence, double to) {
  if (defence.regimes.empty()) return;
  for (std::vector<double>& layer : defence.regimes.back().multiplier) {
    for (double& share : layer) share = to;
  }
}

void end_weight(raid_random::Draws&, Defence& defence, double to) {
  if (defence.regimes.empty()) return;
  for (Regime& regime : defence.regimes) regime.weight = 0;
  defence.regimes.front().weight = to;
  defence.regimes.back().weight = 1 - to;
}

double largest_gap(const Agreement& agreement) {
  double largest = std::abs(agreement.leakers.z);
  for (const MeanGap& gap : agreement.by_class) largest = std::max(largest, std::abs(gap.z));
  for (const MeanGap& gap : agreement.shots) largest = std::max(largest, std::abs(gap.z));
  return largest;
}

// The raid with something at the end of its range, and the same a little before that.
struct Pair {
  Defence at_end;
  Defence before;
};

Pair brought_to(Ending ending, double end, std::uint32_t seed, const raid_random::Features& features) {
  Pair pair{raid_random::defence(seed, features), raid_random::defence(seed, features)};
  raid_random::Draws draws{seed, 1000};
  raid_random::Draws same = draws;
  ending(draws, pair.at_end, end);
  ending(same, pair.before, near_end(end, step_inside));
  return pair;
}

constexpr Ending endings[] = {end_stops, end_all_stops, end_reliability, end_spread, end_regime, end_weight};

}  // namespace

TEST_CASE("a raid at 0% and at 100% of any of its shares is what nearby shares lead to") {
  std::uint32_t seed = 31'000;
  for (const raid_random::Features& features : raid_random::mixtures()) {
    for (const double end : {0.0, 1.0}) {
      for (const Ending ending : endings) {
        if (!effort::takes(++seed, 12)) continue;
        const Pair pair = brought_to(ending, end, seed, features);
        CAPTURE(seed);
        CAPTURE(end);
        CAPTURE(std::ranges::find(endings, ending) - std::begin(endings));
        const OwnerSet all = all_owners(pair.at_end);
        CHECK(distance_between(raid_outcome(pair.at_end, all), raid_outcome(pair.before, all)) < 1e-7);
      }
    }
  }
}

TEST_CASE("raids simulated target by target agree with the exact outcome at 0% and at 100%") {
  std::uint32_t seed = 32'000;
  for (const raid_random::Features& features : raid_random::mixtures()) {
    const Ending ending = endings[seed % std::size(endings)];
    const double end = ++seed % 2 == 0 ? 0 : 1;
    if (!effort::takes(seed, 5)) continue;
    const Defence defence = brought_to(ending, end, seed, features).at_end;
    const RaidOutcome outcome = raid_outcome(defence, all_owners(defence));
    CAPTURE(seed);
    const Agreement once = compare(outcome, sample_raids(defence, all_owners(defence), {4000, 11}));
    if (largest_gap(once) < 3.3) continue;
    CHECK(largest_gap(compare(outcome, sample_raids(defence, all_owners(defence), {4000, 12}))) < 3.3);
  }
}

TEST_CASE("a shared magazine is emptied by what it cannot stop") {
  Defence defence;
  defence.threats = {{1, 1}, {1, 1}};
  DefenceLayer layer;
  layer.by_class = {{.stops = 1.0}, {.stops = 0.0}};
  layer.shared = {1, {1, 0}};
  defence.layers = {layer};
  CHECK(mean_of(raid_outcome(defence, 1).leakers) == doctest::Approx(2));
  CHECK(shots_of(raid_outcome(defence, 1)) == doctest::Approx(1));
  defence.layers.front().by_class[1].stops.reset();  // not meant for it
  CHECK(mean_of(raid_outcome(defence, 1).leakers) == doctest::Approx(1));
}
