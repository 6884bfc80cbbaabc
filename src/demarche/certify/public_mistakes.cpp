#include "demarche/certify/mistakes.h"
#include "demarche/certify/public_trial.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace demarche {
namespace {

constexpr Real rounding_of_type_worth = 64 * std::numeric_limits<double>::epsilon();

Real size_of(Real number) { return number < 0 ? -number : number; }

// A strategy played out, and by how much others' later choices change what each type expects [node x types].
struct PublicOutlook {
  PublicTrial trial;
  Reals turning;
};

void add_turning(PublicOutlook& outlook, std::size_t row, ActorId actor, std::size_t type) {
  const PublicTrial& trial = outlook.trial;
  const PublicNode& node = trial.game.nodes[row];
  const bool decides = node.kind == NodeKind::Decision;
  const bool own = decides && trial.game.decisions[node.owner].actor == actor;
  const std::size_t here = row_of(trial, row, actor) + type;
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    const std::size_t next = row_of(trial, child, actor) + type;
    const Real weight =
        own ? exp_of(Real{log_of_move(trial, trial.game.decisions[node.owner], type, k)}) : trial.moves[child];
    const Real change = decides && !own ? size_of(trial.values[next] - trial.values[here]) : Real{0};
    outlook.turning[here] += weight * (outlook.turning[next] + change);
  }
}

PublicOutlook outlook_on(PublicTrial trial) {
  PublicOutlook outlook{std::move(trial), {}};
  const PublicGame& game = outlook.trial.game;
  reach_forward(outlook.trial);
  value_backward(outlook.trial);
  outlook.turning.resize(outlook.trial.values.size());
  for (std::size_t row = game.nodes.size(); row-- > 0;)
    for (std::size_t actor = 0; actor < game.num_actors; ++actor)
      for (std::size_t type = 0; type < game.num_types[ActorId{actor}]; ++type)
        add_turning(outlook, row, ActorId{actor}, type);
  return outlook;
}

// Outlooks on one strategy by everybody's odds, worked out when they are asked for: one for all unless they disagree.
struct Outlooks {
  std::vector<std::optional<PublicOutlook>> of;
  const PublicGame& game;
  const PublicStakes& stakes;
  const Strategy& strategy;
};

const PublicOutlook& outlook_of(ActorId actor, Outlooks& all) {
  all.of.resize(std::max<std::size_t>(1, all.stakes.thoughts.size()));
  std::optional<PublicOutlook>& own = all.of[all.stakes.thoughts.empty() ? 0 : actor.value];
  if (!own) own.emplace(outlook_on(trial_as_seen_by(actor, all.game, all.stakes, all.strategy)));
  return *own;
}

ActionId move_of(const PublicDecision& decision, std::size_t type, std::size_t k) {
  return ActionId{decision.first_action.value + type * decision.num_actions + k};
}

double share_at(const PublicOutlook& outlook, const PublicDecision& decision, std::size_t type,
                const Strategy& strategy) {
  const PublicTrial& trial = outlook.trial;
  const auto row = [&](std::size_t k) {
    return row_of(trial, trial.game.nodes[decision.node].first_child + k, decision.actor) + type;
  };
  std::size_t top = 0;
  for (std::size_t k = 1; k < decision.num_actions; ++k)
    if (trial.values[row(k)] > trial.values[row(top)]) top = k;
  const Real best = trial.values[row(top)];
  Real share = 0;
  for (std::size_t k = 0; k < decision.num_actions; ++k) {
    const Real worth = trial.values[row(k)];
    if (best - worth <= rounding_of_type_worth * std::max(size_of(best), size_of(worth))) continue;
    const Real at_stake = best - worth + outlook.turning[row(top)] + outlook.turning[row(k)];
    share += Real{probability(strategy, move_of(decision, type, k))} * (best - worth) / at_stake;
  }
  return static_cast<double>(share);
}

bool is_suspect_type(const PublicDecision& decision, std::size_t type, const Strategy& strategy,
                     const Certificate& certificate, double share) {
  const InfosetId id{decision.first_infoset.value + type};
  if (!is_within_reach(certificate, id) || !(certificate.gains[id] > 0)) return false;
  std::size_t best = 0;
  const auto worth = [&](std::size_t k) { return certificate.action_values[move_of(decision, type, k)]; };
  for (std::size_t k = 1; k < decision.num_actions; ++k)
    if (worth(k) > worth(best)) best = k;
  return 1 - probability(strategy, move_of(decision, type, best)) > share;
}

// Moves up to a probability are never made.
Strategy without_unlikely(const PublicGame& game, Strategy strategy, double least) {
  for (const PublicDecision& decision : game.decisions)
    for (std::size_t type = 0; type < game.num_types[decision.actor]; ++type) {
      double sum = 0;
      for (std::size_t k = 0; k < decision.num_actions; ++k) {
        double& log = strategy.log_probability[move_of(decision, type, k)];
        if (std::exp(log) <= least) log = -std::numeric_limits<double>::infinity();
        sum += std::exp(log);
      }
      for (std::size_t k = 0; k < decision.num_actions; ++k)
        strategy.log_probability[move_of(decision, type, k)] -= std::log(sum);
    }
  return strategy;
}

}  // namespace

std::optional<Mistake> worst_mistake(const PublicGame& game, const PublicStakes& stakes, const Strategy& strategy,
                                     const Certificate& certificate, const Unlikely& unlikely) {
  std::optional<Mistake> worst;
  Outlooks whole{{}, game, stakes, strategy};
  const Strategy kept = without_unlikely(game, strategy, unlikely.probability);
  Outlooks likely{{}, game, stakes, kept};
  for (const PublicDecision& decision : game.decisions)
    for (std::size_t type = 0; type < game.num_types[decision.actor]; ++type) {
      if (!is_suspect_type(decision, type, strategy, certificate, unlikely.share)) continue;
      const double share = std::min(share_at(outlook_of(decision.actor, whole), decision, type, strategy),
                                    share_at(outlook_of(decision.actor, likely), decision, type, strategy));
      if (share > unlikely.share && (!worst || share > worst->share))
        worst = Mistake{InfosetId{decision.first_infoset.value + type}, share};
    }
  return worst;
}

}  // namespace demarche
