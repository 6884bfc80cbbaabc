#include "demarche/solve/public/public_point.h"

namespace demarche {
namespace {

using Term = PublicStakes::Term;

// Changes at all public nodes, laid out as LogitPoint::values.
struct Walk {
  const PublicShape& shape;
  const Camps& camps;
  const LogitPoint& point;
  const std::vector<double>& moves;  // changes of log p [action]
  std::vector<double> reaches;       // of log-reaches by type, up to a constant a node and actor
  std::vector<double> values;
};

std::size_t place(const PublicShape& shape, std::size_t node, ActorId actor) {
  return node * shape.num_types + shape.first_type[actor.value];
}

// What a camp believes about one actor at a node.
const double* beliefs_at(const Walk& walk, std::size_t node, std::size_t camp, ActorId about) {
  return walk.point.beliefs.data() + place_of_camp(walk.shape, walk.camps, node, camp) +
         walk.shape.first_type[about.value];
}

void reach_forward(Walk& walk) {
  const PublicShape& shape = walk.shape;
  for (std::size_t row = 0; row < shape.game->nodes.size(); ++row) {
    const PublicNode& node = shape.game->nodes[row];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const double* here = walk.reaches.data() + row * shape.num_types;
      double* below = walk.reaches.data() + (node.first_child + k) * shape.num_types;
      for (std::size_t t = 0; t < shape.num_types; ++t) below[t] = here[t];
      if (node.kind != NodeKind::Decision) continue;
      const PublicDecision& decision = shape.game->decisions[node.owner];
      const double* moves = walk.moves.data() + decision.first_action.value + k;
      double* of_mover = below + shape.first_type[decision.actor.value];
      for (std::size_t t = 0; t < shape.num_types_of(decision.actor); ++t)
        of_mover[t] += moves[t * decision.num_actions];
    }
  }
}

// Changes of a camp's beliefs about one actor at a node.
std::vector<double> belief_changes(const Walk& walk, std::size_t node, std::size_t camp, ActorId actor) {
  const double* beliefs = beliefs_at(walk, node, camp, actor);
  const double* reaches = walk.reaches.data() + place(walk.shape, node, actor);
  const std::size_t num = walk.shape.num_types_of(actor);
  double mean = 0;
  for (std::size_t t = 0; t < num; ++t) mean += beliefs[t] * reaches[t];
  std::vector<double> changes(num);
  for (std::size_t t = 0; t < num; ++t) changes[t] = beliefs[t] * (reaches[t] - mean);
  return changes;
}

void change_term(Walk& walk, const PublicStakes& stakes, const Term& term, std::size_t node) {
  const PublicShape& shape = walk.shape;
  double* values = walk.values.data() + place(shape, node, term.actor);
  const double* numbers = stakes.numbers.data() + term.first_number;
  const std::size_t camp = walk.camps.of[term.actor.value];
  const std::vector<double> ones = belief_changes(walk, node, camp, term.one);
  double mean = 0;
  if (term.other == none<ActorTag>) {
    for (std::size_t s = 0; s < ones.size(); ++s) mean += ones[s] * numbers[s];
  } else {
    const std::vector<double> others = belief_changes(walk, node, camp, term.other);
    const double* of_one = beliefs_at(walk, node, camp, term.one);
    const double* of_other = beliefs_at(walk, node, camp, term.other);
    for (std::size_t s = 0; s < ones.size(); ++s) {
      for (std::size_t t = 0; t < others.size(); ++t) {
        const double number = numbers[s * others.size() + t];
        if (term.actor == term.one) values[s] += others[t] * number;
        else if (term.actor == term.other) values[t] += ones[s] * number;
        else mean += (ones[s] * of_other[t] + of_one[s] * others[t]) * number;
      }
    }
  }
  if (mean == 0) return;
  for (std::size_t t = 0; t < shape.num_types_of(term.actor); ++t) values[t] += mean;
}

// The change of the probability of a public move as a camp sees it, over the mover's types.
double move_change(const Walk& walk, const PublicDecision& decision, std::size_t move, std::size_t camp, double mean) {
  const PublicShape& shape = walk.shape;
  const double* beliefs = beliefs_at(walk, decision.node, camp, decision.actor);
  const double* reaches = walk.reaches.data() + place(shape, decision.node, decision.actor);
  const std::size_t first = decision.first_action.value + move;
  double change = 0;
  for (std::size_t t = 0; t < shape.num_types_of(decision.actor); ++t) {
    const std::size_t action = first + t * decision.num_actions;
    change += beliefs[t] * walk.point.probabilities[action] * (reaches[t] - mean + walk.moves[action]);
  }
  return change;
}

// What all others expect by a stretch of a camp, who watch the move.
void change_watchers(Walk& walk, const PublicDecision& decision, const Camps::Stretch& stretch) {
  const PublicShape& shape = walk.shape;
  const PublicNode& node = shape.game->nodes[decision.node];
  const std::size_t num_own = shape.num_types_of(decision.actor);
  const std::size_t first_own = shape.first_type[decision.actor.value];
  const double* beliefs = beliefs_at(walk, decision.node, stretch.camp, decision.actor);
  const double* reaches = walk.reaches.data() + place(shape, decision.node, decision.actor);
  double mean = 0;
  for (std::size_t t = 0; t < num_own; ++t) mean += beliefs[t] * reaches[t];
  double* here = walk.values.data() + decision.node * shape.num_types;
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    const double move = walk.point.public_moves[child * walk.camps.num() + stretch.camp];
    const double change = move_change(walk, decision, k, stretch.camp, mean);
    const double* below = walk.values.data() + child * shape.num_types;
    const double* values = walk.point.values.data() + child * shape.num_types;
    const auto first = static_cast<std::size_t>(stretch.first);
    for (std::size_t t = first; t < first + static_cast<std::size_t>(stretch.num); ++t)
      if (t < first_own || t >= first_own + num_own) here[t] += move * below[t] + change * values[t];
  }
}

