#pragma once

#include "demarche/draw/slack.h"
#include "demarche/point/point.h"

#include <optional>
#include <string>
#include <vector>

namespace demarche {

// What a number counts: a share of 1, or units of a payoff or of a scale's levels.
enum class Unit : std::uint8_t { Share, Number };
Unit unit_of(const Quantity& quantity);

// How a number of an answer changes with a parameter, the equilibrium following it.
struct Sensitivity {
  std::string parameter;            // `precision` for the precision itself
  double at = 0;                    // where the parameter stands
  double derivative = 0;            // per unit of the parameter; NaN where there is none, and the note says why
  double error = 0;                 // of it, as estimated
  std::optional<double> low, high;  // the parameter's range
  std::string note;
};

// How far a row of a comparison lies from the first of the same quantity: at the best guesses, and over the draws of a
// study, where both move together (5% of the draws give less than `low`, 5% more than `high`).
struct Difference {
  double value = 0;
  double low = 0;
  double high = 0;
};

// The quantity of a ranking where the parameter stands somewhere inside its range.
struct InsidePoint {
  double at = 0;
  double value = 0;  // NaN where it has no answer
};

// One number of an answer, with what it rests on.
struct AnswerRow {
  std::string label;     // what distinguishes the row: a value, a variant, a parameter
  std::string quantity;  // as written; for beliefs the trait
  Unit unit = Unit::Share;
  bool is_payoff = false;
  double value = 0;  // NaN where the condition can never be met
  // rank: the quantity at the low and high end of the parameter's range. Elsewhere, where a study of the model is at
  // hand: 5% and 95% of its draws lie below.
  std::optional<double> low, high;
  std::optional<double> low_at, high_at;        // rank: those ends
  std::vector<InsidePoint> inside;              // rank: a look between them, in order
  std::optional<double> at;                     // sweep: the parameter's value
  std::optional<double> condition_probability;  // with `given`
  std::optional<double> log_condition;          // its natural logarithm, which does not underflow
  bool off_path = false;                        // the condition is (nearly) never met in equilibrium
  // The certificate of the strategy the number was read from. With `forcing` it is that of the equilibrium whose other
  // choices were kept: the forced choice itself need not be in anybody's interest. `rank`: the worse of both ends.
  double max_gain = 0;
  double payoff_range = 0;
  double precision = 0;
  AnswerSlack slack;                       // what it is known to
  bool fixed = false;                      // where a study is at hand: over its draws it does not vary
  std::vector<Sensitivity> sensitivities;  // where asked for: ask and check; the most important first
  std::optional<Difference> difference;    // compare, where a study is at hand: of all rows but the first
  std::string note;                        // "warm start left the branch, solved afresh" and the like
};

// A place of the story at which a belief was asked.
struct AskedAt {
  std::string infoset;          // as `solve` calls it: "C.w | A.k=x"; steps of others, "the start", "the end" likewise
  double weight = 0;            // how likely it is, the condition having come true
  std::vector<double> beliefs;  // one a row of the answer
};

struct Answer {
  std::string question;  // as written
  std::string kind;      // ask | belief | compare | sweep | rank | check
  std::vector<AnswerRow> rows;
  std::optional<bool> passed;      // check
  std::optional<double> from, to;  // check: the bounds
  std::optional<double> share_passed =
      std::nullopt;                    // check, where a study is at hand: of its draws, those within the bounds
  std::optional<double> baseline;      // sweep, rank: the quantity at the baseline
  std::vector<AskedAt> asked_at = {};  // belief: the most likely places, those first
  std::size_t num_asked_at = 0;        // how many there are
  Diagnostics remarks;                 // R301
};

struct StudyOptions {
  Plan plan;                 // how every point is solved
  bool sensitivity = false;  // add derivatives by all parameters to probabilities and expectations
  // Which of several equilibria the baseline holds (point/equilibria.h); any but the first is followed to other points,
  // and never replaced by another that is found afresh.
  std::size_t equilibrium = 1;
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
