#include "demarche/regret/parts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

// The value of the best plan against what the rows of `values` pay; clears them.
double best_reply(const ActorBundles& parts, RegretRun& run, const Workers& workers) {
  UpwardSweep sweep;
  sweep.rows.values = run.values.data();
  sweep.kept = run.kept.data();
  sweep_actor(parts, sweep, workers);
  return std::exchange(run.values[parts.game.sequences.empty_rows[parts.actor]], 0.0);
}

double gain_over_average(const ActorBundles& parts, RegretRun& run, const Workers& workers) {
  pay_actor(parts, run.average.data(), run.values.data(), workers);
  const double scale = std::pow(run.weight, -static_cast<double>(parts.game.num_actors - 1));
  const auto [first, last] = rows_of(parts);
  double value = 0;
  for (std::uint32_t row = first; row < last; ++row) {
    run.values[row] *= scale;
    value += run.average[row] / run.weight * run.values[row];
  }
  return best_reply(parts, run, workers) - value;
}

double regret_in_hindsight(const ActorBundles& parts, RegretRun& run, const Workers& workers) {
  const auto [first, last] = rows_of(parts);
  for (std::uint32_t row = first; row < last; ++row) run.values[row] = run.paid_rows[row] / run.weight;
  return best_reply(parts, run, workers) - run.paid[parts.actor] / run.weight;
}

}  // namespace

RegretMeasure measure(const RegretGame& game, RegretRun& run, const Workers& workers) {
  RegretMeasure found;
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    found.gains.push_back(gain_over_average({game, actor}, run, workers));
    if (!game.is_constant_sum) found.regrets.push_back(regret_in_hindsight({game, actor}, run, workers));
  }
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    const ActorId id{actor};
    if (game.is_constant_sum) found.gap += found.gains[id] / 2;
    else found.gap = std::max(found.gap, found.regrets[id]);
  }
  return found;
}

}  // namespace demarche
