#pragma once

#include "demarche/solve/equations/doubt.h"
#include "demarche/solve/public/public_shape.h"

namespace demarche {

// The walk of a logit point over a public tree: what `evaluate` and `apply_jacobian` do over a flat one, in
// O(public nodes x sum of types x camps). Vectors over types lie node by node, [node x num_types + first_type of actor
// + type]: what a camp believes about each actor's type (its own type is known to the actor), and what an actor of each
// type expects, by the odds of its camp. Beliefs about different actors' types stay independent, because everybody sees
// the same moves.

LogitShape logit_shape(const PublicGame& game);
Camps camps_of(const PublicShape& shape, const PublicStakes& stakes);
LogitStakes logit_stakes(const PublicGame& game, const LogitShape& shape, const PublicStakes& stakes);

// What LogitForm asks of a form.
void lay_out_in_public(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point);
void walk_in_public(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point);

std::vector<double> action_changes_in_public(const LogitShape& shape, const LogitStakes& stakes,
                                             const LogitPoint& point, const std::vector<double>& changes);

// Changes of the logs of beliefs about each actor's type, whoever believes, but for a constant an actor and camp,
// [node x num_types + type], under changes of log p [action].
std::vector<double> reach_changes_in_public(const LogitShape& shape, const std::vector<double>& changes);

std::optional<OpenBelief> find_open_belief_in_public(const BeliefSearch& search);

// Walks the nodes below a public node again as if an actor were known there to be of one type: beliefs, values and the
// values of moves follow; other nodes keep what they have. O(nodes).
void assume_type(const LogitShape& shape, const LogitStakes& stakes, std::uint32_t node, ActorId actor,
                 std::uint32_t type, LogitPoint& point);

}  // namespace demarche
