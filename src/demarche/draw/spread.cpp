#include "demarche/draw/spread.h"

#include <algorithm>
#include <cmath>

namespace demarche {

Moments moments_of(const std::vector<double>& numbers) {
  const auto num = static_cast<double>(numbers.size());
  Moments moments;
  for (const double number : numbers) moments.mean += number;
  moments.mean /= num;
  for (const double number : numbers) moments.variance += (number - moments.mean) * (number - moments.mean);
  moments.variance /= num;
  return moments;
}

double sorted_quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), sorted.size() - 1);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Spread spread_of(std::vector<double> numbers) {
  std::erase_if(numbers, [](double number) { return std::isnan(number); });
  const double nan = std::nan("");
  if (numbers.empty()) return {0, nan, nan, nan, nan, nan, nan};
  std::ranges::sort(numbers);
  return {numbers.size(),
          moments_of(numbers).mean,
          sorted_quantile(numbers, 0.5),
          sorted_quantile(numbers, 0.05),
          sorted_quantile(numbers, 0.95),
          numbers.front(),
          numbers.back()};
}

}  // namespace demarche
