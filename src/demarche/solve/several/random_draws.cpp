#include "demarche/solve/several/random_draws.h"

#include "demarche/base/philox.h"

#include <cmath>

namespace demarche {

std::vector<double> draws(std::uint64_t seed, DrawnFor purpose, std::size_t start, std::size_t count) {
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
  std::vector<double> numbers(count);
  for (std::size_t a = 0; a < numbers.size(); ++a)
    numbers[a] = 2 * unit_interval(philox({static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(start),
                                           static_cast<std::uint32_t>(purpose), 0},
                                          key)) -
                 1;
  return numbers;
}

std::vector<double> factors_on_mistakes(std::vector<double> drawn) {
  constexpr double fewest_mistakes = 0.03;  // the least factor on payoffs
  for (double& factor : drawn) factor = std::pow(fewest_mistakes, (1 + factor) / 2);
  return drawn;
}

}  // namespace demarche
