#pragma once

#include "demarche/game/names.h"
#include "demarche/view/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// How terminal reports write numbers and words.

// A probability: `33.3%`, two decimals under 1%, `<0.01%` for what is less but not nothing, `undefined` for NaN.
std::string share_text(double share);

// The same from a natural logarithm, with the power of ten where the share itself would read as nothing.
std::string log_share_text(double log_share);

// Four significant digits.
std::string short_number(double number);

// A payoff; 0 where it is no more than rounding beside the range of payoffs.
std::string payoff_text(double payoff, double payoff_range);

// A value of an answer's row in its unit, and the row's value as the difference between two: `3.65 points` for shares.
// What is no more than rounding reads as 0.
std::string value_text(const AnswerRow& row, double value);
std::string swing_text(const AnswerRow& row, const RankedRange& range);

// "Iran", "Iran and US", "Iran, US and Israel".
std::string joined_names(const std::vector<std::string>& names);

// The quantities of an answer in the order in which they were asked.
std::vector<std::string> quantities_of(const Answer& answer);

// Whether the best guesses' answer lies outside 90% of the draws, which the row has the range of.
bool is_outside_its_draws(const AnswerRow& row);

// How far a row's value lies from the first's: `+3.65 points (+1.2 to +4.8)` for shares, `-0.2 (-0.3 to -0.1)`
// for numbers, `no difference`.
std::string difference_text(const AnswerRow& row, const Difference& difference);

// How much an answer changes from the low to the high end of a parameter's range along the straight line that its
// derivative draws, a probability no further than from 0 to 1. Nothing without a range.
struct OverRange {
  double change = 0;
  bool cut = false;  // the line goes further
};
std::optional<OverRange> over_range(const AnswerRow& row, const Sensitivity& sensitivity);

// What a ranking saw between the ends of ranges that the ends do not show: `p: inside its range the answer passes both
// ends: 45.2% at the best guess, 47.0% at 1.25`; one sentence a parameter, and one on how it was looked.
std::vector<std::string> turning_remarks(const Answer& answer, const OfRank& ranking);

// `40,263`; powers of ten where a double no longer holds every integer.
std::string count_text(double count);

// `1 information set`, `16 information sets`.
// The word that fits so many: `agreeing(1, "is", "are")`.
std::string_view agreeing(std::size_t count, std::string_view one, std::string_view many);

std::string counted(std::size_t count, const std::string& singular);

// A parameter's own value: the share or number as the author would type it.
std::string plain_number(double number);

// `Iran, US`, or `everyone`, or `nobody else` where only the owner sees it.
std::string seen_by_text(const Model& model, ActorSet set, std::optional<ActorId> owner);

std::string_view stop_sentence(StopReason reason);
std::string_view stop_word(StopReason reason);

// "no actor can gain more than 0.0004 (0.001% of the payoff range 28.5) by changing one move"
std::string gain_sentence(double max_gain, double payoff_range);

// Where an actor moves: `Israel.response, having seen Iran.raid=telegraphed`, or `A's `3`` in a file without a model.
std::string place_text(const Report& report, InfosetId id);

// The size of the flat game, which may never have been unfolded.
struct GameSize {
  std::size_t num_nodes = 0;
  std::size_t num_terminals = 0;
};
GameSize size_of(const Report& report);

}  // namespace demarche
