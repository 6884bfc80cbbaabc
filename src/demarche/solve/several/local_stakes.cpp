#include "demarche/solve/several/local_stakes.h"

#include "demarche/solve/equations/logit_point.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double no_difference = 1e-9;  // of the payoff range: rounding

// Of numbers, one that a quarter do not exceed; 1 where there are none.
double lower_quartile(std::vector<double> numbers) {
  if (numbers.empty()) return 1;
  const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 4);
  std::nth_element(numbers.begin(), at, numbers.end());
  return std::min(1.0, *at);
}

void add_differences(const LogitPoint& even, const LogitShape& shape, std::size_t row,
                     std::vector<double>& differences) {
  const LogitShape::Member& member = shape.members[row];
  const LogitShape::Set& set = shape.sets[member.set];
  const auto value = [&](std::size_t k) {
    return counterweight(even, row) * even.values[(member.first_child + k) * shape.num_actors + set.actor];
  };
  for (std::size_t one = 0; one < set.num_actions; ++one)
    for (std::size_t other = 0; other < one; ++other) {
      const double difference = std::abs(value(one) - value(other));
      if (difference > no_difference) differences.push_back(difference);
    }
}

}  // namespace

double local_stakes(const LogitShape& shape, const LogitStakes& stakes) {
  if (shape.members.empty()) return 1;
  const LogitPoint even = uniform_point(shape, stakes);
  std::vector<std::vector<double>> differences(shape.sets.size());
  for (std::size_t row = 0; row < shape.members.size(); ++row)
    add_differences(even, shape, row, differences[shape.members[row].set]);
  std::vector<double> of_sets;
  for (std::vector<double>& of_set : differences)
    if (!of_set.empty()) of_sets.push_back(lower_quartile(std::move(of_set)));
  return lower_quartile(std::move(of_sets));
}

}  // namespace demarche
