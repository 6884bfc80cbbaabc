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

// The next point on one side of a stretch that lies not too near to it: points crowd where a crossing was narrowed
// down, and tell no more of the bend here than rounding does.
constexpr double too_near = 1.0 / 16;  // of the width of the stretch
std::optional<std::size_t> point_left_of(const Heights& heights, std::size_t k, double gap) {
  const double place = heights.points[k].x - gap;
  while (k > 0 && heights.points[k - 1].x > place) --k;
  return k > 0 ? std::optional(k - 1) : std::nullopt;
}
std::optional<std::size_t> point_right_of(const Heights& heights, std::size_t k, double gap) {
  const double place = heights.points[k].x + gap;
  while (k + 1 < heights.points.size() && heights.points[k + 1].x < place) ++k;
  return k + 1 < heights.points.size() ? std::optional(k + 1) : std::nullopt;
}

// The cubic through the ends of a stretch and two more points, where it has a valley in the stretch; as far again below
// the lower end.
Floor floor_of_cubic(const Heights& heights, std::size_t k, std::size_t one, std::size_t other) {
  const double width = heights.width(k);
  const auto way_to = [&](std::size_t point) { return heights.points[point].x - heights.points[k].x; };
  const double at_one = way_to(one), at_other = way_to(other);
  // Divided differences, over the ends first.
  const double slope = heights.slope(k);
  const auto bend_to = [&](std::size_t point, double way) {
    return ((heights.at(point) - heights.at(k)) / way - slope) / (way - width);
  };
  const double bend = bend_to(one, at_one);
  const double twist = (bend_to(other, at_other) - bend) / (at_other - at_one);
  // Where the derivative, a parabola, goes from down to up.
  const double square = 3 * twist;
  const double linear = 2 * (bend - twist * (width + at_one));
  const double constant = slope - bend * width + twist * width * at_one;
  const double inside = linear * linear - 4 * square * constant;
  if (!(inside > 0)) return {};
  const double root = std::sqrt(inside);
  const double way = linear > 0 ? -2 * constant / (linear + root) : (root - linear) / (2 * square);
  if (!(way > 0 && way < width)) return {};
  const double height = heights.at(k) + way * (slope + (way - width) * (bend + twist * (way - at_one)));
  const double lower = std::min(heights.at(k), heights.at(k + 1));
  return {2 * height - lower, heights.points[k].x + std::clamp(way, width / 16, width * 15 / 16)};
}

// What bends one way and then the other: by the cubics through the points on both sides, and on either.
Floor floor_of_cubics(const Heights& heights, std::size_t k) {
  const double gap = too_near * heights.width(k);
  const auto left = point_left_of(heights, k, gap);
  const auto right = point_right_of(heights, k + 1, gap);
  const auto further_left = left ? point_left_of(heights, *left, gap) : std::nullopt;
  const auto further_right = right ? point_right_of(heights, *right, gap) : std::nullopt;
  Floor lowest;
  const auto take = [&](std::optional<std::size_t> one, std::optional<std::size_t> other) {
    const Floor floor = one && other ? floor_of_cubic(heights, k, *one, *other) : Floor();
    if (floor.height < lowest.height) lowest = floor;
  };
  take(left, right);
  take(left, further_left);
  take(right, further_right);
  return lowest;
}

Floor floor_between(const Heights& heights, std::size_t k) {
  Floor lowest = floor_of_lines(heights, k);
  for (const Floor& other :
       {floor_of_parabola(heights, k, k), floor_of_parabola(heights, k, k + 1), floor_of_cubics(heights, k)}) {
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
