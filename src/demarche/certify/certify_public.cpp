#include "demarche/certify/certify_public.h"

#include "demarche/certify/public_trial.h"
#include "demarche/game/within_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

// What an actor expects before anybody has moved, and by how much more it could by another strategy.
struct Expected {
  Real value = 0;
  Real more = 0;
};
Expected expected_by(const PublicTrial& trial, ActorId actor) {
  const std::size_t first = trial.first_type[actor.value];
  Real value = 0;
  Real best = 0;
  for (std::size_t t = 0; t < trial.game.num_types[actor]; ++t) {
    value += trial.beliefs[first + t] * trial.values[first + t];
    best += trial.beliefs[first + t] * trial.best[first + t];
  }
  return {value + base_of(trial.stakes, actor.value), std::max(best - value, Real{0})};
}

void take_choices(const PublicTrial& trial, const PublicDecision& decision, Certificate& certificate) {
  for (std::size_t t = 0; t < trial.game.num_types[decision.actor]; ++t) {
    const InfosetId set{decision.first_infoset.value + t};
    certificate.gains[set] = trial.gains[set];
    for (std::size_t k = 0; k < decision.num_actions; ++k) {
      const ActionId move{decision.first_action.value + t * decision.num_actions + k};
      certificate.action_values[move] = trial.action_values[move];
    }
  }
}

// By the odds of the stakes, which all go by unless they disagree.
void certify_all(PublicTrial trial, Certificate& certificate) {
  reach_forward(trial);
  value_backward(trial);
  tell_reaches(trial, certificate);
  certificate.gains = trial.gains;
  certificate.action_values = trial.action_values;
  for (std::size_t row = 0; row < trial.game.num_actors; ++row) {
    const Expected expected = expected_by(trial, ActorId{row});
    certificate.values.push_back(static_cast<double>(expected.value));
    certificate.nash_gaps.push_back(static_cast<double>(expected.more));
  }
}

// Once more one actor, by its own odds.
void certify_by_own_odds(PublicTrial trial, ActorId actor, Certificate& certificate) {
  reach_forward(trial);
  value_backward(trial);
  for (const PublicDecision& decision : trial.game.decisions)
    if (decision.actor == actor) take_choices(trial, decision, certificate);
  const Expected expected = expected_by(trial, actor);
  certificate.own_values.push_back(static_cast<double>(expected.value));
  certificate.nash_gaps[actor] = static_cast<double>(expected.more);
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

// What all terminals have in common counts for what moves are worth, too.
void add_what_is_common(const PublicGame& game, const PublicStakes& stakes, Certificate& certificate) {
  if (stakes.bases.empty()) return;
  for (const PublicDecision& decision : game.decisions)
    for (std::size_t k = 0; k < std::size_t{game.num_types[decision.actor]} * decision.num_actions; ++k)
      certificate.action_values[ActionId{decision.first_action.value + k}] += base_of(stakes, decision.actor.value);
}

}  // namespace

Certificate certify(const PublicGame& game, const PublicStakes& stakes, const Strategy& strategy) {
  Certificate certificate;
  certificate.log_reaches.resize(game.num_infosets);
  certificate.payoff_range = payoff_range(game, stakes);
  certificate.within_reach = infosets_within_reach(game, stakes);
  if (certificate.payoff_range > 0) certificate.rounding = rounding_of(stakes, certificate.payoff_range);
  certify_all(trial_of(game, stakes, strategy), certificate);
  for (std::size_t row = 0; row < stakes.thoughts.size(); ++row)
    certify_by_own_odds(trial_as_seen_by(ActorId{row}, game, stakes, strategy), ActorId{row}, certificate);
  add_what_is_common(game, stakes, certificate);
  if (certificate.payoff_range == 0) clear_noise(stakes, certificate);
  find_worst(certificate);
  return certificate;
}

}  // namespace demarche
