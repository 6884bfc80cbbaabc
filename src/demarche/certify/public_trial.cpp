#include "demarche/certify/public_trial.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

Reach likeliest(const PublicTrial& trial, std::size_t first, std::size_t num) {
  Reach top = trial.reaches[first];
  for (std::size_t t = 1; t < num; ++t) {
    if (is_likelier(trial.reaches[first + t], top)) top = trial.reaches[first + t];
  }
  return top;
}

// Bayes' rule over the types of one actor at a node; the log of what was to be divided by.
struct Evidence {
  std::uint32_t num_trembles = 0;
  Real log = 0;
};
Evidence weigh(const PublicTrial& trial, std::size_t first, std::size_t num, Reals& beliefs) {
  const Reach top = likeliest(trial, first, num);
  Real sum = 0;
  for (std::size_t t = 0; t < num; ++t) {
    const Reach& reach = trial.reaches[first + t];
    beliefs[first + t] = is_alike(reach, top) ? exp_of(reach.log - top.log) : 0;
    sum += beliefs[first + t];
  }
  for (std::size_t t = 0; t < num; ++t) beliefs[first + t] /= sum;
  return {top.num_trembles, top.log + log_of(sum)};
}

void start(PublicTrial& trial) {
  trial.first_type.push_back(0);
  for (const std::uint32_t num : trial.game.num_types) trial.first_type.push_back(trial.first_type.back() + num);
  const std::size_t size = trial.game.nodes.size() * num_types(trial);
  trial.reaches.resize(size);
  trial.beliefs.resize(size);
  trial.values.resize(size);
  trial.best.resize(size);
  trial.moves.assign(trial.game.nodes.size(), 1);
  trial.log_reaches.assign(trial.game.nodes.size(), 0);
  for (std::size_t actor = 0; actor < trial.game.num_actors; ++actor) {
    const std::vector<double>& prior = trial.priors[ActorId{actor}];
    for (std::size_t t = 0; t < prior.size(); ++t) {
      trial.reaches[trial.first_type[actor] + t] = prior[t] > 0 ? Reach{0, 0, log_of(Real{prior[t]})} : Reach{1, 0, 0};
    }
    weigh(trial, trial.first_type[actor], prior.size(), trial.beliefs);
  }
}

void copy_vectors(PublicTrial& trial, std::size_t from, std::size_t to) {
  const std::size_t num = num_types(trial);
  std::copy_n(trial.reaches.begin() + static_cast<std::ptrdiff_t>(from * num), num,
              trial.reaches.begin() + static_cast<std::ptrdiff_t>(to * num));
  std::copy_n(trial.beliefs.begin() + static_cast<std::ptrdiff_t>(from * num), num,
              trial.beliefs.begin() + static_cast<std::ptrdiff_t>(to * num));
}

void make_move(PublicTrial& trial, const PublicDecision& decision, std::size_t move, std::size_t child) {
  const std::size_t num = trial.game.num_types[decision.actor];
  const std::size_t before = row_of(trial, decision.node, decision.actor);
  const std::size_t after = row_of(trial, child, decision.actor);
  const std::uint32_t trembles_before = likeliest(trial, before, num).num_trembles;
  Real probability = 0;
  for (std::size_t t = 0; t < num; ++t) {
    const double log = log_of_move(trial, decision, t, move);
    Reach& reach = trial.reaches[after + t];
    if (std::isinf(log)) ++reach.num_trembles;
    else reach.log += log;
    probability += trial.beliefs[before + t] * exp_of(Real{log});
  }
  const Evidence evidence = weigh(trial, after, num, trial.beliefs);
  // Scaled so that logs of a type's reach stay those of its belief: the public history is counted apart.
  for (std::size_t t = 0; t < num; ++t) trial.reaches[after + t].log -= evidence.log;
  trial.moves[child] = probability;
  const bool trembled = evidence.num_trembles > trembles_before;
  trial.log_reaches[child] =
      trembled ? -INFINITY : trial.log_reaches[decision.node] + static_cast<double>(evidence.log);
}

// What one term adds to what its actor expects, by that actor's type.
void add_term(PublicTrial& trial, const PublicStakes::Term& term, std::size_t node) {
  const double* numbers = trial.stakes.numbers.data() + term.first_number;
  const bool is_pair = term.other != none<ActorTag>;
  const std::size_t num_ones = trial.game.num_types[term.one];
  const std::size_t num_others = is_pair ? trial.game.num_types[term.other] : 1;
  const std::size_t own = row_of(trial, node, term.actor);
  const std::size_t one = row_of(trial, node, term.one);
  const std::size_t other = is_pair ? row_of(trial, node, term.other) : 0;
  const bool reads_own_first = term.actor == term.one;
  const bool reads_own_second = is_pair && term.actor == term.other;
  Real mean = 0;
  for (std::size_t s = 0; s < num_ones; ++s) {
    for (std::size_t t = 0; t < num_others; ++t) {
      const Real weight_one = reads_own_first ? 1 : trial.beliefs[one + s];
      const Real weight_other = !is_pair || reads_own_second ? 1 : trial.beliefs[other + t];
      const Real amount = weight_one * weight_other * numbers[s * num_others + t];
      if (reads_own_first) trial.values[own + s] += amount;
      else if (reads_own_second) trial.values[own + t] += amount;
      else mean += amount;
    }
  }
  for (std::size_t t = 0; t < trial.game.num_types[term.actor]; ++t) trial.values[own + t] += mean;
}

