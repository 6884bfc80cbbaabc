#pragma once

#include <cstdint>
#include <optional>
#include <vector>

// How finely an answer is known, and what follows from that for everything that looks at how answers move: one rule for
// all analyses, docs/decisions/0021-what-does-not-vary.md.
namespace demarche {

struct AnswerSlack {
  double varying = 0;   // answers no further apart are one answer
  double touching = 0;  // an answer so near to a bound is on it; at most `varying`
};

// `size` is what rounding goes with: 1 for a probability, the range of payoffs for a payoff, for others the number
// itself. `tolerance`: in the limit of sharp play, the gain that its certificate allows, as a share of the range of
// payoffs; none at a finite precision.
AnswerSlack slack_of(double size, std::optional<double> tolerance);

// Whether the largest and the smallest lie no further apart than the slack; NaNs are left out.
bool does_not_vary(const std::vector<double>& answers, const AnswerSlack& slack);

// The same answers, those that are one made equal: all of them, where they do not vary; else neighbours within
// rounding. NaNs stay.
std::vector<double> settled(std::vector<double> answers, const AnswerSlack& slack);

// What is asked of an answer: `> 20%` and so on.
enum class BoundSign : std::uint8_t { Above, AtLeast, Below, AtMost };
bool is_upward(BoundSign sign);       // > and >=
bool holds_at_bound(BoundSign sign);  // >= and <=
// An answer that touches the bound is on it. NaN meets no bound.
bool holds(BoundSign sign, double answer, double bound, const AnswerSlack& slack);
// Both ends included.
bool is_between(double answer, double from, double to, const AnswerSlack& slack);

}  // namespace demarche
