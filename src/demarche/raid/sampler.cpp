#include "demarche/raid/sampler.h"

#include "demarche/raid/dice.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::uint64_t raids_at_a_time = 256;

// One simulated raid.
struct Night {
  const Defence& defence;
  OwnerSet present = 0;
  Dice dice;
  const Regime* regime = nullptr;
  std::vector<std::size_t> targets{};       // still flying, by class
  std::vector<std::vector<double>> hits{};  // the probability drawn, [layer][class]: of a shot or an engagement
  std::vector<int> shots{};                 // spent, by layer
};

const Regime* draw_regime(const Defence& defence, Dice& dice) {
  if (defence.regimes.empty()) return nullptr;
  double rest = next_unit(dice);
  for (const Regime& regime : defence.regimes) {
    rest -= regime.weight;
    if (rest < 0) return &regime;
  }
  return &defence.regimes.back();
}

double draw_probability(Dice& dice, double mean, double rho) {
  if (rho <= 0 || mean <= 0 || mean >= 1) return mean;
  return next_beta(dice, mean * (1 - rho) / rho, (1 - mean) * (1 - rho) / rho);
}

// The layer before this one with the same draw for the class, or this one.
std::size_t first_with_draw(const Defence& defence, std::size_t layer, std::size_t one) {
  const int draw = defence.layers[layer].by_class[one].draw;
  for (std::size_t k = 0; draw != 0 && k < layer; ++k) {
    if (defence.layers[k].by_class[one].draw == draw) return k;
  }
  return layer;
}

void draw_hits(Night& night) {
  for (std::size_t layer = 0; layer < night.defence.layers.size(); ++layer) {
    std::vector<double>& hits = night.hits.emplace_back();
    for (std::size_t one = 0; one < night.targets.size(); ++one) {
      const Engagement& engagement = night.defence.layers[layer].by_class[one];
      const double factor = night.regime ? night.regime->multiplier[layer][one] : 1;
      const double shot = std::min(1.0, engagement.stops.value_or(0) * factor);
      const bool of_shot = engagement.spread_of == SpreadOf::Shot;
      const double mean = of_shot ? shot : 1 - std::pow(1 - shot, engagement.shots);
      const std::size_t first = first_with_draw(night.defence, layer, one);
      hits.push_back(first < layer ? night.hits[first][one] : draw_probability(night.dice, mean, engagement.rho));
    }
  }
}

bool is_stopped(Night& night, const Engagement& engagement, double hit) {
  if (engagement.spread_of == SpreadOf::Engagement) return happens(night.dice, hit);
  bool stopped = false;
  for (int shot = 0; shot < engagement.shots; ++shot) {
    if (happens(night.dice, hit)) stopped = true;
  }
  return stopped;
}

// What a layer has left for one class.
struct Supply {
  int engagements = unlimited;
  int* shots = nullptr;
};

void engage(Night& night, std::size_t layer, std::size_t one, Supply& supply) {
  const Engagement& engagement = night.defence.layers[layer].by_class[one];
  std::size_t through = 0;
  for (std::size_t target = 0; target < night.targets[one]; ++target) {
    const bool engaged = supply.engagements > 0 && *supply.shots >= engagement.shots;
    if (engaged) {
      if (supply.engagements != unlimited) --supply.engagements;
      if (*supply.shots != unlimited) *supply.shots -= engagement.shots;
      night.shots[layer] += engagement.shots;
    }
    if (!engaged || !is_stopped(night, engagement, night.hits[layer][one])) ++through;
  }
  night.targets[one] = through;
}

// The order in which a layer serves the classes: those that share its magazine first.
std::vector<std::size_t> serving_order(const DefenceLayer& layer) {
  std::vector<std::size_t> order = layer.shared.priority;
  for (std::size_t one = 0; one < layer.by_class.size(); ++one) {
    if (std::ranges::find(order, one) == order.end()) order.push_back(one);
  }
  return order;
}

void meet(Night& night, std::size_t layer) {
  const DefenceLayer& where = night.defence.layers[layer];
  int shared = where.shared.shots;
  std::vector<int> own;
  std::vector<Supply> supplies;
  for (const Engagement& engagement : where.by_class) own.push_back(engagement.magazine);
  for (std::size_t one = 0; one < where.by_class.size(); ++one) {
    const bool shares = std::ranges::find(where.shared.priority, one) != where.shared.priority.end();
    supplies.push_back({where.by_class[one].cap, shares ? &shared : &own[one]});
  }
  for (int look = 0; look < where.num_looks; ++look) {
    for (std::size_t one : serving_order(where)) {
      if (where.by_class[one].stops) engage(night, layer, one, supplies[one]);
    }
  }
}

