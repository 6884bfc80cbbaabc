#pragma once

#include "demarche/raid/thinning.h"

#include <vector>

namespace demarche {

// The joint law of the numbers of several classes, once a shared magazine has made them depend on each other: an array
// with one axis a class, from 0 up, the last axis contiguous. Masses below 1e-32 of a class and below 1e-60 of a cell
// are left out, so that no product of probabilities becomes too small for a double.
struct Joint {
  std::vector<std::size_t> classes;  // of each axis
  std::vector<std::size_t> extents;
  std::vector<double> cells;
};

// Of independent classes; `laws` in the order of `classes`.
Joint joint_of(const std::vector<std::size_t>& classes, const std::vector<Law>& laws);

// The same law with its axes in another order.
Joint reordered(const Joint& joint, const std::vector<std::size_t>& classes);

Law marginal(const Joint& joint, std::size_t axis);

// Each number along the axis is replaced by what gets through.
void thin_axis(Joint& joint, std::size_t axis, const Kernel& kernel);

// The law of the sum over all classes of what gets through; one kernel an axis, none to leave an axis as it is.
Law total_through(const Joint& joint, const std::vector<Kernel>& kernels);

// Probabilities along one axis of an array seen as [before x extent x after].
struct AxisShape {
  std::size_t before = 1;
  std::size_t extent = 1;
  std::size_t after = 1;
};
AxisShape shape_at(const std::vector<std::size_t>& extents, std::size_t axis);

// out[i] += weight * in[i], for rows that do not overlap.
inline void add_scaled(double* __restrict out, const double* __restrict in, std::size_t num, double weight) {
  for (std::size_t i = 0; i < num; ++i) out[i] += weight * in[i];
}

inline constexpr double smallest_of_class = 1e-32;
inline constexpr double smallest_of_cell = 1e-60;
inline constexpr double smallest_of_kernel = 1e-40;

}  // namespace demarche
