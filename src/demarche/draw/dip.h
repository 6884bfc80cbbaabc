#pragma once

#include "demarche/draw/roots.h"

#include <vector>

namespace demarche {

// A function's value at a place.
struct KnownPoint {
  double x = 0;
  double y = 0;
};

struct DipSearch {
  int most_looks = 16;
  double least_width = 0;  // stretches that are no wider are not looked into
  AtZero at_zero = AtZero::Above;
};

// Two changes of sign that follow on each other show at no point around them. Among points of the first one's sign, in
// order, this looks for a place where the function has the other sign: wherever it could come to 0 if it bent one way
// only, most of all first. Points that were seen on the way are put among the others. A last point of the other sign
// tells from where the function comes.
std::optional<KnownPoint> other_side_between(const ScalarFunction& function, std::vector<KnownPoint>& points,
                                             const DipSearch& search);

}  // namespace demarche
