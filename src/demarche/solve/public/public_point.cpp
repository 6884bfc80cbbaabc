#include "demarche/solve/public/public_point.h"

#include "demarche/game/sharpness.h"

#include "demarche/solve/equations/exponential.h"
#include "demarche/solve/public/form.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

using Term = PublicStakes::Term;

// The vectors of one public node in an array of [node x num_types].
struct Vectors {
  const PublicShape& shape;
  double* here;
  double* operator[](ActorId actor) const { return here + shape.first_type[actor.value]; }
};
Vectors at(const PublicShape& shape, std::vector<double>& all, std::size_t node) {
  return {shape, all.data() + node * shape.num_types};
}
const double* at(const PublicShape& shape, const std::vector<double>& all, std::size_t node, ActorId actor) {
  return all.data() + node * shape.num_types + shape.first_type[actor.value];
}

double dot(const double* one, const double* other, std::size_t size) {
  double sum = 0;
  for (std::size_t k = 0; k < size; ++k) sum += one[k] * other[k];
  return sum;
}

// Logs of weights become logs of shares, beside the shares; the log of the weights' sum.
double share_out(double* logs, double* shares, std::size_t size) {
  const double high = *std::max_element(logs, logs + size);
  double sum = 0;
  for (std::size_t k = 0; k < size; ++k) sum += shares[k] = share_of(logs[k] - high);
  const double log_sum = high + std::log(sum);
  for (std::size_t k = 0; k < size; ++k) {
    logs[k] -= log_sum;
    shares[k] /= sum;
  }
  return log_sum;
}

void start_with_priors(const PublicShape& shape, const PublicStakes& stakes, LogitPoint& point) {
  for (std::size_t row = 0; row < shape.game->num_actors; ++row) {
    const ActorId actor{row};
    double* logs = at(shape, point.reaches, 0)[actor];
    double* beliefs = at(shape, point.beliefs, 0)[actor];
    for (const double prior : stakes.priors[actor]) {
      *logs++ = std::log(prior);
      *beliefs++ = prior;
    }
  }
  point.public_reaches[0] = 0;
}

// Bayes' rule at one child of a decision: everybody learns about the mover's type from the move.
void learn(const PublicShape& shape, const PublicDecision& decision, std::size_t move, std::size_t child,
           LogitPoint& point) {
  const std::uint32_t num_types = shape.num_types_of(decision.actor);
  const double* before = at(shape, point.reaches, decision.node, decision.actor);
  const double* log_choice = point.logs.data() + decision.first_action.value + move;
  double* logs = at(shape, point.reaches, child)[decision.actor];
  double* beliefs = at(shape, point.beliefs, child)[decision.actor];
  for (std::size_t t = 0; t < num_types; ++t) logs[t] = before[t] + log_choice[t * decision.num_actions];
  const double log_move = share_out(logs, beliefs, num_types);
  point.public_reaches[child] = point.public_reaches[decision.node] + log_move;
  point.public_moves[child] = share_of(log_move);
}

void reach_children(const PublicShape& shape, const PublicStakes& stakes, std::size_t row, LogitPoint& point) {
  const PublicGame& game = *shape.game;
  const PublicNode& node = game.nodes[row];
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    std::copy_n(point.reaches.data() + row * shape.num_types, shape.num_types,
                point.reaches.data() + child * shape.num_types);
    std::copy_n(point.beliefs.data() + row * shape.num_types, shape.num_types,
                point.beliefs.data() + child * shape.num_types);
    if (node.kind == NodeKind::Decision) {
      learn(shape, game.decisions[node.owner], k, child, point);
    } else {
      const double odds = stakes.odds[OddsId{node.owner + k}];
      point.public_moves[child] = odds;
      point.public_reaches[child] = point.public_reaches[row] + (odds > 0 ? std::log(odds) : 0.0);
    }
  }
}

void reach_forward(const PublicShape& shape, const PublicStakes& stakes, LogitPoint& point) {
  start_with_priors(shape, stakes, point);
  for (std::size_t row = 0; row < shape.game->nodes.size(); ++row) reach_children(shape, stakes, row, point);
}

// What a term of two actors' types is worth to an actor of each type of `one`, the other's type averaged out.
double average_over_other(const PublicStakes& stakes, const Term& term, std::size_t type, const double* beliefs,
                          std::size_t num_others) {
  return dot(stakes.numbers.data() + term.first_number + type * num_others, beliefs, num_others);
}

