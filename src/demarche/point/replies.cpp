#include "demarche/point/replies.h"

#include "demarche/game/sharpness.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double least_log = -300;        // choices start no further from what may yet be
constexpr double settled_replies = 1e-6;  // in probability

// Log-probabilities up to a constant become those of choices.
void normalise(std::vector<double>& logs) {
  const double most = std::ranges::max(logs);
  double sum = 0;
  for (const double log : logs) sum += std::exp(log - most);
  for (double& log : logs) log -= most + std::log(sum);
}

// The set's log-probabilities moved towards the logit response.
void reply_at(const Replying& at, const Infoset& infoset, Strategy& strategy, Replied& replied) {
  const double precision = precision_of(at.stakes.precisions, infoset.actor, at.precision);
  std::vector<double> logs(infoset.num_actions), response(infoset.num_actions);
  for (std::size_t k = 0; k < logs.size(); ++k) {
    const ActionId action{infoset.first_action.value + k};
    response[k] = precision * replied.certificate.action_values[action];
    logs[k] = at.inertia * std::max(strategy.log_probability[action], least_log) + (1 - at.inertia) * response[k];
  }
  normalise(response);
  normalise(logs);
  for (std::size_t k = 0; k < logs.size(); ++k) {
    const ActionId action{infoset.first_action.value + k};
    const double before = probability(strategy, action);
    strategy.log_probability[action] = logs[k];
    replied.changed = std::max(replied.changed, std::abs(probability(strategy, action) - before));
    replied.off = std::max(replied.off, std::abs(std::exp(response[k]) - before));
  }
}

}  // namespace

Replied let_reply(const Replying& at, Strategy& strategy, const Monitor& monitor) {
  Replied replied;
  for (int round = 0; round < at.most_rounds; ++round) {
    replied = {certify(at.game, at.stakes, strategy, BestReplies::LeftOut), 0, 0};
    for (std::size_t row = 0; row < at.game.infosets.size(); ++row) {
      if (at.held && (*at.held)[row] != 0) continue;
      reply_at(at, at.game.infosets[InfosetId{row}], strategy, replied);
    }
    if (replied.changed < settled_replies || !goes_on(monitor)) break;
  }
  return replied;
}

}  // namespace demarche
