#include "demarche/draw/dip.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

bool lies_above(const KnownPoint& point, AtZero at_zero) {
  return point.y > 0 || (point.y == 0 && at_zero == AtZero::Above);
}

// How far down a function could come between two neighbours, and where. Heights count towards 0 on either side of it.
struct Floor {
  double height = INFINITY;
  double x = 0;
};

struct Heights {
  const std::vector<KnownPoint>& points;
  double sign = 1;

  double at(std::size_t k) const { return sign * points[k].y; }
  double width(std::size_t k) const { return points[k + 1].x - points[k].x; }
  double slope(std::size_t k) const { return (at(k + 1) - at(k)) / width(k); }
};

// What bends as a valley does comes no lower than the lines through the points on either side, drawn on.
Floor floor_of_lines(const Heights& heights, std::size_t k) {
  const double width = heights.width(k);
  const double middle = heights.points[k].x + width / 2;
  const bool knows_left = k > 0;
  const bool knows_right = k + 2 < heights.points.size();
  if (!knows_left && !knows_right) return {0, middle};
  const double down = knows_left ? std::min(heights.slope(k - 1), 0.0) : 0;
  const double up = knows_right ? std::max(heights.slope(k + 1), 0.0) : 0;
  if (!knows_right) return {heights.at(k) + down * width, middle};
  if (!knows_left) return {heights.at(k + 1) - up * width, middle};
  if (up - down <= 0) return {std::min(heights.at(k), heights.at(k + 1)), middle};
  const double meet = std::clamp((heights.at(k) - heights.at(k + 1) + up * width) / (up - down), 0.0, width);
  return {heights.at(k) + down * meet, heights.points[k].x + std::clamp(meet, width / 16, width * 15 / 16)};
}

// The parabola through a lowest point and its neighbours, where its own lowest point lies in the stretch; as far again
// below the known one, since not all valleys are parabolas.
Floor floor_of_parabola(const Heights& heights, std::size_t k, std::size_t lowest) {
  if (lowest == 0 || lowest + 1 >= heights.points.size()) return {};
  const double before = heights.slope(lowest - 1);
  const double after = heights.slope(lowest);
  if (before >= 0 || after <= 0) return {};
  const double bend = (after - before) / (heights.width(lowest - 1) + heights.width(lowest));
  const double slope_here = before + bend * heights.width(lowest - 1);
  const double x = heights.points[lowest].x - slope_here / (2 * bend);
  if (x <= heights.points[k].x || x >= heights.points[k + 1].x) return {};
  return {heights.at(lowest) - slope_here * slope_here / (2 * bend), x};
}

Floor floor_between(const Heights& heights, std::size_t k) {
  Floor lowest = floor_of_lines(heights, k);
  for (const Floor& other : {floor_of_parabola(heights, k, k), floor_of_parabola(heights, k, k + 1)}) {
    if (other.height < lowest.height) lowest = other;
  }
  return lowest;
}

}  // namespace

std::optional<KnownPoint> other_side_between(const ScalarFunction& function, std::vector<KnownPoint>& points,
                                             const DipSearch& search) {
  if (points.empty()) return std::nullopt;
  const bool above = lies_above(points.front(), search.at_zero);
  const auto is_other = [&](const KnownPoint& point) { return lies_above(point, search.at_zero) != above; };
  const auto other = std::ranges::find_if(points, is_other);
  if (other != points.end() && other + 1 != points.end()) return *other;
  for (int look = 0; look < search.most_looks; ++look) {
    const Heights heights{points, above ? 1.0 : -1.0};
    Floor lowest;
    std::size_t row = 0;
    for (std::size_t k = 0; k + 1 < points.size(); ++k) {
      if (heights.width(k) <= search.least_width || heights.at(k) < 0 || heights.at(k + 1) < 0) continue;
      const Floor floor = floor_between(heights, k);
      if (floor.height < lowest.height) lowest = floor, row = k;
    }
    if (lowest.height > 0) return std::nullopt;
    const std::optional<double> y = function(lowest.x);
    if (!y || std::isnan(*y)) return std::nullopt;
    const KnownPoint seen{lowest.x, *y};
    if (is_other(seen)) return seen;
    points.insert(points.begin() + static_cast<std::ptrdiff_t>(row) + 1, seen);
  }
  return std::nullopt;
}

}  // namespace demarche