// Adds a term that reads another actor's type; terms of the own type alone are in LogitStakes::values.
void add_term(const PublicShape& shape, const PublicStakes& stakes, const Term& term, std::size_t node,
              LogitPoint& point) {
  double* values = at(shape, point.values, node)[term.actor];
  const std::size_t num_own = shape.num_types_of(term.actor);
  const std::size_t num_one = shape.num_types_of(term.one);
  const double* numbers = stakes.numbers.data() + term.first_number;
  const double* of_one = at(shape, point.beliefs, node, term.one);
  if (term.other == none<ActorTag>) {
    const double mean = dot(numbers, of_one, num_one);
    for (std::size_t t = 0; t < num_own; ++t) values[t] += mean;
    return;
  }
  const std::size_t num_other = shape.num_types_of(term.other);
  const double* of_other = at(shape, point.beliefs, node, term.other);
  double mean = 0;
  for (std::size_t s = 0; s < num_one; ++s) {
    if (term.actor == term.other) {
      for (std::size_t t = 0; t < num_other; ++t) values[t] += of_one[s] * numbers[s * num_other + t];
      continue;
    }
    const double average = average_over_other(stakes, term, s, of_other, num_other);
    if (term.actor == term.one) values[s] += average;
    else mean += of_one[s] * average;
  }
  if (term.actor == term.one || term.actor == term.other) return;
  for (std::size_t t = 0; t < num_own; ++t) values[t] += mean;
}

// `constants`: LogitStakes::values.
void value_terminal(const PublicShape& shape, const PublicStakes& stakes, const std::vector<double>& constants,
                    const PublicShape::Crossing& crossing, LogitPoint& point) {
  const double* own = constants.data() + crossing.node * shape.num_types;
  std::copy_n(own, shape.num_types, point.values.data() + crossing.node * shape.num_types);
  for (std::size_t row = crossing.first_term; row < crossing.end_term; ++row) {
    add_term(shape, stakes, stakes.terms[row], crossing.node, point);
  }
}

void value_decision(const PublicShape& shape, const PublicDecision& decision, LogitPoint& point) {
  const PublicNode& node = shape.game->nodes[decision.node];
  double* here = point.values.data() + decision.node * shape.num_types;
  const std::size_t first = shape.first_type[decision.actor.value];
  const std::size_t num_own = shape.num_types_of(decision.actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    const double* below = point.values.data() + child * shape.num_types;
    const double move = point.public_moves[child];
    const double* choice = point.probabilities.data() + decision.first_action.value + k;
    double* action_values = point.action_values.data() + decision.first_action.value + k;
    for (std::size_t t = 0; t < first; ++t) here[t] += move * below[t];
    for (std::size_t t = first + num_own; t < shape.num_types; ++t) here[t] += move * below[t];
    for (std::size_t t = 0; t < num_own; ++t) {
      here[first + t] += choice[t * decision.num_actions] * below[first + t];
      action_values[t * decision.num_actions] = below[first + t];
    }
  }
}

void value_node(const PublicShape& shape, std::size_t row, LogitPoint& point) {
  const PublicNode& node = shape.game->nodes[row];
  double* here = point.values.data() + row * shape.num_types;
  std::fill_n(here, shape.num_types, 0.0);
  if (node.kind == NodeKind::Decision) return value_decision(shape, shape.game->decisions[node.owner], point);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const double odds = point.public_moves[node.first_child + k];
    const double* below = point.values.data() + (node.first_child + k) * shape.num_types;
    for (std::size_t t = 0; t < shape.num_types; ++t) here[t] += odds * below[t];
  }
}

void value_backward(const PublicShape& shape, LogitPoint& point) {
  const PublicGame& game = *shape.game;
  for (std::size_t row = game.nodes.size(); row-- > 0;)
    if (game.nodes[row].kind != NodeKind::Terminal) value_node(shape, row, point);
}

}  // namespace

LogitShape logit_shape(const PublicGame& game) {
  LogitShape shape{public_form};
  shape.num_nodes = game.nodes.size();
  shape.num_actors = game.num_actors;
  shape.num_actions = game.num_actions;
  PublicShape open{&game, {}, 0};
  for (const std::uint32_t num : game.num_types) {
    open.first_type.push_back(static_cast<std::uint32_t>(open.num_types));
    open.num_types += num;
  }
  for (const PublicDecision& decision : game.decisions) {
    for (std::uint32_t t = 0; t < game.num_types[decision.actor]; ++t) {
      shape.sets.push_back({decision.actor.value, decision.first_action.value + t * decision.num_actions,
                            decision.num_actions, decision.node, 0, static_cast<std::uint32_t>(shape.num_unknowns)});
      shape.num_unknowns += decision.num_actions - 1;
    }
  }
  shape.own = std::move(open);
  return shape;
}

