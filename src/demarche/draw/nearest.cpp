#include "demarche/draw/nearest.h"

#include <algorithm>
#include <ranges>

namespace demarche {
namespace {

constexpr int most_nearer_ones = 4;
constexpr int looks_on_the_way = 2;
constexpr int most_looks_into_bends = 12;

// A search to the right of where one stands, and all that was seen on the way.
struct WayThere {
  const ScalarFunction& function;
  std::vector<KnownPoint> seen;  // in order
  const NearestSearch& search;

  bool is_above(double y) const { return y > 0 || (y == 0 && search.at_zero == AtZero::Above); }
};

std::optional<double> look_at(WayThere& way, double x) {
  const std::optional<double> y = way.function(x);
  if (!y) return y;
  const auto place = std::ranges::lower_bound(way.seen, x, {}, &KnownPoint::x);
  if (place == way.seen.end() || place->x != x) way.seen.insert(place, {x, *y});
  return y;
}

// What was seen on this side of the crossing, and one place beyond it, from which the function is seen to come.
std::vector<KnownPoint> seen_before(const WayThere& way, double crossing, bool above) {
  std::vector<KnownPoint> points;
  for (const KnownPoint& point : way.seen) {
    if (point.x >= crossing && point.x < crossing + way.search.least_width) continue;
    if (point.x < crossing && way.is_above(point.y) != above) points.clear();
    else points.push_back(point);
    if (point.x > crossing) break;
  }
  return points;
}

// A place before the crossing that lies beyond another one: seen already, or looked for.
std::optional<KnownPoint> turned_before(WayThere& way, double crossing, bool above) {
  const double from = way.search.from;
  for (int look = 1; look <= looks_on_the_way; ++look)
    look_at(way, from + (crossing - from) * look / (looks_on_the_way + 1));
  const auto is_turned = [&](const KnownPoint& point) {
    return point.x > from && point.x < crossing && way.is_above(point.y) != above;
  };
  if (const auto turned = std::ranges::find_if(way.seen, is_turned); turned != way.seen.end()) return *turned;
  const ScalarFunction look = [&](double x) { return look_at(way, x); };
  std::vector<KnownPoint> points = seen_before(way, crossing, above);
  return other_side_between(look, points, {most_looks_into_bends, way.search.least_width, way.search.at_zero});
}

Crossing nearest_to_the_right(WayThere way, Crossing found) {
  const bool above = !found.upwards;
  for (int nearer = 0; nearer < most_nearer_ones && !found.unseen; ++nearer) {
    const std::optional<KnownPoint> turned = turned_before(way, found.at, above);
    if (!turned || turned->x >= found.at) break;
    const auto unturned = std::ranges::find_if(way.seen | std::views::reverse,
                                               [&](const KnownPoint& point) { return point.x < turned->x; });
    if (unturned == way.seen.rend()) break;
    const ScalarFunction look = [&](double x) { return look_at(way, x); };
    const auto crossings = all_crossings(look, unturned->x, turned->x, {1, way.search.tolerance, way.search.at_zero});
    if (crossings.empty()) break;
    found = crossings.front();
  }
  return found;
}

Crossing mirrored(const Crossing& one) { return {-one.at, one.jump, !one.upwards, one.after, one.before, one.unseen}; }

}  // namespace

Crossing nearest_crossing(const ScalarFunction& function, const std::vector<KnownPoint>& seen, const Crossing& found,
                          const NearestSearch& search) {
  if (search.from <= found.at) return nearest_to_the_right({function, seen, search}, found);
  const ScalarFunction backwards = [&](double x) { return function(-x); };
  std::vector<KnownPoint> turned_round;
  for (const KnownPoint& point : seen | std::views::reverse) turned_round.push_back({-point.x, point.y});
  NearestSearch there = search;
  there.from = -search.from;
  return mirrored(nearest_to_the_right({backwards, turned_round, there}, mirrored(found)));
}

}  // namespace demarche
