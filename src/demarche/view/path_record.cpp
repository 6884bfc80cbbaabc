#include "demarche/view/path_record.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_points = 400;
constexpr std::size_t most_numbers = 4'000'000;
constexpr std::size_t fewest_points = 8;

std::size_t capacity(const PathRecord& path) {
  return std::clamp(most_numbers / std::max<std::size_t>(path.num_actions, 1), fewest_points, most_points);
}

template <class T>
void keep_every_second(std::vector<T>& rows, std::size_t width) {
  std::size_t kept = 0;
  for (std::size_t row = 0; row * width < rows.size(); row += 2, ++kept) {
    std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(row * width), width,
                rows.begin() + static_cast<std::ptrdiff_t>(kept * width));
  }
  rows.resize(kept * width);
}

}  // namespace

void record(PathRecord& path, const PathStep& step) {
  path.num_actions = step.log_probabilities.size();
  if (path.num_seen++ % path.stride != 0) return;
  path.precisions.push_back(step.precision);
  path.gains.push_back(step.max_gain);
  for (const double log : step.log_probabilities) path.probabilities.push_back(static_cast<float>(std::exp(log)));
  if (path.precisions.size() < capacity(path)) return;
  keep_every_second(path.precisions, 1);
  keep_every_second(path.gains, 1);
  if (path.num_actions > 0) keep_every_second(path.probabilities, path.num_actions);
  path.stride *= 2;
}

}  // namespace demarche
