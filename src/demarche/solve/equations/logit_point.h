#pragma once

#include "demarche/solve/equations/logit_game.h"
#include "demarche/solve/equations/settled_point.h"

#include <vector>

namespace demarche {

// A strategy at a precision, with everything the logit equations need there. At information set I the equations are
//   log p(a) - log p(r) = precision x (Q(a) - Q(r)),   Q(a) = sum over h in I of belief(h) V(h, a),
// for every move a but the likeliest, r; beliefs follow from log-reaches by Bayes' rule and never underflow.
struct LogitPoint {
  double precision = 0;                  // x payoff range
  std::vector<double> logs;              // [coefficient]: log p of moves (sum of p is 1), then log-odds of chance
  std::vector<double> probabilities;     // [coefficient]
  std::vector<double> tilts;             // [action]: added to the right side below; empty: none (see logit_tilt.h)
  std::vector<double> reaches;           // [node]: log-probability, chance's impossible moves not counted
  std::vector<double> beliefs;           // [member]
  std::vector<double> shares_of_ways;    // [way]: probability that a history which stands for others is met that way
  std::vector<double> values;            // [node x num_actors + actor]
  std::vector<double> counterweights;    // [member]: see LogitStakes; empty: 1
  std::vector<double> end_weights;       // laid out like `values`; likewise
  std::vector<double> public_reaches;    // in public, [node]: log-probability, by the stakes' own odds; `values` are
                                         // then [node x num_types + type], `reaches` and `beliefs` (logs of beliefs,
                                         // beliefs) the same for each camp: [(node x num_camps + camp) x num_types]
  std::vector<double> public_moves;      // in public, [node x num_camps + camp]: of the move that leads there
  SettledPoint settled;                  // of a condensed game: play behind its ends
  std::vector<double> action_values;     // [action]: Q
  std::vector<std::uint32_t> likeliest;  // [set]: its likeliest move, counted from 0
  std::vector<double> reach_sizes;       // [set]: of the largest log-reach that is believed in there; 1 at least, and
                                         // where there is nothing else to believe in
  std::vector<double> residuals;         // [unknown]: left side minus right side
  double max_residual = 0;               // in log-odds, over sets where it is more than rounding makes
  double max_choice_residual = 0;        // in probabilities
  double max_gain = 0;                   // in units of the range
  double rounding = 0;                   // in log-odds: what rounding makes at sets where several moves are likely
};

// What a point is evaluated from.
struct LogitPlace {
  double precision = 0;
  std::vector<double> logs;
};
// What the values at a member are multiplied by.
inline double counterweight(const LogitPoint& point, std::size_t row) {
  return point.counterweights.empty() ? 1.0 : point.counterweights[row];
}

// What the values of settled play behind an end are multiplied by.
inline double end_weight(const LogitPoint& point, const SettledPlay::End& end) {
  return point.end_weights.empty() ? 1.0 : point.end_weights[end.value];
}

inline LogitPlace place_of(const LogitPoint& point) { return {point.precision, point.logs}; }

LogitPoint uniform_point(const LogitShape& shape, const LogitStakes& stakes);

// Takes over the stakes' numbers and evaluates; logs of moves and the precision stay.
void rebind(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point);

// Moves the point to a place of the same stakes, and evaluates.
void move_to(const LogitShape& shape, const LogitStakes& stakes, const LogitPlace& place, LogitPoint& point);

// Computes everything else from `logs` of moves, which it normalises, and `precision`. O(nodes).
void evaluate(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point);

// The derivative of `residuals` along a change of the log-odds, without a matrix: two sweeps over the tree.
// Unknown u of a set is the u-th of its moves, the likeliest left out.
void apply_jacobian(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                    const std::vector<double>& log_odds, std::vector<double>& residual_changes);

// Minus the derivative of `residuals` with respect to the precision. O(nodes) in a condensed game, whose ends move.
std::vector<double> precision_pull(const LogitShape& shape, const LogitPoint& point);

// The strategy of the whole game, also where a condensed one was solved.
Strategy strategy_at(const LogitShape& shape, const LogitPoint& point);

// The moves of a strategy of the whole game that the shape keeps, as the point's logs.
void take_strategy(const LogitShape& shape, const Strategy& strategy, LogitPoint& point);

}  // namespace demarche
