#pragma once

#include <cstddef>
#include <vector>

namespace demarche {

// Probabilities of consecutive whole numbers: mass[k] is P(first + k). Those left out are too small to matter where the
// law was made (see there); what is kept adds up to 1 within rounding.
struct Law {
  std::size_t first = 0;
  std::vector<double> mass;

  std::size_t end() const { return first + mass.size(); }  // one more than the largest number
};

// The sum of many terms with little rounding.
double sum_of(const std::vector<double>& terms);

void scale_to_one(Law& law);

double mean_of(const Law& law);

// The law of a sum of two independent numbers.
Law convolve(const Law& a, const Law& b);

// Drops both ends as far as single masses stay below `smallest`.
void trim(Law& law, double smallest);

// Masses of 0, 1, ... up to `most`.
std::vector<double> from_zero(const Law& law, std::size_t most);

}  // namespace demarche
