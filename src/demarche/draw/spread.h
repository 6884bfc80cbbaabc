#pragma once

#include <cstddef>
#include <vector>

namespace demarche {

struct Moments {
  double mean = 0;
  double variance = 0;  // over n
};
Moments moments_of(const std::vector<double>& numbers);

// The number below which a share of a sorted list lies, on a straight line between neighbours. The list is not empty.
double sorted_quantile(const std::vector<double>& sorted, double share);

// How a list of numbers spreads, NaNs left out; all NaN where nothing is left.
struct Spread {
  std::size_t num = 0;
  double mean = 0;
  double median = 0;
  double low = 0;   // 5% lie below
  double high = 0;  // 5% lie above
  double least = 0;
  double most = 0;
};
Spread spread_of(std::vector<double> numbers);

}  // namespace demarche