LogitStakes logit_stakes(const PublicGame& game, const LogitShape& shape, const PublicStakes& stakes) {
  if (!stakes.precisions.empty()) return logit_stakes(game, shape, sharpened(game, stakes));
  LogitStakes scaled;
  const double range = payoff_range(game, stakes);
  scaled.range = range > 0 ? range : 1;
  ScaledPublicStakes own_stakes{stakes, {}};
  for (double& number : own_stakes.all.numbers) number /= scaled.range;
  const PublicShape& open = public_shape(shape);
  scaled.values.assign(game.nodes.size() * open.num_types, 0.0);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const PublicNode& node = game.nodes[row];
    if (node.kind != NodeKind::Terminal) continue;
    const Vectors own = at(open, scaled.values, row);
    for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
      const double constant =
          stakes.constants[std::size_t{node.owner} * game.num_actors + actor] - stakes.constants[actor];
      std::fill_n(own[ActorId{actor}], open.num_types_of(ActorId{actor}), constant / scaled.range);
    }
    PublicShape::Crossing crossing{static_cast<std::uint32_t>(row), stakes.first_term[node.owner],
                                   stakes.first_term[node.owner]};
    for (std::size_t k = stakes.first_term[node.owner]; k < stakes.first_term[node.owner + 1]; ++k) {
      const Term& term = stakes.terms[k];
      if (term.one == term.actor && term.other == none<ActorTag>) {
        const double* numbers = own_stakes.all.numbers.data() + term.first_number;
        for (std::size_t t = 0; t < open.num_types_of(term.actor); ++t) own[term.actor][t] += numbers[t];
      } else {
        std::swap(own_stakes.all.terms[crossing.end_term++], own_stakes.all.terms[k]);
      }
    }
    if (crossing.end_term > crossing.first_term) own_stakes.crossings.push_back(crossing);
  }
  scaled.own = std::move(own_stakes);
  return scaled;
}

void lay_out_in_public(const LogitShape& shape, LogitPoint& point) {
  const std::size_t num_vectors = shape.num_nodes * public_shape(shape).num_types;
  point.reaches.assign(num_vectors, 0.0);
  point.beliefs.assign(num_vectors, 0.0);
  point.public_reaches.assign(shape.num_nodes, 0.0);
  point.public_moves.assign(shape.num_nodes, 1.0);
}

void walk_in_public(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  const PublicShape& open = public_shape(shape);
  const ScaledPublicStakes& own = public_stakes(stakes);
  reach_forward(open, own.all, point);
  for (const PublicShape::Crossing& crossing : own.crossings)
    value_terminal(open, own.all, stakes.values, crossing, point);
  value_backward(open, point);
  for (std::size_t s = 0; s < shape.sets.size(); ++s)
    point.reach_sizes[s] = std::max(1.0, -point.public_reaches[shape.sets[s].first_member]);
}

void assume_type(const LogitShape& shape, const LogitStakes& stakes, std::uint32_t node, ActorId actor,
                 std::uint32_t type, LogitPoint& point) {
  const PublicShape& open = public_shape(shape);
  const std::vector<PublicNode>& nodes = open.game->nodes;
  const ScaledPublicStakes& own = public_stakes(stakes);
  double* logs = at(open, point.reaches, node)[actor];
  double* beliefs = at(open, point.beliefs, node)[actor];
  for (std::uint32_t t = 0; t < open.num_types_of(actor); ++t) {
    logs[t] = t == type ? 0 : -std::numeric_limits<double>::infinity();
    beliefs[t] = t == type ? 1 : 0;
  }
  std::vector<char> below(nodes.size(), 0);
  below[node] = 1;
  for (std::size_t row = node; row < nodes.size(); ++row) {
    if (row > node && nodes[row].parent != PublicNode::no_node) below[row] = below[nodes[row].parent];
    if (below[row] && nodes[row].kind != NodeKind::Terminal) reach_children(open, own.all, row, point);
  }
  for (const PublicShape::Crossing& crossing : own.crossings)
    if (below[crossing.node]) value_terminal(open, own.all, stakes.values, crossing, point);
  for (std::size_t row = nodes.size(); row-- > node;)
    if (below[row] && nodes[row].kind != NodeKind::Terminal) value_node(open, row, point);
}

std::vector<double> reach_changes_in_public(const LogitShape& shape, const std::vector<double>& changes) {
  const PublicShape& open = public_shape(shape);
  const PublicGame& game = *open.game;
  std::vector<double> result(game.nodes.size() * open.num_types, 0.0);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const PublicNode& node = game.nodes[row];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const std::size_t child = node.first_child + k;
      std::copy_n(result.data() + row * open.num_types, open.num_types, result.data() + child * open.num_types);
      if (node.kind != NodeKind::Decision) continue;
      const PublicDecision& decision = game.decisions[node.owner];
      double* own = at(open, result, child)[decision.actor];
      for (std::size_t t = 0; t < open.num_types_of(decision.actor); ++t)
        own[t] += changes[decision.first_action.value + t * decision.num_actions + k];
    }
  }
  return result;
}

}  // namespace demarche
