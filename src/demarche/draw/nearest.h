#pragma once

#include "demarche/draw/dip.h"

#include <vector>

namespace demarche {

struct NearestSearch {
  double from = 0;          // on one side of the crossing; nearer ones are looked for between
  double tolerance = 1e-6;  // of the place, as a share of where it was last seen to lie
  double least_width = 0;   // stretches that are no wider are not looked into
  AtZero at_zero = AtZero::Above;
};

// Of three changes of sign within a step any may be found. Looks on the way to the one that was, a third and two thirds
// of it, and where the function, from what was seen of it (in order), could come to the other side; and so on from a
// nearer one. What is narrow enough is still missed.
Crossing nearest_crossing(const ScalarFunction& function, const std::vector<KnownPoint>& seen, const Crossing& found,
                          const NearestSearch& search);

}  // namespace demarche
