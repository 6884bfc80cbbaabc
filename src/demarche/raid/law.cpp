#include "demarche/raid/law.h"

#include <algorithm>

namespace demarche {

double sum_of(const std::vector<double>& terms) {
  double sum = 0;
  double lost = 0;  // Kahan (1965), CACM 8(1): what rounding took from the sum so far
  for (double term : terms) {
    const double corrected = term - lost;
    const double next = sum + corrected;
    lost = (next - sum) - corrected;
    sum = next;
  }
  return sum;
}

void scale_to_one(Law& law) {
  const double total = sum_of(law.mass);
  for (double& mass : law.mass) mass /= total;
}

double mean_of(const Law& law) {
  double mean = 0;
  for (std::size_t k = 0; k < law.mass.size(); ++k) mean += static_cast<double>(law.first + k) * law.mass[k];
  return mean;
}

Law convolve(const Law& a, const Law& b) {
  Law sum{a.first + b.first, std::vector<double>(a.mass.size() + b.mass.size() - 1, 0.0)};
  for (std::size_t i = 0; i < a.mass.size(); ++i) {
    const double weight = a.mass[i];
    double* out = sum.mass.data() + i;
    for (std::size_t j = 0; j < b.mass.size(); ++j) out[j] += weight * b.mass[j];
  }
  return sum;
}

void trim(Law& law, double smallest) {
  const auto matters = [smallest](double mass) { return mass >= smallest; };
  const auto last = std::find_if(law.mass.rbegin(), law.mass.rend(), matters).base();
  law.mass.erase(last, law.mass.end());
  const auto first = std::find_if(law.mass.begin(), law.mass.end(), matters);
  law.first += static_cast<std::size_t>(first - law.mass.begin());
  law.mass.erase(law.mass.begin(), first);
}

std::vector<double> from_zero(const Law& law, std::size_t most) {
  std::vector<double> masses(most + 1, 0.0);
  std::copy(law.mass.begin(), law.mass.end(), masses.begin() + static_cast<std::ptrdiff_t>(law.first));
  return masses;
}

}  // namespace demarche
