#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace demarche {

// A function of one number; nothing where it has no value.
using ScalarFunction = std::function<std::optional<double>(double)>;

// Where a function changes sign. At a jump the two sides keep their distance however near they come.
struct Crossing {
  double at = 0;
  bool jump = false;
  bool upwards = false;  // from below 0 to above
  double before = 0;     // the values on either side, as near as was looked
  double after = 0;
  bool unseen = false;  // somewhere where the function has no value: `at` is the middle of that
};

// On which side of the change a value of exactly 0 lies.
enum class AtZero : std::uint8_t { Above, Below };

struct RootSearch {
  int num_steps = 64;        // equal steps at whose ends signs are compared: two crossings within one step are missed
  double tolerance = 1e-10;  // of the place, as a share of the range
  AtZero at_zero = AtZero::Above;
};

// All crossings of 0 between low and high that the steps can tell apart, in order.
std::vector<Crossing> all_crossings(const ScalarFunction& function, double low, double high,
                                    const RootSearch& search = {});

}  // namespace demarche
