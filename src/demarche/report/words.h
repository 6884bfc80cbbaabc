#pragma once

#include "demarche/game/names.h"
#include "demarche/report/report.h"

#include <optional>
#include <string>
#include <vector>

namespace demarche {

// How terminal reports write numbers and words.

// A probability: `33.3%`, two decimals under 0.1%, `<0.01%` for what is less but not nothing, `undefined` for NaN.
std::string share_text(double share);

// The same from a natural logarithm, with the power of ten where the share itself would read as nothing.
std::string log_share_text(double log_share);

// Four significant digits.
std::string short_number(double number);

// A value of an answer in its unit, and the difference between two: `3.65 points` for shares.
std::string value_text(double value, Unit unit);
std::string swing_text(double swing, Unit unit);

// `40,263`; powers of ten where a double no longer holds every integer.
std::string count_text(double count);

// `1 information set`, `16 information sets`.
std::string counted(std::size_t count, const std::string& singular);

// A parameter's own value: the share or number as the author would type it.
std::string plain_number(double number);

// `Iran, US`, or `everyone`, or `nobody else` where only the owner sees it.
std::string seen_by_text(const Model& model, ActorSet set, std::optional<ActorId> owner);

std::string_view stop_sentence(StopReason reason);
std::string_view stop_word(StopReason reason);

// "no actor can gain more than 0.0004 (0.001% of the payoff range 28.5) by changing one move"
std::string gain_sentence(double max_gain, double payoff_range);

// The size of the flat game, which may never have been unfolded.
struct GameSize {
  std::size_t num_nodes = 0;
  std::size_t num_terminals = 0;
};
GameSize size_of(const Report& report);

}  // namespace demarche
