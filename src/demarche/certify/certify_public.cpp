#include "demarche/certify/certify_public.h"

#include "demarche/certify/public_trial.h"
#include "demarche/game/within_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

void sum_up(const PublicTrial& trial, Certificate& certificate) {
  for (std::size_t actor = 0; actor < trial.game.num_actors; ++actor) {
    const std::size_t first = trial.first_type[actor];
    Real value = 0;
    Real best = 0;
    for (std::size_t t = 0; t < trial.game.num_types[ActorId{actor}]; ++t) {
      value += trial.beliefs[first + t] * trial.values[first + t];
      best += trial.beliefs[first + t] * trial.best[first + t];
    }
    certificate.values.push_back(static_cast<double>(value + base_of(trial.stakes, actor)));
    certificate.nash_gaps.push_back(static_cast<double>(std::max(best - value, Real{0})));
  }
  find_worst(certificate);
}

double largest_numbers(const PublicStakes& stakes) {
  double largest = 0;
  for (const double number : stakes.numbers) largest = std::max(largest, std::abs(number));
  double constant = 0;
  for (const double number : stakes.constants) constant = std::max(constant, std::abs(number));
  return largest + constant;
}

// Where all payoffs are alike gains are what rounding makes of them.
void clear_noise(const PublicStakes& stakes, Certificate& certificate) {
  const double noise = 4 * std::numeric_limits<double>::epsilon() * largest_numbers(stakes);
  for (double& gain : certificate.gains)
    if (gain <= noise) gain = 0;
}

// What gains are known to, at most, where numbers are so large beside the range that doubles add them up with a loss.
double rounding_of(const PublicStakes& stakes, double payoff_range) {
  constexpr double unit = std::numeric_limits<double>::epsilon();
  constexpr double nothing_beside = 1e-9;
  const double rounding = unit * largest_numbers(stakes);
  return rounding > nothing_beside * payoff_range ? rounding : 0;
}

}  // namespace

Certificate certify(const PublicGame& game, const PublicStakes& stakes, const Strategy& strategy) {
  Certificate certificate;
  certificate.gains.resize(game.num_infosets);
  certificate.log_reaches.resize(game.num_infosets);
  certificate.action_values.resize(game.num_actions);
  certificate.payoff_range = payoff_range(game, stakes);
  certificate.within_reach = infosets_within_reach(game, stakes);
  if (certificate.payoff_range > 0) certificate.rounding = rounding_of(stakes, certificate.payoff_range);
  PublicTrial trial{.game = game, .stakes = stakes, .strategy = strategy};
  reach_forward(trial);
  value_backward(trial, certificate);
  if (certificate.payoff_range == 0) clear_noise(stakes, certificate);
  sum_up(trial, certificate);
  return certificate;
}

}  // namespace demarche
