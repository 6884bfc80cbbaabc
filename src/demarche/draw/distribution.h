#pragma once

#include "demarche/base/distribution_kind.h"

#include <limits>

namespace demarche {

// What is known of an uncertain number: a best guess, and a range. The range holds 90% of a normal or lognormal number,
// and all of a uniform or triangular one.
struct Uncertain {
  double best = 0;
  double low = 0;
  double high = 0;
  // Where it cannot be at all.
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();
  bool whole = false;  // it counts things: the nearest whole number is drawn
  DistributionKind kind = DistributionKind::Normal;
};

// With the bounds that the range itself suggests: what is nowhere negative in its range stays so, likewise what is
// nowhere positive, and what lies within 0 to 1 is taken for a share and stays one.
Uncertain with_natural_bounds(double best, double low, double high);

// The number below which this share (0 < share < 1) of its distribution lies.
//
// Normal: two halves of normal distributions that meet in the best guess. Half lies below it, 5% below `low`, 5% above
// `high`. A side cut off by a bound keeps its half and loses its tail. Where `low` (or `high`) is the best guess itself
// there is one side only, which holds everything, 90% of it within the range.
// Lognormal: the logarithm is normal in this sense. Where the range is not above 0, the number is normal.
// Uniform: every number of the range is as likely; the best guess plays no part.
// Triangular: most likely at the best guess, and less in a straight line to either end of the range.
//
// A best guess outside the range gives way to the middle of the range.
double quantile(const Uncertain& number, double share);

}  // namespace demarche