void change_decision(Walk& walk, const PublicDecision& decision) {
  const PublicShape& shape = walk.shape;
  const PublicNode& node = shape.game->nodes[decision.node];
  const std::size_t num_own = shape.num_types_of(decision.actor);
  const std::size_t first = shape.first_type[decision.actor.value];
  for (const Camps::Stretch& stretch : walk.camps.stretches) change_watchers(walk, decision, stretch);
  double* here = walk.values.data() + decision.node * shape.num_types;
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const std::size_t child = node.first_child + k;
    const double* below = walk.values.data() + child * shape.num_types;
    const double* values = walk.point.values.data() + child * shape.num_types;
    for (std::size_t t = 0; t < num_own; ++t) {
      const std::size_t action = decision.first_action.value + t * decision.num_actions + k;
      here[first + t] += walk.point.probabilities[action] * (below[first + t] + walk.moves[action] * values[first + t]);
    }
  }
}

void value_backward(Walk& walk) {
  const PublicShape& shape = walk.shape;
  for (std::size_t row = shape.game->nodes.size(); row-- > 0;) {
    const PublicNode& node = shape.game->nodes[row];
    if (node.kind == NodeKind::Decision) change_decision(walk, shape.game->decisions[node.owner]);
    if (node.kind != NodeKind::Chance) continue;
    double* here = walk.values.data() + row * shape.num_types;
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const double* odds = walk.point.public_moves.data() + (node.first_child + k) * walk.camps.num();
      const double* below = walk.values.data() + (node.first_child + k) * shape.num_types;
      for (const Camps::Stretch& stretch : walk.camps.stretches)
        for (std::ptrdiff_t t = stretch.first; t < stretch.first + stretch.num; ++t)
          here[t] += odds[stretch.camp] * below[t];
    }
  }
}

}  // namespace

std::vector<double> action_changes_in_public(const LogitShape& shape, const LogitStakes& stakes,
                                             const LogitPoint& point, const std::vector<double>& changes) {
  const PublicShape& open = public_shape(shape);
  const ScaledPublicStakes& own = public_stakes(stakes);
  const std::size_t size = shape.num_nodes * open.num_types;
  Walk walk{open, own.camps, point, changes, std::vector<double>(size, 0.0), std::vector<double>(size, 0.0)};
  reach_forward(walk);
  for (const PublicShape::Crossing& crossing : own.crossings) {
    for (std::size_t row = crossing.first_term; row < crossing.end_term; ++row) {
      change_term(walk, own.all, own.all.terms[row], crossing.node);
    }
  }
  value_backward(walk);
  std::vector<double> actions(shape.num_actions);
  for (const PublicDecision& decision : open.game->decisions) {
    const std::size_t first_child = open.game->nodes[decision.node].first_child;
    for (std::size_t t = 0; t < open.num_types_of(decision.actor); ++t) {
      for (std::size_t k = 0; k < decision.num_actions; ++k) {
        actions[decision.first_action.value + t * decision.num_actions + k] =
            walk.values[place(open, first_child + k, decision.actor) + t];
      }
    }
  }
  return actions;
}

}  // namespace demarche
