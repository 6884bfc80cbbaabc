#pragma once

#include "demarche/base/question_kinds.h"
#include "demarche/study/why_kinds.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// The kinds of answers: what each holds besides its rows, and who finds both.
namespace demarche {

struct AnswerRow;
struct Question;
struct Study;

struct OfAsk {
  static constexpr QuestionKind kind = QuestionKind::Ask;
};

// A place of the story at which a belief was asked.
struct AskedAt {
  std::string infoset;          // as `solve` calls it: "C.w | A.k=x"; steps of others, "the start", "the end" likewise
  double weight = 0;            // how likely it is, the condition having come true
  std::vector<double> beliefs;  // one a row of the answer
};

struct OfBelief {
  static constexpr QuestionKind kind = QuestionKind::Belief;
  std::vector<AskedAt> asked_at = {};  // the most likely places, those first
  std::size_t num_asked_at = 0;        // how many there are
};

// How far a row of a comparison lies from the first of the same quantity: at the best guesses, and over the draws of a
// study, where both move together (5% of the draws give less than `low`, 5% more than `high`).
struct Difference {
  double value = 0;
  double low = 0;
  double high = 0;
};

struct OfCompare {
  static constexpr QuestionKind kind = QuestionKind::Compare;
  std::vector<std::optional<Difference>> differences = {};  // where a study is at hand: one a row, none of the first
};

struct OfSweep {
  static constexpr QuestionKind kind = QuestionKind::Sweep;
  std::string parameter;
  std::vector<double> at;  // one a row: the parameter's value
  double baseline = 0;     // the quantity at the baseline
  std::string also = {};   // of a map the second parameter, and its values
  std::vector<double> also_at = {};
};

// The quantity of a ranking where the parameter stands somewhere inside its range.
struct InsidePoint {
  double at = 0;
  double value = 0;  // NaN where it has no answer
};

// What a ranking found over the range of a parameter.
struct RankedRange {
  double low_at = 0, high_at = 0;                     // the ends of the range
  double at_low = 0, at_high = 0;                     // the quantity there; NaN where it has no answer
  std::vector<InsidePoint> inside = {};               // a look between them, in order
  bool fixed = false;                                 // the quantity does not vary over it
  std::string fails_at_low = {}, fails_at_high = {};  // which refinement the equilibrium fails there, if any, and how
};

struct OfRank {
  static constexpr QuestionKind kind = QuestionKind::Rank;
  std::string quantity;                      // what is ranked for, its condition too
  double baseline = 0;                       // the quantity at the baseline
  std::vector<RankedRange> ranges;           // one a row
  std::optional<double> log_condition = {};  // with `given`, at the baseline; rows have the least of all looked at
};

struct OfCheck {
  static constexpr QuestionKind kind = QuestionKind::Check;
  bool passed = false;
  double from = 0, to = 0;                  // the bounds
  std::optional<double> share_passed = {};  // where a study is at hand: of its draws, those within the bounds
};

// Why a move is one value over another. A row a payoff line of the actor, what adds most first; none where the two are
// nowhere offered together.
// What a line is made of by which an actor cares for another: a line of the other's payoff, and what it adds.
struct PartOfLine {
  std::size_t row = 0;   // of the answer
  std::size_t line = 0;  // where it stands in the text
  std::string label;
  double value = 0;
};

struct OfWhy {
  static constexpr QuestionKind kind = QuestionKind::Why;
  std::string actor, move, chosen, other;
  std::vector<std::size_t> lines;  // one a row: where it stands in the text
  std::vector<PartOfLine> parts;   // of rows that are made of parts, in the order of the rows; the largest first
  double total = 0;                // what the one option is worth more than the other: the sum of the rows
  double log_odds = 0;
  double precision = 0;
  double log_reach = 0;    // of the sets that were averaged over
  double gain_left = 0;    // by the certificate, at the sets that were averaged over
  bool undecided = false;  // no larger than that; or, in the limit, both are still chosen
  std::size_t num_sets = 0;
  std::vector<PreferenceAt> sets;  // the heaviest few
  std::vector<NextReason> next;
  std::vector<HeldBelief> beliefs;
  std::vector<TurningValue> turns;  // one a number with a range, the nearest first
  std::size_t num_turns_left = 0;   // numbers at which that was not looked at in full, as somebody said to stop
};

// Why an answer is what it is: a row, and what carries it.
struct OfWhyProbability {
  static constexpr QuestionKind kind = QuestionKind::WhyProbability;
  std::vector<MoveReason> moves;         // the weightiest first
  std::vector<HistoryReason> histories;  // the likeliest few
  std::size_t num_histories = 0;
};

// Why it differs between two worlds: a row for each.
struct OfWhyDifference {
  static constexpr QuestionKind kind = QuestionKind::WhyDifference;
  double total = 0;  // the first less the second
  std::vector<HeldActorReason> actors;
  double by_everybody = 0;
  double by_rules = 0;
  std::vector<ShiftedOption> changes;
  std::size_t num_unmatched = 0;
};

using OfKind =
    std::variant<OfAsk, OfBelief, OfCompare, OfSweep, OfRank, OfCheck, OfWhy, OfWhyProbability, OfWhyDifference>;

// Of an answer of which nothing is known yet.
inline OfKind of_kind(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::Ask:
      return OfAsk();
    case QuestionKind::Belief:
      return OfBelief();
    case QuestionKind::Compare:
      return OfCompare();
    case QuestionKind::Sweep:
      return OfSweep();
    case QuestionKind::Rank:
      return OfRank();
    case QuestionKind::Check:
      return OfCheck();
    case QuestionKind::Why:
      return OfWhy();
    case QuestionKind::WhyProbability:
      return OfWhyProbability();
    case QuestionKind::WhyDifference:
      return OfWhyDifference();
  }
  return OfAsk();
}

// The rows of an answer, and what its kind holds besides. nullopt: an error (kept in the study) or an interruption.
using FoundRows = std::optional<std::vector<AnswerRow>>;
FoundRows find_rows(Study& study, const Question& question, OfAsk& ask);
FoundRows find_rows(Study& study, const Question& question, OfBelief& belief);
FoundRows find_rows(Study& study, const Question& question, OfCompare& comparison);
FoundRows find_rows(Study& study, const Question& question, OfSweep& sweep);
FoundRows find_rows(Study& study, const Question& question, OfRank& ranking);
FoundRows find_rows(Study& study, const Question& question, OfCheck& check);
FoundRows find_rows(Study& study, const Question& question, OfWhy& why);
FoundRows find_rows(Study& study, const Question& question, OfWhyProbability& why);
FoundRows find_rows(Study& study, const Question& question, OfWhyDifference& why);

}  // namespace demarche
