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

// A public tree with what is at stake in it.
struct Setting {
  const PublicShape& shape;
  const PublicStakes& stakes;
  const Camps& camps;
  const std::vector<double>& constants;  // LogitStakes::values

  // Where an actor's types begin in an array of values, and in one of beliefs.
  std::size_t values_at(std::size_t node, ActorId actor) const {
    return node * shape.num_types + shape.first_type[actor.value];
  }
  std::size_t beliefs_at(std::size_t node, std::size_t camp, ActorId about) const {
    return place_of_camp(shape, camps, node, camp) + shape.first_type[about.value];
  }
};

Setting setting_of(const LogitShape& shape, const LogitStakes& stakes) {
  const ScaledPublicStakes& own = public_stakes(stakes);
  return {public_shape(shape), own.all, own.camps, stakes.values};
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

void start_with_priors(const Setting& setting, LogitPoint& point) {
  for (std::size_t camp = 0; camp < setting.camps.num(); ++camp) {
    std::size_t place = place_of_camp(setting.shape, setting.camps, 0, camp);
    for (const std::vector<double>& of_actor : setting.camps.odds[camp].priors) {
      for (const double prior : of_actor) {
        point.reaches[place] = std::log(prior);
        point.beliefs[place++] = prior;
      }
    }
  }
  point.public_reaches[0] = 0;
}

// Bayes' rule at one child of a decision: everybody learns about the mover's type from the move.
void learn(const Setting& setting, const PublicDecision& decision, std::size_t move, std::size_t child,
           LogitPoint& point) {
  const std::uint32_t num_types = setting.shape.num_types_of(decision.actor);
  const double* log_choice = point.logs.data() + decision.first_action.value + move;
  for (std::size_t camp = 0; camp < setting.camps.num(); ++camp) {
    const double* before = point.reaches.data() + setting.beliefs_at(decision.node, camp, decision.actor);
    double* logs = point.reaches.data() + setting.beliefs_at(child, camp, decision.actor);
    double* beliefs = point.beliefs.data() + setting.beliefs_at(child, camp, decision.actor);
    for (std::size_t t = 0; t < num_types; ++t) logs[t] = before[t] + log_choice[t * decision.num_actions];
    const double log_move = share_out(logs, beliefs, num_types);
    point.public_moves[child * setting.camps.num() + camp] = share_of(log_move);
    if (camp == 0) point.public_reaches[child] = point.public_reaches[decision.node] + log_move;
  }
}

// Chance tells nothing of anybody's type.
void draw(const Setting& setting, OddsId move, std::size_t parent, std::size_t child, LogitPoint& point) {
  for (std::size_t camp = 0; camp < setting.camps.num(); ++camp)
    point.public_moves[child * setting.camps.num() + camp] = setting.camps.odds[camp].odds[move];
  const double odds = setting.camps.odds[0].odds[move];
  point.public_reaches[child] = point.public_reaches[parent] + (odds > 0 ? std::log(odds) : 0.0);
}

void reach_children(const Setting& setting, std::size_t row, LogitPoint& point) {
  const PublicGame& game = *setting.shape.game;
  const PublicNode& node = game.nodes[row];
  const std::size_t size = setting.camps.num() * setting.shape.num_types;
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    std::copy_n(point.reaches.data() + row * size, size, point.reaches.data() + child * size);
    std::copy_n(point.beliefs.data() + row * size, size, point.beliefs.data() + child * size);
    if (node.kind == NodeKind::Decision) learn(setting, game.decisions[node.owner], k, child, point);
    else draw(setting, OddsId{node.owner + k}, row, child, point);
  }
}

void reach_forward(const Setting& setting, LogitPoint& point) {
  start_with_priors(setting, point);
  for (std::size_t row = 0; row < setting.shape.game->nodes.size(); ++row) reach_children(setting, row, point);
}

// What a term of two actors' types is worth to an actor of each type of `one`, the other's type averaged out.
double average_over_other(const PublicStakes& stakes, const Term& term, std::size_t type, const double* beliefs,
                          std::size_t num_others) {
  return dot(stakes.numbers.data() + term.first_number + type * num_others, beliefs, num_others);
}

