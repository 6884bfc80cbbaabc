#pragma once

#include "demarche/solve/equations/logit_point.h"

#include <optional>
#include <vector>

namespace demarche {

// A belief that keeps a limit open. Choices may have come to rest while what is believed off the path of play has not:
// the log-odds of two mistakes go apart in proportion to the precision, if ever so slowly, until somebody who sees one
// of them thinks otherwise and chooses otherwise.
struct OpenBelief {
  std::size_t set = 0;     // of the shape
  std::uint32_t from = 0;  // the node thought likeliest there now; in public the type, of the actor in doubt
  std::uint32_t to = 0;    // and the one that gains on it
  double share = 0;        // what is believed of the latter now
  double turns_at = 0;     // precision (x payoff range) from which, as extrapolated, another choice would be better
};

// The change of log-reaches over one unit of log precision, at a point of the path.
struct Pace {
  double precision = 0;
  std::vector<double> reaches;  // as LogitForm::reach_changes gives them
};

// A point of a path with its pace and that of a point before, where known.
struct BeliefSearch {
  const LogitShape& shape;
  const LogitStakes& stakes;
  const LogitPoint& here;
  const Pace& now;
  const Pace& before;
  double tolerance = 0;  // of gains, in units of the payoff range

  double growth() const { return before.reaches.empty() ? 0 : now.precision / before.precision; }
};

// What is believed at a set, and what its moves are worth in each case.
struct Doubt {
  std::vector<double> logs;        // [case]: of weights
  std::vector<double> now;         // [case]: pace of the same
  std::vector<double> before;      // [case]: one point earlier; empty where unknown
  std::vector<double> values;      // [case x num_actions + action]
  const double* choice = nullptr;  // [action]
  std::size_t num_actions = 0;
};

// The precision from which, as extrapolated, another choice would be better.
struct Turn {
  double times = 0;      // the precision, as a multiple of what it is
  std::size_t from = 0;  // case
  std::size_t to = 0;
  double share = 0;
};

// Looks ahead along the way of the belief. No belief leaves a larger gain than the worst case alone.
std::optional<Turn> look_ahead(const Doubt& doubt, const BeliefSearch& search);

// Whether any other case than the likeliest may come to count for more than it does.
bool is_on_the_move(const Doubt& doubt, const BeliefSearch& search);

}  // namespace demarche
