#include "demarche/draw/slack.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Equilibria at a finite precision are solved to 1e-11 in choice probabilities; sums over histories and what they hang
// on may lose some of that.
constexpr double of_rounding = 1e-9;
constexpr double most_touching = 1e-6;  // a wide tolerance lets no answer pass a bound

std::vector<double> known_ones(const std::vector<double>& answers) {
  std::vector<double> known;
  for (const double answer : answers) {
    if (!std::isnan(answer)) known.push_back(answer);
  }
  std::ranges::sort(known);
  return known;
}

// The first answer of each group, in order; groups are no wider than `width`.
std::vector<double> first_of_groups(const std::vector<double>& sorted, double width) {
  std::vector<double> firsts;
  for (const double answer : sorted) {
    if (firsts.empty() || answer - firsts.back() > width) firsts.push_back(answer);
  }
  return firsts;
}

}  // namespace

AnswerSlack slack_of(double size, std::optional<double> tolerance) {
  const double share = std::max(of_rounding, tolerance.value_or(0));
  return {size * share, size * std::min(share, most_touching)};
}

bool does_not_vary(const std::vector<double>& answers, const AnswerSlack& slack) {
  const std::vector<double> known = known_ones(answers);
  return !known.empty() && known.back() - known.front() <= slack.varying;
}

std::vector<double> settled(std::vector<double> answers, const AnswerSlack& slack) {
  const std::vector<double> known = known_ones(answers);
  if (known.empty()) return answers;
  const bool fixed = known.back() - known.front() <= slack.varying;
  const std::vector<double> firsts =
      fixed ? std::vector<double>{known[known.size() / 2]} : first_of_groups(known, slack.touching);
  for (double& answer : answers) {
    if (std::isnan(answer)) continue;
    const auto after = std::ranges::upper_bound(firsts, answer);
    answer = after == firsts.begin() ? firsts.front() : *(after - 1);
  }
  return answers;
}

bool is_upward(BoundSign sign) { return sign == BoundSign::Above || sign == BoundSign::AtLeast; }

bool holds_at_bound(BoundSign sign) { return sign == BoundSign::AtLeast || sign == BoundSign::AtMost; }

bool holds(BoundSign sign, double answer, double bound, const AnswerSlack& slack) {
  if (std::isnan(answer)) return false;
  if (std::abs(answer - bound) <= slack.touching) return holds_at_bound(sign);
  return (answer > bound) == is_upward(sign);
}

bool is_between(double answer, double from, double to, const AnswerSlack& slack) {
  return holds(BoundSign::AtLeast, answer, from, slack) && holds(BoundSign::AtMost, answer, to, slack);
}

}  // namespace demarche
