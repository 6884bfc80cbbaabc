#pragma once

#include "demarche/point/position.h"
#include "demarche/study/answers.h"
#include "demarche/study/belief_places.h"

#include <memory>

namespace demarche {

// How far play under one strategy reaches: what quantities are read from.
struct Outlook {
  Position position;
  Point point;
  std::shared_ptr<const Table<NodeId, double>> log_reaches;
  std::optional<ActorId> seen_by;  // by whose odds; nullopt: those of the stakes

  double log_reach(NodeId node) const { return (*log_reaches)[node]; }
};
Outlook look_ahead(const Position& position, const Strategy& strategy, std::optional<ActorId> seen_by);

// Chance's odds as they are seen there.
const Table<OddsId, double>& odds_of(const Outlook& outlook);

// The terminal histories that meet a condition (null: all), with the log-probability of each; impossible ones left out.
// Shares are relative to the likeliest of them, so that conditions far off the path lose nothing to underflow.
struct Endings {
  std::vector<NodeId> nodes;
  std::vector<double> logs;
  std::vector<double> shares;
  double total = 0;          // of the shares
  double log_condition = 0;  // -infinity where there are none
};
Endings endings_of(const Outlook& outlook, const Formula* given);

// The same, not worked out again where a position keeps what was read before.
std::shared_ptr<const Endings> endings_met(const Outlook& outlook, const Formula* given);

// What a quantity is at a terminal history; 0 or 1 for an event.
double number_at(const Outlook& outlook, const Quantity& quantity, NodeId node);

// The expected value of a quantity; with a condition, given that it holds where the story ends. Payoffs are in payoff
// units, readings in the numbers of the scale's levels. NaN as for Probability.
Probability expectation_of(const Outlook& outlook, const Quantity& quantity, const Formula* given);
Probability expectation_of(const Outlook& outlook, const Endings& endings, const Quantity& quantity);

// What a quantity is made of (itself, unless it is a difference or a ratio), and its derivative by each part.
struct PartSlope {
  const Quantity* quantity = nullptr;
  double slope = 1;
};
std::vector<PartSlope> slopes_by_part(const Outlook& outlook, const Endings& endings, const Quantity& quantity);

// What a difference or a ratio is known by: the sizes of its parts, each as far as it moves the whole. 0 of others.
double size_rested_on(const Outlook& outlook, const Endings& endings, const Quantity& quantity, double payoff_range);

// The derivative of that by the log-probability of each history to its end: its share times how far it stands from the
// mean.
Table<NodeId, double> slopes_by_end(const Outlook& outlook, const Endings& endings, const Quantity& quantity);

// Whether the story may come to a place where a variable has no value yet: all but traits.
bool may_be_unsettled(const Variable& variable);
inline constexpr const char* not_yet = "not yet";  // the row of a belief that holds so far
// The values that a belief about it is over, the last of them `not_yet` where it may be unsettled.
std::vector<std::string> values_held(const Variable& variable);

// What the believer holds of a trait, or of anything else that is settled, at each of the places where it is asked, by
// Bayes' rule over all histories that it cannot tell apart there, and on average. Where the condition comes true in
// every possible history it is asked at the start, and is the prior.
struct BeliefAt {
  const BeliefPlace* place = nullptr;  // owned by the places
  double weight = 0;                   // how likely this place is, the condition having come true; above 0
  std::vector<double> shares;          // one a value held
};
struct Belief {
  std::vector<double> shares;    // one a value held; NaN where the condition never comes true
  double log_condition = 0;      // log-probability that it comes true
  std::vector<BeliefAt> places;  // in the order of the story
};
Belief belief_of(const Outlook& outlook, const BeliefPlaces& places, VariableId trait);

// log(sum(exp(x))); -infinity for no terms.
double log_sum_exp(const std::vector<double>& logs);

}  // namespace demarche
