#include "demarche/regret/parts.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double as_good = 1e-12;  // moves whose values differ by this share of the largest are equally good

struct Averaging {
  const RegretGame& game;
  const RegretRun& run;
  std::vector<double> values;  // by row: against the others' averages, best replies below
};

// All best moves alike.
std::vector<double> best_replies(const std::vector<double>& values) {
  const double best = std::ranges::max(values);
  double size = 0;
  for (const double value : values) size = std::max(size, std::fabs(value));
  std::vector<double> shares;
  for (const double value : values) shares.push_back(best - value <= as_good * size ? 1 : 0);
  return shares;
}

void set_shares(const Infoset& infoset, const std::vector<double>& shares, Strategy& strategy) {
  double sum = 0;
  for (const double share : shares) sum += share;
  for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
    strategy.log_probability[ActionId{infoset.first_action.value + a}] = std::log(shares[a] / sum);
  }
}

void average_infoset(const Game& game, InfosetId id, Averaging& averaging, Strategy& strategy) {
  const Infoset& infoset = game.infosets[id];
  const Sequences& sequences = averaging.game.sequences;
  std::vector<double> shares, values;
  for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
    const std::uint32_t row = sequences.rows[ActionId{infoset.first_action.value + a}];
    shares.push_back(averaging.run.average[row]);
    values.push_back(averaging.values[row]);
  }
  averaging.values[sequences.parent_rows[id]] += std::ranges::max(values);
  const bool is_reached = std::ranges::max(shares) > 0;
  set_shares(infoset, is_reached ? shares : best_replies(values), strategy);
}

}  // namespace

Strategy average_strategy(const Game& game, const RegretGame& regret_game, RegretRun& run) {
  Averaging averaging{regret_game, run, {}};
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    pay_actor({regret_game, actor}, run.average.data(), run.values.data(), {});
  }
  averaging.values.assign(run.values.begin(), run.values.end());
  std::ranges::fill(run.values, 0.0);
  Strategy strategy;
  strategy.log_probability.resize(game.num_actions);
  for (std::size_t row = game.infosets.size(); row-- > 0;) {
    average_infoset(game, InfosetId{row}, averaging, strategy);
  }
  return strategy;
}

}  // namespace demarche
