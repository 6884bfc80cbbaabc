#pragma once

#include "demarche/survey/read_study.h"

#include <optional>
#include <string>
#include <vector>

// Two runs side by side: which answers moved, whose strategy changed, which lines of the text differ.
namespace demarche {

// A number of a run, wherever it was kept.
struct RunNumber {
  ColumnKey key;      // by which it is found in the other run
  std::string label;  // what tells it from the others of its question
  Unit unit = Unit::Share;
  double value = 0;                   // NaN where there is none
  std::optional<RangeOfDraws> draws;  // where the run is a study, or was asked beside one
  double known_to = 0;                // by its certificate and rounding
};

// What an actor does at one of its information sets.
struct RunChoice {
  std::string actor;
  std::string place;
  double reach = 0;
  std::vector<std::pair<std::string, double>> moves;  // with their probabilities
};

struct RunSide {
  std::string name;  // as the user called it
  std::string model_hash;
  std::string options;
  std::vector<std::string> rules;   // lines of the variant that was chosen, and numbers that were set
  std::optional<std::string> text;  // of the model, where the run has it
  std::vector<RunNumber> numbers;
  std::optional<std::vector<RunChoice>> choices;  // where the run has its strategy
  std::vector<RunNumber> worth = {};              // what each actor gets, where nothing is asked: of games, of `solve`
};

RunSide side_of(const ReadStudy& study);
std::vector<RunNumber> numbers_of(const std::vector<Answer>& answers);
RunNumber worth_of(const std::string& actor, double value, double known_to);
std::vector<RunChoice> choices_of(const Game& game, const Strategy& strategy, const Certificate& certificate);

// Whether a number moved: not beyond what both are known to; within what the draws of either run leave open; beyond it.
enum class Movement : std::uint8_t { None, WithinRanges, Beyond };

struct PairedNumber {
  RunNumber first, second;
  double by = 0;  // the second less the first
  Movement movement = Movement::None;
  std::optional<Difference> over_draws;  // of two studies with the same draws: the difference draw by draw
};

// A choice that differs, by the move that differs most.
struct PairedChoice {
  std::string actor, place, move;
  double first = 0, second = 0;  // its probabilities
  double reach = 0;              // of the set, the larger of both

  double weight() const;  // the difference times the reach
};

struct ActorChange {
  std::string actor;
  std::size_t num_sets = 0;           // that both runs have
  std::vector<PairedChoice> changes;  // of weight, those first
};

struct RunComparison {
  std::vector<PairedNumber> numbers;  // in the first's order
  std::vector<RunNumber> only_first, only_second;
  std::optional<std::vector<ActorChange>> actors;  // where both have a strategy
  std::size_t sets_only_first = 0, sets_only_second = 0;
  std::optional<std::string> text_diff;  // line by line, where both have a text; empty where it is the same
};

// How well a number of this unit is known by the certificate of its run.
double known_to(Unit unit, double payoff_range, double gain, bool in_the_limit);

// Choices differ where a probability does by more than this.
inline constexpr double same_choice = 1e-6;

RunComparison compared(const RunSide& first, const RunSide& second);

// The same with the differences of their draws, where both studies drew the same numbers.
RunComparison compared(const ReadStudy& first, const ReadStudy& second);

}  // namespace demarche
