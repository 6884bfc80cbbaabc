#pragma once

#include "demarche/draw/slack.h"
#include "demarche/point/point.h"
#include "demarche/study/answer_kinds.h"
#include "demarche/study/known_games.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace demarche {

// What a number counts: a share of 1, or units of a payoff or of a scale's levels.
enum class Unit : std::uint8_t { Share, Number };
Unit unit_of(const Quantity& quantity);
// Whether it is an actor's payoff, or made of one.
bool is_of_payoffs(const Quantity& quantity);

// How a number of an answer changes with a parameter, the equilibrium following it.
struct Sensitivity {
  std::string parameter;            // `precision` for the precision itself
  double at = 0;                    // where the parameter stands
  double derivative = 0;            // per unit of the parameter; NaN where there is none, and the note says why
  double error = 0;                 // of it, as estimated
  std::optional<double> low, high;  // the parameter's range
  std::string note;
};

// Where a number lies over the draws of a study: 5% of them give less than `low`, 5% more than `high`.
struct RangeOfDraws {
  double low = 0;
  double high = 0;
  bool fixed = false;                  // it does not vary
  std::size_t num_without_number = 0;  // draws in which its condition cannot be met, say: left out
};

// One number of an answer, with what it rests on.
struct AnswerRow {
  std::string label;     // what distinguishes the row: a value, a variant, a parameter
  std::string quantity;  // as written; for beliefs the trait
  Unit unit = Unit::Share;
  bool is_payoff = false;
  double rests_on = 0;                          // the size of what a difference or a ratio is made of
  double value = 0;                             // NaN where the condition can never be met
  std::optional<RangeOfDraws> draws;            // where a study of the model is at hand
  std::optional<double> condition_probability;  // with `given`
  std::optional<double> log_condition;          // its natural logarithm, which does not underflow
  bool off_path = false;                        // the condition is (nearly) never met in equilibrium
  // The certificate of the strategy the number was read from. With `forcing` it is that of the equilibrium whose other
  // choices were kept: the forced choice itself need not be in anybody's interest. `rank`: the worse of both ends.
  double max_gain = 0;
  double payoff_range = 0;
  double precision = 0;
  AnswerSlack slack;                       // what it is known to
  std::vector<Sensitivity> sensitivities;  // where asked for: ask and check; the most important first
  std::string note;                        // "warm start left the branch, solved afresh" and the like
};

// What an answer holds besides its rows is of its kind. Whoever treats kinds differently has a function for each and
// none for all, so that a new kind breaks the build there.
struct Answer {
  std::string question;   // as written
  std::string odds_of{};  // the actor whose odds it rests on; empty: the model's own, or all go by these
  OfKind of;
  std::vector<AnswerRow> rows;
  Diagnostics remarks;  // R301, R302
};

inline QuestionKind kind_of(const Answer& answer) {
  return std::visit([](const auto& of) { return of.kind; }, answer.of);
}
inline QuestionTraits traits_of(const Answer& answer) { return traits_of(kind_of(answer)); }

// For places that one kind alone is of interest to, whatever other kinds there will be; null at others.
template <class Kind>
const Kind* only(const Answer& answer) {
  return std::get_if<Kind>(&answer.of);
}

// How far a row lies from the first; null where that is not known.
inline const Difference* difference_of(const Answer& answer, std::size_t row) {
  const auto* compared = only<OfCompare>(answer);
  if (!compared || row >= compared->differences.size() || !compared->differences[row]) return nullptr;
  return &*compared->differences[row];
}

// Whether a number that is checked lies outside its bounds.
bool a_check_failed(const std::vector<Answer>& answers);

struct StudyOptions {
  Plan plan;                 // how every point is solved
  bool sensitivity = false;  // add derivatives by all parameters to probabilities and expectations
  // Which of several equilibria the baseline holds (point/equilibria.h); any but the first is followed to other points,
  // and never replaced by another that is found afresh.
  std::size_t equilibrium = 1;
  KnownGames* games = nullptr;  // where variants' games are kept for the next time
};

// Answers questions of `baseline.model` in order. Other parameter points and variants are solved as they are needed,
// each once; at a finite precision a point is continued from its nearest neighbour, in the limit it follows its own
// path. An interrupted run returns the answers finished so far.
struct Answered {
  std::vector<Answer> answers;
  bool interrupted = false;
  Diagnostics diagnostics;  // errors met at other points or in variants; the answers concerned are left out
};
Answered answer(const Solved& baseline, const std::vector<Question>& questions, const StudyOptions& options,
                const Monitor& monitor = {});

// P(event) under a strategy; with a condition, P(event | condition) by Bayes' rule in logs, so that conditions of
// vanishing probability give their limit. `log_condition` is the condition's log-probability. The value is NaN where
// the condition is met on no history that chance and the strategy leave possible.
struct Probability {
  double value = 0;
  double log_condition = 0;
};
Probability probability_of(const Solved& solved, const Strategy& strategy, const Formula& event, const Formula* given);

}  // namespace demarche