void fly(Night& night) {
  night.regime = draw_regime(night.defence, night.dice);
  night.shots.assign(night.defence.layers.size(), 0);
  for (const ThreatClass& threat : night.defence.threats) {
    std::size_t arrived = 0;
    for (int k = 0; k < threat.num_launched; ++k) arrived += happens(night.dice, threat.reliability) ? 1 : 0;
    night.targets.push_back(arrived);
  }
  draw_hits(night);
  for (std::size_t layer = 0; layer < night.defence.layers.size(); ++layer) {
    if (is_there(night.present, night.defence.layers[layer].owner)) meet(night, layer);
  }
}

MeanGap gap(double exact, double sampled, double error) {
  const bool same = std::abs(sampled - exact) <= 1e-9 * std::max(1.0, std::abs(exact));
  if (same) return {exact, sampled, 0};
  return {exact, sampled, (sampled - exact) / error};
}

MeanGap gap_of_law(const std::vector<double>& law, const std::vector<std::uint64_t>& counts, double num_raids) {
  double sum = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) sum += static_cast<double>(k) * static_cast<double>(counts[k]);
  return gap(mean_of(law), sum / num_raids, deviation_of(law) / std::sqrt(num_raids));
}

}  // namespace

RaidSample sample_raids(const Defence& defence, OwnerSet present, const RaidSampling& sampling,
                        const Monitor& monitor) {
  RaidSample sample{0, {1}, {}, {}, {}};
  for (const ThreatClass& threat : defence.threats) {
    sample.by_class.emplace_back(static_cast<std::size_t>(threat.num_launched) + 1);
    sample.leakers.resize(sample.leakers.size() + static_cast<std::size_t>(threat.num_launched));
  }
  std::ranges::fill(sample.leakers, 0);
  sample.shots.assign(defence.layers.size(), 0.0);
  sample.squared_shots.assign(defence.layers.size(), 0.0);
  for (std::uint64_t raid = 0; raid < sampling.num_raids; ++raid) {
    const double share = static_cast<double>(raid) / static_cast<double>(sampling.num_raids);
    if (monitor && raid % raids_at_a_time == 0 && !monitor({"simulating raids", share})) break;
    ++sample.num_raids;
    Night night{defence, present, dice_of(raid, sampling.seed)};
    fly(night);
    std::size_t total = 0;
    for (std::size_t one = 0; one < night.targets.size(); ++one) {
      ++sample.by_class[one][night.targets[one]];
      total += night.targets[one];
    }
    ++sample.leakers[total];
    for (std::size_t layer = 0; layer < night.shots.size(); ++layer) {
      const double shots = night.shots[layer];
      sample.shots[layer] += shots;
      sample.squared_shots[layer] += shots * shots;
    }
  }
  return sample;
}

Agreement compare(const RaidOutcome& outcome, const RaidSample& sample) {
  const auto num_raids = static_cast<double>(sample.num_raids);
  Agreement agreement;
  agreement.num_raids = sample.num_raids;
  agreement.leakers = gap_of_law(outcome.leakers, sample.leakers, num_raids);
  for (std::size_t one = 0; one < outcome.by_class.size(); ++one) {
    agreement.by_class.push_back(gap_of_law(outcome.by_class[one], sample.by_class[one], num_raids));
  }
  for (std::size_t layer = 0; layer < sample.shots.size(); ++layer) {
    const double mean = sample.shots[layer] / num_raids;
    // No less than if one raid had spent a shot more: what hardly ever varies may not vary in a sample.
    const double variance = std::max(1 / num_raids, sample.squared_shots[layer] / num_raids - mean * mean);
    agreement.shots.push_back(gap(shots_of(outcome, layer), mean, std::sqrt(variance / num_raids)));
  }
  double exact = 0;
  double sampled = 0;
  for (std::size_t k = 0; k < outcome.leakers.size(); ++k) {
    exact += outcome.leakers[k];
    sampled += static_cast<double>(sample.leakers[k]) / num_raids;
    agreement.ks = std::max(agreement.ks, std::abs(exact - sampled));
  }
  agreement.ks_bound = 1.63 / std::sqrt(num_raids);
  return agreement;
}

}  // namespace demarche
