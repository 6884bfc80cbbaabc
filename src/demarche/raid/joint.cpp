#include "demarche/raid/joint.h"

#include <algorithm>
#include <numeric>

namespace demarche {
namespace {

bool all_zero(const double* cells, std::size_t num) {
  return std::all_of(cells, cells + num, [](double cell) { return cell == 0; });
}

// An axis is folded into a last axis that holds the sum so far: what stood at [.., n, .., t] goes to [.., t + m].
struct Fold {
  std::vector<std::size_t> extents;  // of the axes not folded yet, then of the sum
  std::vector<double> cells;
};

Fold fold_axis(const Fold& fold, std::size_t axis, const Kernel& kernel) {
  const std::size_t num_sums = fold.extents.back();
  Fold next{fold.extents, {}};
  next.extents.erase(next.extents.begin() + static_cast<std::ptrdiff_t>(axis));
  next.extents.back() = num_sums + fold.extents[axis] - 1;
  const AxisShape shape = shape_at(fold.extents, axis);
  const std::size_t between = shape.after / num_sums;
  next.cells.assign(shape.before * between * next.extents.back(), 0.0);
  const double* in = fold.cells.data();
  for (std::size_t row = 0; row < shape.before * shape.extent * between; ++row, in += num_sums) {
    if (all_zero(in, num_sums)) continue;
    const std::size_t before = row / (shape.extent * between);
    const Law& through = kernel[row / between % shape.extent];
    double* out = next.cells.data() + (before * between + row % between) * next.extents.back() + through.first;
    if (num_sums == 1) {
      add_scaled(out, through.mass.data(), through.mass.size(), *in);
    } else {
      for (double mass : through.mass) add_scaled(out++, in, num_sums, mass);
    }
  }
  return next;
}

Kernel no_change(std::size_t most) {
  Kernel kernel;
  for (std::size_t n = 0; n <= most; ++n) kernel.push_back({n, {1.0}});
  return kernel;
}

Kernel trimmed(Kernel kernel) {
  for (Law& row : kernel) trim(row, smallest_of_kernel);
  return kernel;
}

}  // namespace

AxisShape shape_at(const std::vector<std::size_t>& extents, std::size_t axis) {
  AxisShape shape;
  for (std::size_t k = 0; k < axis; ++k) shape.before *= extents[k];
  shape.extent = extents[axis];
  for (std::size_t k = axis + 1; k < extents.size(); ++k) shape.after *= extents[k];
  return shape;
}

Joint joint_of(const std::vector<std::size_t>& classes, const std::vector<Law>& laws) {
  Joint joint{classes, {}, {1.0}};
  for (Law law : laws) {
    trim(law, smallest_of_class);
    joint.extents.push_back(law.end());
    std::vector<double> cells(joint.cells.size() * law.end(), 0.0);
    for (std::size_t row = 0; row < joint.cells.size(); ++row) {
      add_scaled(cells.data() + row * law.end() + law.first, law.mass.data(), law.mass.size(), joint.cells[row]);
    }
    joint.cells = std::move(cells);
  }
  return joint;
}

Joint reordered(const Joint& joint, const std::vector<std::size_t>& classes) {
  if (classes == joint.classes) return joint;
  Joint result{classes, {}, std::vector<double>(joint.cells.size(), 0.0)};
  std::vector<std::size_t> strides;  // in the old array, of each new axis
  for (std::size_t one : classes) {
    const auto axis = static_cast<std::size_t>(std::ranges::find(joint.classes, one) - joint.classes.begin());
    result.extents.push_back(joint.extents[axis]);
    strides.push_back(shape_at(joint.extents, axis).after);
  }
  for (std::size_t cell = 0; cell < result.cells.size(); ++cell) {
    std::size_t from = 0;
    std::size_t rest = cell;
    for (std::size_t axis = classes.size(); axis-- > 0;) {
      from += rest % result.extents[axis] * strides[axis];
      rest /= result.extents[axis];
    }
    result.cells[cell] = joint.cells[from];
  }
  return result;
}

Law marginal(const Joint& joint, std::size_t axis) {
  const AxisShape shape = shape_at(joint.extents, axis);
  Law law{0, std::vector<double>(shape.extent, 0.0)};
  const double* in = joint.cells.data();
  for (std::size_t row = 0; row < shape.before * shape.extent; ++row, in += shape.after) {
    law.mass[row % shape.extent] += std::accumulate(in, in + shape.after, 0.0);
  }
  return law;
}

// In place: what gets through is never more than what came, and smaller numbers were dealt with before.
void thin_axis(Joint& joint, std::size_t axis, const Kernel& kernel) {
  const Kernel rows = trimmed(kernel);
  const AxisShape shape = shape_at(joint.extents, axis);
  for (std::size_t before = 0; before < shape.before; ++before) {
    double* slab = joint.cells.data() + before * shape.extent * shape.after;
    for (std::size_t n = 0; n < shape.extent; ++n) {
      double* here = slab + n * shape.after;
      if (all_zero(here, shape.after)) continue;
      const std::vector<double> source(here, here + shape.after);
      std::fill(here, here + shape.after, 0.0);
      const Law& row = rows[n];
      for (std::size_t k = 0; k < row.mass.size(); ++k) {
        add_scaled(slab + (row.first + k) * shape.after, source.data(), shape.after, row.mass[k]);
      }
    }
  }
}

// The shortest axis first: the array is largest then.
Law total_through(const Joint& joint, const std::vector<Kernel>& kernels) {
  Fold fold{joint.extents, joint.cells};
  fold.extents.push_back(1);
  std::vector<std::size_t> axes(joint.extents.size());
  std::iota(axes.begin(), axes.end(), std::size_t{0});
  while (!axes.empty()) {
    const auto shortest = std::min_element(fold.extents.begin(), fold.extents.end() - 1);
    const auto axis = static_cast<std::size_t>(shortest - fold.extents.begin());
    const Kernel& kernel = kernels[axes[axis]];
    fold = fold_axis(fold, axis, kernel.empty() ? no_change(fold.extents[axis] - 1) : trimmed(kernel));
    axes.erase(axes.begin() + static_cast<std::ptrdiff_t>(axis));
  }
  return {0, std::move(fold.cells)};
}

}  // namespace demarche
