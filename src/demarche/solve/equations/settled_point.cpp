#include "demarche/solve/equations/settled_point.h"

#include "demarche/solve/equations/exponential.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

using Kind = SettledPlay::Kind;
using Entry = SettledPlay::Entry;

struct SettledWalk {
  const SettledPlay& play;
  const LogitStakes& stakes;
  double precision = 0;
  SettledPoint& point;

  double value(std::size_t part) const { return point.values[play.parts[part]] + stakes.shifts[part]; }
  double slope(std::size_t part) const { return point.slopes[play.parts[part]]; }
};

// log p = precision x value, less the log of what makes the sum 1.
void choose(const SettledWalk& walk, const Entry& entry) {
  SettledPoint& point = walk.point;
  const std::size_t first = entry.first_part;
  const std::size_t end = first + entry.num_parts;
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t k = first; k < end; ++k) best = std::max(best, walk.value(k));
  double sum = 0;
  for (std::size_t k = first; k < end; ++k) {
    point.logs[k] = walk.precision * (walk.value(k) - best);
    sum += point.probabilities[k] = share_of(point.logs[k]);
  }
  double mean = 0;
  double gain = 0;
  for (std::size_t k = first; k < end; ++k) {
    point.probabilities[k] /= sum;
    point.logs[k] -= std::log(sum);
    point.log_slopes[k] = walk.value(k) - best + walk.precision * walk.slope(k);
    mean += point.probabilities[k] * point.log_slopes[k];
    gain += point.probabilities[k] * (best - walk.value(k));
  }
  for (std::size_t k = first; k < end; ++k) {
    point.log_slopes[k] -= mean;
    point.distance = std::max(point.distance, point.probabilities[k] * std::abs(point.log_slopes[k] * walk.precision));
  }
  point.max_gain = std::max(point.max_gain, gain);
}

void average(const SettledWalk& walk, const Entry& entry, std::size_t row) {
  SettledPoint& point = walk.point;
  const std::size_t first_choice = walk.play.entries[entry.choice].first_part;
  double value = 0;
  double slope = 0;
  for (std::size_t k = 0; k < entry.num_parts; ++k) {
    const std::size_t part = entry.first_part + k;
    const bool chance = entry.kind == Kind::Chance;
    const double weight = chance ? walk.stakes.weights[part] : point.probabilities[first_choice + k];
    const double turn = chance ? 0.0 : point.log_slopes[first_choice + k];
    value += weight * walk.value(part);
    slope += weight * (walk.slope(part) + turn * walk.value(part));
  }
  point.values[row] = value;
  point.slopes[row] = slope;
}

}  // namespace

void evaluate(const SettledPlay& play, const LogitStakes& stakes, double precision, SettledPoint& point) {
  point.values.assign(play.entries.size(), 0.0);
  point.slopes.assign(play.entries.size(), 0.0);
  for (auto* numbers : {&point.probabilities, &point.logs, &point.log_slopes}) numbers->resize(play.parts.size());
  point.max_gain = point.distance = 0;
  const SettledWalk walk{play, stakes, precision, point};
  for (std::size_t row = 0; row < play.entries.size(); ++row) {
    const Entry& entry = play.entries[row];
    if (entry.kind == Kind::Choice) choose(walk, entry);
    else if (entry.kind != Kind::Constant) average(walk, entry, row);
  }
}

}  // namespace demarche
