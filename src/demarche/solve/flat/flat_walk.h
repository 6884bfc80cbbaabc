#pragma once

#include "demarche/solve/equations/doubt.h"

namespace demarche {

// What LogitForm asks of a form, over a tree of histories. O(nodes).

void lay_out_flat(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point);
void walk_flat(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point);
std::vector<double> action_changes_flat(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                                        const std::vector<double>& changes);
// Of a condensed game, whose ends move with the precision.
std::vector<double> action_slopes_flat(const LogitShape& shape, const LogitPoint& point);
// Where no history stands for others.
std::vector<double> reach_changes_flat(const LogitShape& shape, const std::vector<double>& changes);

// Solves the equations with beliefs held fixed, from the deepest histories up: exact in games of perfect information.
// A set is settled when the first of its members is met; those of its histories that lie higher count as unchanged.
void backward_induction(const LogitShape& shape, const LogitPoint& point, std::vector<double>& unknowns);

std::optional<OpenBelief> find_open_belief_flat(const BeliefSearch& search);

}  // namespace demarche