// Adds a term that reads another actor's type; terms of the own type alone are in LogitStakes::values.
void add_term(const Setting& setting, const Term& term, std::size_t node, LogitPoint& point) {
  const PublicShape& shape = setting.shape;
  const PublicStakes& stakes = setting.stakes;
  const std::size_t camp = setting.camps.of[term.actor.value];
  double* values = point.values.data() + setting.values_at(node, term.actor);
  const std::size_t num_own = shape.num_types_of(term.actor);
  const std::size_t num_one = shape.num_types_of(term.one);
  const double* numbers = stakes.numbers.data() + term.first_number;
  const double* of_one = point.beliefs.data() + setting.beliefs_at(node, camp, term.one);
  if (term.other == none<ActorTag>) {
    const double mean = dot(numbers, of_one, num_one);
    for (std::size_t t = 0; t < num_own; ++t) values[t] += mean;
    return;
  }
  const std::size_t num_other = shape.num_types_of(term.other);
  const double* of_other = point.beliefs.data() + setting.beliefs_at(node, camp, term.other);
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

void value_terminal(const Setting& setting, const PublicShape::Crossing& crossing, LogitPoint& point) {
  const std::size_t num_types = setting.shape.num_types;
  const double* own = setting.constants.data() + crossing.node * num_types;
  std::copy_n(own, num_types, point.values.data() + crossing.node * num_types);
  for (std::size_t row = crossing.first_term; row < crossing.end_term; ++row)
    add_term(setting, setting.stakes.terms[row], crossing.node, point);
}

// What follows one move of several, as each camp thinks it likely: a mean over types [first, end) of `below`.
void add_move(const Setting& setting, std::size_t child, std::size_t first, std::size_t end, const double* below,
              const LogitPoint& point, double* here) {
  const double* moves = point.public_moves.data() + child * setting.camps.num();
  for (const Camps::Stretch& stretch : setting.camps.stretches) {
    const double move = moves[stretch.camp];
    const std::size_t last = std::min(end, static_cast<std::size_t>(stretch.first + stretch.num));
    for (std::size_t t = std::max(first, static_cast<std::size_t>(stretch.first)); t < last; ++t)
      here[t] += move * below[t];
  }
}

void value_decision(const Setting& setting, const PublicDecision& decision, LogitPoint& point) {
  const PublicShape& shape = setting.shape;
  const PublicNode& node = shape.game->nodes[decision.node];
  double* here = point.values.data() + decision.node * shape.num_types;
  const std::size_t first = shape.first_type[decision.actor.value];
  const std::size_t num_own = shape.num_types_of(decision.actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    const double* below = point.values.data() + child * shape.num_types;
    const double* choice = point.probabilities.data() + decision.first_action.value + k;
    double* action_values = point.action_values.data() + decision.first_action.value + k;
    add_move(setting, child, 0, first, below, point, here);
    add_move(setting, child, first + num_own, shape.num_types, below, point, here);
    for (std::size_t t = 0; t < num_own; ++t) {
      here[first + t] += choice[t * decision.num_actions] * below[first + t];
      action_values[t * decision.num_actions] = below[first + t];
    }
  }
}

void value_node(const Setting& setting, std::size_t row, LogitPoint& point) {
  const PublicShape& shape = setting.shape;
  const PublicNode& node = shape.game->nodes[row];
  double* here = point.values.data() + row * shape.num_types;
  std::fill_n(here, shape.num_types, 0.0);
  if (node.kind == NodeKind::Decision) return value_decision(setting, shape.game->decisions[node.owner], point);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    add_move(setting, child, 0, shape.num_types, point.values.data() + child * shape.num_types, point, here);
  }
}

void value_backward(const Setting& setting, LogitPoint& point) {
  const PublicGame& game = *setting.shape.game;
  for (std::size_t row = game.nodes.size(); row-- > 0;)
    if (game.nodes[row].kind != NodeKind::Terminal) value_node(setting, row, point);
}

// The camp of those who go by these odds, which is made where there is none.
std::size_t camp_with(Camps& camps, const PublicOdds& odds) {
  const auto found = std::ranges::find(camps.odds, odds);
  if (found != camps.odds.end()) return static_cast<std::size_t>(found - camps.odds.begin());
  camps.odds.push_back(odds);
  return camps.num() - 1;
}

}  // namespace

