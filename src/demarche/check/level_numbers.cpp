#include "demarche/check/level_numbers.h"

#include "demarche/base/normal.h"
#include "demarche/check/numbers.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace demarche {
namespace {

// first + share x (second - first) or, of a normal law, first + share x second.
Formula laid_out(const Levels& levels, double share, Span span) {
  const bool is_even = levels.law == LevelLaw::Even;
  Formula formula = levels.first;
  formula.span = span;
  const auto add = [&](const std::vector<Instruction>& part) {
    formula.code.insert(formula.code.end(), part.begin(), part.end());
  };
  add(levels.second.code);
  if (is_even) add(levels.first.code);
  if (is_even) add({{OpCode::Subtract}});
  add({{OpCode::Number, 0, 0, 0, share}, {OpCode::Multiply}, {OpCode::Add}});
  return formula;
}

// A plain number where what it is made of is plain, and both ends as they are written.
Formula number_of_level(const Levels& levels, double share, Span span) {
  const bool is_even = levels.law == LevelLaw::Even;
  if (is_even && share == 0) return levels.first;
  if (is_even && share == 1) return levels.second;
  if (reads_parameters(levels.first) || reads_parameters(levels.second)) return laid_out(levels, share, span);
  const double first = evaluate(levels.first, {}, {});
  const double second = evaluate(levels.second, {}, {});
  return plain_number(is_even ? std::lerp(first, second, share) : first + share * second, span);
}

std::vector<double> even_shares(std::size_t num) {
  std::vector<double> shares;
  const double last = std::max(1.0, static_cast<double>(num) - 1);
  for (std::size_t k = 0; k < num; ++k) shares.push_back(static_cast<double>(k) / last);
  return shares;
}

}  // namespace

std::vector<Formula> numbers_of_levels(const Levels& levels, std::size_t num, Span span) {
  std::vector<Formula> numbers;
  for (const double share : levels.law == LevelLaw::Even ? even_shares(num) : means_of_normal_shares(num))
    numbers.push_back(number_of_level(levels, share, span));
  return numbers;
}

}  // namespace demarche