void value_terminal(PublicTrial& trial, std::size_t row) {
  const std::size_t terminal = trial.game.nodes[row].owner;
  for (std::size_t actor = 0; actor < trial.game.num_actors; ++actor) {
    const double constant = trial.stakes.constants[terminal * trial.game.num_actors + actor];
    const std::size_t own = row_of(trial, row, ActorId{actor});
    for (std::size_t t = 0; t < trial.game.num_types[ActorId{actor}]; ++t) trial.values[own + t] = constant;
  }
  for (std::size_t k = trial.stakes.first_term[terminal]; k < trial.stakes.first_term[terminal + 1]; ++k) {
    add_term(trial, trial.stakes.terms[k], row);
  }
  const std::size_t first = row * num_types(trial);
  for (std::size_t t = 0; t < num_types(trial); ++t) trial.best[first + t] = trial.values[first + t];
}

void value_moves(PublicTrial& trial, std::size_t row) {
  const PublicNode& node = trial.game.nodes[row];
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    for (std::size_t t = 0; t < num_types(trial); ++t) {
      trial.values[row * num_types(trial) + t] += trial.moves[child] * trial.values[child * num_types(trial) + t];
      trial.best[row * num_types(trial) + t] += trial.moves[child] * trial.best[child * num_types(trial) + t];
    }
  }
}

// The choice of a type: what the mover expects in place of what others take it to expect, as it knows its type.
void value_choice(PublicTrial& trial, const PublicDecision& decision, std::size_t type) {
  const PublicNode& node = trial.game.nodes[decision.node];
  Reals values;
  Reals choices;
  Real best_reply = -INFINITY;
  for (std::size_t k = 0; k < decision.num_actions; ++k) {
    const std::size_t below = row_of(trial, node.first_child + k, decision.actor) + type;
    values.push_back(trial.values[below]);
    choices.push_back(exp_of(Real{log_of_move(trial, decision, type, k)}));
    best_reply = std::max(best_reply, trial.best[below]);
    trial.action_values[ActionId{decision.first_action.value + type * decision.num_actions + k}] =
        static_cast<double>(values.back());
  }
  const Real gain = gain_of(values, choices.data());
  const std::size_t here = row_of(trial, decision.node, decision.actor) + type;
  trial.values[here] = std::ranges::max(values) - gain;
  trial.best[here] = best_reply;
  trial.gains[InfosetId{decision.first_infoset.value + type}] = static_cast<double>(gain);
}

}  // namespace

PublicTrial trial_of(const PublicGame& game, const PublicStakes& stakes, const Strategy& strategy) {
  return {.game = game, .stakes = stakes, .strategy = strategy, .priors = stakes.priors, .odds = stakes.odds};
}

PublicTrial trial_as_seen_by(ActorId actor, const PublicGame& game, const PublicStakes& stakes,
                             const Strategy& strategy) {
  if (stakes.thoughts.empty()) return trial_of(game, stakes, strategy);
  const PublicOdds& own = stakes.thoughts[actor];
  return {.game = game, .stakes = stakes, .strategy = strategy, .priors = own.priors, .odds = own.odds};
}

double log_of_move(const PublicTrial& trial, const PublicDecision& decision, std::size_t type, std::size_t move) {
  return trial.strategy.log_probability[ActionId{decision.first_action.value + type * decision.num_actions + move}];
}

void reach_forward(PublicTrial& trial) {
  start(trial);
  for (std::size_t row = 0; row < trial.game.nodes.size(); ++row) {
    const PublicNode& node = trial.game.nodes[row];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const std::size_t child = node.first_child + k;
      copy_vectors(trial, row, child);
      if (node.kind == NodeKind::Decision) {
        make_move(trial, trial.game.decisions[node.owner], k, child);
      } else {
        const double odds = trial.odds[OddsId{node.owner + k}];
        trial.moves[child] = odds;
        trial.log_reaches[child] = trial.log_reaches[row] + std::log(odds);
      }
    }
  }
}

void value_backward(PublicTrial& trial) {
  trial.gains.resize(trial.game.num_infosets);
  trial.action_values.resize(trial.game.num_actions);
  for (std::size_t row = trial.game.nodes.size(); row-- > 0;) {
    const PublicNode& node = trial.game.nodes[row];
    if (node.kind == NodeKind::Terminal) {
      value_terminal(trial, row);
      continue;
    }
    value_moves(trial, row);
    if (node.kind == NodeKind::Chance) continue;
    const PublicDecision& decision = trial.game.decisions[node.owner];
    for (std::size_t t = 0; t < trial.game.num_types[decision.actor]; ++t) value_choice(trial, decision, t);
  }
}

void tell_reaches(const PublicTrial& trial, Certificate& certificate) {
  for (const PublicDecision& decision : trial.game.decisions) {
    for (std::size_t t = 0; t < trial.game.num_types[decision.actor]; ++t) {
      const std::size_t here = row_of(trial, decision.node, decision.actor) + t;
      const Reach& reach = trial.reaches[here];
      certificate.log_reaches[InfosetId{decision.first_infoset.value + t}] =
          trial.beliefs[here] > 0 || has_probability(reach)
              ? trial.log_reaches[decision.node] + static_cast<double>(reach.log)
              : -INFINITY;
    }
  }
}

}  // namespace demarche
