#pragma once

#include "demarche/reasons/payoff_lines.h"
#include "demarche/seats/steps_played.h"

#include <vector>

// What a seat could have known at each of its choices, what it did, and what it got: for looking back once the story is
// over.
namespace demarche {

// How the story ends from a choice on, if everybody plays on as the solution says: exact, over the histories that the
// seat holds possible there, by its beliefs. Payoffs are the seat's own.
struct EndsAhead {
  double mean = 0;
  double worse = 0;                         // probability of a payoff below what the seat came to get
  std::vector<double> quantiles;            // of the payoff, at `shares_of_quantiles`
  std::vector<std::vector<double>> levels;  // [scale of `scales_of`][level]
  std::vector<double> events;               // [event of `events_of`]
};
inline constexpr double shares_of_quantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};
std::vector<VariableId> scales_of(const Model& model);
std::vector<std::size_t> events_of(const Model& model);  // rows of Model::definitions

struct OptionInHindsight {
  ValueIndex value = 0;
  double probability = 0;  // as the solution plays it
  double worth = 0;        // what the seat could expect of it there
  EndsAhead ends = {};
};

// A belief that was asked for: what was said, what Bayes' rule makes of what the seat had seen, and what was so.
struct BeliefInHindsight {
  BeliefAsked about;
  std::optional<double> said;
  double bayes = 0;
  bool was_so = false;
};

struct ChoiceInHindsight {
  SeatChoice choice;
  InfosetId infoset;
  VariableId move;
  std::optional<StoryPlace> place = {};
  std::vector<OptionInHindsight> options = {};
  std::size_t best = 0;  // of the options: one that was worth most
  double gave_up = 0;    // what the best was worth more than what was chosen
  std::optional<BeliefInHindsight> belief = {};
  // What each payoff line adds to the chosen option over the best of the others; empty where there is no other.
  std::optional<std::size_t> other = {};
  LineReasons lines = {};
};

// What a payoff line came to at the end.
struct LineAtEnd {
  std::size_t line = 0;  // row of the actor's payoff terms
  double amount = 0;
};

struct SeatInHindsight {
  ActorId seat;
  double payoff = 0;
  double expected = 0;                // before anything happened, if everybody played as the solution says
  std::vector<LineAtEnd> lines = {};  // those that are not 0
  std::vector<ChoiceInHindsight> choices = {};
};
SeatInHindsight look_back(const Sitting& sitting, ActorId seat);

// The quadratic score of a likelihood (Brier 1950): the square of how far it was from what was so. 0 is best, 1 worst.
double quadratic_score(double likelihood, bool was_so);

}  // namespace demarche
