#include "demarche/draw/pawn.h"

#include "demarche/draw/spread.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// The largest distance between the shares of two sorted lists that lie at or below any number.
double kolmogorov_distance(const std::vector<double>& part, const std::vector<double>& whole) {
  double most = 0;
  std::size_t in_part = 0;
  std::size_t in_whole = 0;
  while (in_whole < whole.size()) {
    const double at = whole[in_whole];
    while (in_whole < whole.size() && whole[in_whole] <= at) ++in_whole;
    while (in_part < part.size() && part[in_part] <= at) ++in_part;
    const double a = static_cast<double>(in_part) / static_cast<double>(part.size());
    const double b = static_cast<double>(in_whole) / static_cast<double>(whole.size());
    most = std::max(most, std::abs(a - b));
  }
  return most;
}

// P(sqrt(n) x distance > x) is about 2 exp(-2 x^2). A slice of n of N rows, compared with all N that it is part of,
// moves by sqrt(1/n - 1/N).
double distance_by_chance(std::size_t num_in_slice, std::size_t num_all, std::size_t num_slices) {
  const double tail = 1 - std::pow(0.95, 1.0 / static_cast<double>(num_slices));
  const double scale = 1 / static_cast<double>(num_in_slice) - 1 / static_cast<double>(num_all);
  return std::sqrt(-0.5 * std::log(tail / 2) * scale);
}

}  // namespace

Pawn pawn_of(const std::vector<double>& inputs, const std::vector<double>& answers, std::size_t num_slices) {
  std::vector<double> whole;
  std::vector<double> sorted_inputs;
  for (std::size_t row = 0; row < answers.size(); ++row) {
    if (std::isnan(answers[row])) continue;
    whole.push_back(answers[row]);
    sorted_inputs.push_back(inputs[row]);
  }
  const double nan = std::nan("");
  if (whole.size() < 2 * num_slices) return {nan, nan, nan, false};
  std::ranges::sort(whole);
  std::ranges::sort(sorted_inputs);
  std::vector<double> distances;
  std::size_t smallest = whole.size();
  for (std::size_t slice = 0; slice < num_slices; ++slice) {
    const double step = 1 / static_cast<double>(num_slices);
    const double from = sorted_quantile(sorted_inputs, static_cast<double>(slice) * step);
    const double to = sorted_quantile(sorted_inputs, std::min(1.0, static_cast<double>(slice + 1) * step));
    std::vector<double> part;
    for (std::size_t row = 0; row < answers.size(); ++row) {
      if (!std::isnan(answers[row]) && from <= inputs[row] && inputs[row] < to) part.push_back(answers[row]);
    }
    if (part.empty()) continue;
    std::ranges::sort(part);
    smallest = std::min(smallest, part.size());
    distances.push_back(kolmogorov_distance(part, whole));
  }
  if (distances.empty()) return {nan, nan, nan, false};
  std::ranges::sort(distances);
  const double by_chance = distance_by_chance(smallest, whole.size(), distances.size());
  return {sorted_quantile(distances, 0.5), distances.back(), by_chance, distances.back() > by_chance};
}

}  // namespace demarche
