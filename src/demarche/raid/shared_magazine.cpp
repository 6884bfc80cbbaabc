#include "demarche/raid/shared_magazine.h"

#include "demarche/raid/second_look.h"

#include <algorithm>

namespace demarche {
namespace {

// Laws of those that get through, by the number engaged; no longer than the magazine and the axis allow.
std::vector<Law> rows_of(const Thinning& thinning, std::size_t most) {
  std::vector<Law> rows;
  for (std::size_t engaged = 0; engaged <= most; ++engaged) {
    rows.push_back(survivors(thinning.stopping, engaged));
    trim(rows.back(), smallest_of_kernel);
  }
  return rows;
}

// Moves each number n of one class, in a block [extent x after] where all classes served before are known, to what gets
// through when at most `most` can be engaged. In place, from small to large: numbers only fall.
void thin_block(double* block, const AxisShape& shape, std::size_t most, const std::vector<Law>& rows,
                std::vector<double>& source) {
  for (std::size_t n = 1; n < shape.extent; ++n) {
    double* here = block + n * shape.after;
    if (std::all_of(here, here + shape.after, [](double cell) { return cell == 0; })) continue;
    std::copy(here, here + shape.after, source.begin());
    std::fill(here, here + shape.after, 0.0);
    const std::size_t engaged = std::min(n, most);
    const Law& row = rows[engaged];
    double* out = block + (n - engaged + row.first) * shape.after;
    if (shape.after == 1) {
      add_scaled(out, row.mass.data(), row.mass.size(), source[0]);
      continue;
    }
    for (double mass : row.mass) {
      add_scaled(out, source.data(), shape.after, mass);
      out += shape.after;
    }
  }
}

double mass_times_engaged(const double* block, const AxisShape& shape, std::size_t most) {
  double sum = 0;
  for (std::size_t n = 1; n < shape.extent; ++n) {
    const double* here = block + n * shape.after;
    double mass = 0;
    for (std::size_t i = 0; i < shape.after; ++i) mass += here[i];
    sum += mass * static_cast<double>(std::min(n, most));
  }
  return sum;
}

// The shots left by the classes before `axis` when their numbers are those of row `before`.
int shots_left(const Joint& joint, const SharedLayer& layer, std::size_t axis, std::size_t before) {
  std::vector<std::size_t> numbers(axis);
  for (std::size_t k = axis; k-- > 0;) {
    numbers[k] = before % joint.extents[k];
    before /= joint.extents[k];
  }
  int left = layer.magazine;
  for (std::size_t k = 0; k < axis; ++k) {
    const Limits& limits = layer.classes[k].limits;
    left -= static_cast<int>(engagements(limits, numbers[k], 0, left)) * limits.shots;
  }
  return left;
}

// The class served last goes first: what it can be given depends on the numbers of the others before the layer.
double thin_class(Joint& joint, const SharedLayer& layer, std::size_t axis) {
  const Thinning& thinning = layer.classes[axis];
  const AxisShape shape = shape_at(joint.extents, axis);
  const std::vector<Law> rows = rows_of(thinning, engagements(thinning.limits, shape.extent - 1, 0, layer.magazine));
  std::vector<double> source(shape.after);
  double engaged = 0;
  for (std::size_t before = 0; before < shape.before; ++before) {
    const int left = shots_left(joint, layer, axis, before);
    const std::size_t most = engagements(thinning.limits, shape.extent - 1, 0, left);
    if (most == 0) continue;
    double* block = joint.cells.data() + before * shape.extent * shape.after;
    engaged += mass_times_engaged(block, shape, most);
    thin_block(block, shape, most, rows, source);
  }
  return engaged * thinning.limits.shots;
}

}  // namespace

std::vector<double> thin_shared(Joint& joint, const SharedLayer& layer) {
  for (double& cell : joint.cells) {
    if (cell < smallest_of_cell) cell = 0;
  }
  std::vector<double> shots(layer.classes.size(), 0.0);
  Joint twice{joint.classes, joint.extents, {}};
  if (layer.num_looks > 1) twice.cells = look_twice_shared(joint, layer, shots);
  for (std::size_t axis = layer.classes.size(); axis-- > 0;) shots[axis] += thin_class(joint, layer, axis);
  for (std::size_t cell = 0; cell < twice.cells.size(); ++cell) joint.cells[cell] += twice.cells[cell];
  return shots;
}

}  // namespace demarche
