#pragma once

#include "demarche/solve/several/equilibrium_search.h"
#include "demarche/solve/several/nash_census.h"

#include <optional>

namespace demarche {

// A logit equilibrium so close to a Nash equilibrium, at a precision so high, that it lies on the branch that leads
// there. nullopt where no precision tried has one.
std::optional<LogitPoint> logit_point_at(const Search& search, const NashPoint& nash);

// The end of that branch. Where it cannot be followed there (payoffs so far apart that rounding ends it before) the
// Nash equilibrium itself, as enumerated.
Solution limit_at(Search& search, const NashPoint& nash);

// Down that branch to the search's precision; nullopt where it turns back before.
std::optional<LogitPoint> down_from(Search& search, const NashPoint& nash);

// Choices as in the Nash equilibrium; where it does not say, even odds; moves that are not made are as unlikely as
// logit responses have them at the precision (x payoff range).
LogitPoint guess_near(const Search& search, const LogitStakes& stakes, const NashPoint& nash, double precision);

}  // namespace demarche
