#pragma once

#include "demarche/check/say.h"

#include <optional>

// Numbers that can be worked out before the game is unfolded, at the best guesses. What depends on the story is checked
// when the numbers are bound.
namespace demarche {

// The number at the best guesses; nothing where it depends on the story, is not known for an error already reported, or
// is not finite, which check_finite reports.
std::optional<double> best_value(const Work& work, const Formula& formula);

// A number that is known already, as a formula.
Formula plain_number(double number, Span span);

// E016 and E019 for all parameters, and for the levels of scales.
void check_ranges(Work& work);
void check_scale_numbers(Work& work);

// E011 for one case of a draw, at the best guesses and at the ends of each parameter's range.
void check_odds(Work& work, const DrawCase& row);

// E019 for shares outside 0 to 1; `what` names the number ("the share of `drones` stopped").
void check_share(Work& work, const Formula& formula, const std::string& what);

// E019 for counts that are not whole, negative or too large.
void check_count(Work& work, const Formula& formula, const std::string& what);

// E019 for numbers that are not finite; only where what they are computed from is.
void check_finite(Work& work, const Formula& formula, const std::string& what);

}  // namespace demarche