Camps camps_of(const PublicShape& shape, const PublicStakes& stakes) {
  Camps camps;
  camps.odds.push_back({stakes.priors, stakes.odds});
  for (std::size_t actor = 0; actor < shape.game->num_actors; ++actor) {
    const std::size_t camp = stakes.thoughts.empty() ? 0 : camp_with(camps, stakes.thoughts[ActorId{actor}]);
    const auto num = static_cast<std::ptrdiff_t>(shape.num_types_of(ActorId{actor}));
    camps.of.push_back(camp);
    if (camps.stretches.empty() || camps.stretches.back().camp != camp)
      camps.stretches.push_back({static_cast<std::ptrdiff_t>(shape.first_type[actor]), num, camp});
    else camps.stretches.back().num += num;
  }
  return camps;
}

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
  const PublicShape& open = public_shape(shape);
  ScaledPublicStakes own_stakes{stakes, {}, camps_of(open, stakes)};
  for (double& number : own_stakes.all.numbers) number /= scaled.range;
  scaled.values.assign(game.nodes.size() * open.num_types, 0.0);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const PublicNode& node = game.nodes[row];
    if (node.kind != NodeKind::Terminal) continue;
    const auto own = [&](ActorId actor) {
      return scaled.values.data() + row * open.num_types + open.first_type[actor.value];
    };
    for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
      const double constant =
          stakes.constants[std::size_t{node.owner} * game.num_actors + actor] - stakes.constants[actor];
      std::fill_n(own(ActorId{actor}), open.num_types_of(ActorId{actor}), constant / scaled.range);
    }
    PublicShape::Crossing crossing{static_cast<std::uint32_t>(row), stakes.first_term[node.owner],
                                   stakes.first_term[node.owner]};
    for (std::size_t k = stakes.first_term[node.owner]; k < stakes.first_term[node.owner + 1]; ++k) {
      const Term& term = stakes.terms[k];
      if (term.one == term.actor && term.other == none<ActorTag>) {
        const double* numbers = own_stakes.all.numbers.data() + term.first_number;
        for (std::size_t t = 0; t < open.num_types_of(term.actor); ++t) own(term.actor)[t] += numbers[t];
      } else {
        std::swap(own_stakes.all.terms[crossing.end_term++], own_stakes.all.terms[k]);
      }
    }
    if (crossing.end_term > crossing.first_term) own_stakes.crossings.push_back(crossing);
  }
  scaled.own = std::move(own_stakes);
  return scaled;
}

void lay_out_in_public(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  const std::size_t num_camps = public_stakes(stakes).camps.num();
  const std::size_t num_beliefs = shape.num_nodes * num_camps * public_shape(shape).num_types;
  point.reaches.assign(num_beliefs, 0.0);
  point.beliefs.assign(num_beliefs, 0.0);
  point.public_reaches.assign(shape.num_nodes, 0.0);
  point.public_moves.assign(shape.num_nodes * num_camps, 1.0);
}

void walk_in_public(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  const Setting setting = setting_of(shape, stakes);
  reach_forward(setting, point);
  for (const PublicShape::Crossing& crossing : public_stakes(stakes).crossings)
    value_terminal(setting, crossing, point);
  value_backward(setting, point);
  for (std::size_t s = 0; s < shape.sets.size(); ++s)
    point.reach_sizes[s] = std::max(1.0, -point.public_reaches[shape.sets[s].first_member]);
}

void assume_type(const LogitShape& shape, const LogitStakes& stakes, std::uint32_t node, ActorId actor,
                 std::uint32_t type, LogitPoint& point) {
  const Setting setting = setting_of(shape, stakes);
  const std::vector<PublicNode>& nodes = setting.shape.game->nodes;
  for (std::size_t camp = 0; camp < setting.camps.num(); ++camp) {
    double* logs = point.reaches.data() + setting.beliefs_at(node, camp, actor);
    double* beliefs = point.beliefs.data() + setting.beliefs_at(node, camp, actor);
    for (std::uint32_t t = 0; t < setting.shape.num_types_of(actor); ++t) {
      logs[t] = t == type ? 0 : -std::numeric_limits<double>::infinity();
      beliefs[t] = t == type ? 1 : 0;
    }
  }
  std::vector<char> below(nodes.size(), 0);
  below[node] = 1;
  for (std::size_t row = node; row < nodes.size(); ++row) {
    if (row > node && nodes[row].parent != PublicNode::no_node) below[row] = below[nodes[row].parent];
    if (below[row] && nodes[row].kind != NodeKind::Terminal) reach_children(setting, row, point);
  }
  for (const PublicShape::Crossing& crossing : public_stakes(stakes).crossings)
    if (below[crossing.node]) value_terminal(setting, crossing, point);
  for (std::size_t row = nodes.size(); row-- > node;)
    if (below[row] && nodes[row].kind != NodeKind::Terminal) value_node(setting, row, point);
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
      double* own = result.data() + child * open.num_types + open.first_type[decision.actor.value];
      for (std::size_t t = 0; t < open.num_types_of(decision.actor); ++t)
        own[t] += changes[decision.first_action.value + t * decision.num_actions + k];
    }
  }
  return result;
}

}  // namespace demarche
