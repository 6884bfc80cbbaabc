#include "demarche/draw/distribution.h"

#include "demarche/base/normal.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double z_of_95 = 1.6448536269514722;  // 5% of a normal distribution lie above this

// How far from the best guess, on a side `width` long to the end of its range and `room` long to its bound, when
// `share` (0 to 1) of the side lies nearer.
double distance(double share, double width, double room) {
  const double scale = width / z_of_95;
  const double reachable = normal_share_below(room / scale) - 0.5;  // of the half that the whole side would be
  const double below = 0.5 + share * reachable;
  const double found = below >= 1 ? room : scale * normal_quantile(below);
  return std::min(found, room);
}

double normal_halves_quantile(const Uncertain& number, double share) {
  const auto [low, high] = std::minmax(number.low, number.high);
  const bool inside = low <= number.best && number.best <= high;
  const double middle = inside ? number.best : low + (high - low) / 2;
  const double below = middle - low;
  const double above = high - middle;
  if (below <= 0 && above <= 0) return middle;
  if (below <= 0) return middle + distance(share, above, number.at_most - middle);
  if (above <= 0) return middle - distance(1 - share, below, middle - number.at_least);
  if (share < 0.5) return middle - distance(1 - 2 * share, below, middle - number.at_least);
  return middle + distance(2 * share - 1, above, number.at_most - middle);
}

double lognormal_quantile(const Uncertain& number, double share) {
  if (std::min({number.low, number.high, number.best}) <= 0) return normal_halves_quantile(number, share);
  Uncertain logs{std::log(number.best), std::log(number.low), std::log(number.high)};
  logs.at_most = std::log(number.at_most);
  return std::min(std::exp(normal_halves_quantile(logs, share)), number.at_most);
}

// A number of things is any one of those in the range.
double uniform_quantile(const Uncertain& number, double share) {
  const auto [low, high] = std::minmax(number.low, number.high);
  if (number.whole) return std::min(low + std::floor(share * (high - low + 1)), high);
  return low + share * (high - low);
}

double triangular_quantile(const Uncertain& number, double share) {
  const auto [low, high] = std::minmax(number.low, number.high);
  const double width = high - low;
  if (width <= 0) return low;
  const bool inside = low <= number.best && number.best <= high;
  const double top = inside ? number.best : low + width / 2;
  if (share * width < top - low) return low + std::sqrt(share * width * (top - low));
  return high - std::sqrt((1 - share) * width * (high - top));
}

double smooth_quantile(const Uncertain& number, double share) {
  switch (number.kind) {
    case DistributionKind::Normal:
      return normal_halves_quantile(number, share);
    case DistributionKind::Lognormal:
      return lognormal_quantile(number, share);
    case DistributionKind::Uniform:
      return uniform_quantile(number, share);
    case DistributionKind::Triangular:
      return triangular_quantile(number, share);
  }
  return number.best;
}

}  // namespace

Uncertain with_natural_bounds(double best, double low, double high) {
  Uncertain number{best, low, high};
  const double least = std::min(best, low);
  const double most = std::max(best, high);
  if (least >= 0) number.at_least = 0;
  if (most <= 0) number.at_most = 0;
  if (least >= 0 && most <= 1) number.at_most = 1;
  return number;
}

double quantile(const Uncertain& number, double share) {
  const double found = smooth_quantile(number, share);
  return number.whole ? std::clamp(std::round(found), number.at_least, number.at_most) : found;
}

}  // namespace demarche
