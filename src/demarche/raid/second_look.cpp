#include "demarche/raid/second_look.h"

#include <algorithm>

namespace demarche {
namespace {

// Shots left for the classes not served yet, in the first look and in the second. Where all targets got their first
// look the former does not matter and is `unlimited`; elsewhere fewer are left for the second than the largest salvo.
struct Ledger {
  int first = unlimited;
  int second = 0;
};

// One outcome of both looks for one class.
struct Sequel {
  std::size_t through = 0;
  std::size_t ledger = 0;
  double mass = 0;
};

struct Step {
  std::vector<Sequel> sequels;  // empty: not worked out yet
  double shots = 0;
};

// The classes are served in order of priority, each through both looks: what the first look left is known from the
// numbers before the layer, which are therefore fixed one by one from the last class to the first.
struct Looks {
  const Joint& joint;  // the cells that get a second look
  const SharedLayer& layer;
  std::vector<double>& shots;
  int largest_salvo = 1;
  std::size_t num_ledgers = 1;
  std::vector<std::vector<Step>> steps{};  // [axis][number x ledger]
  std::vector<std::size_t> numbers{};      // before the layer, of the axes fixed
  std::size_t rest = 0;                    // position along the axes that do not share
};

std::size_t index_of(const Looks& looks, const Ledger& ledger) {
  if (ledger.first == unlimited) return static_cast<std::size_t>(ledger.second);
  return static_cast<std::size_t>(looks.layer.magazine + 1 + ledger.first * looks.largest_salvo + ledger.second);
}

Ledger ledger_at(const Looks& looks, std::size_t index) {
  const int number = static_cast<int>(index) - looks.layer.magazine - 1;
  if (number < 0) return {unlimited, static_cast<int>(index)};
  return {number / looks.largest_salvo, number % looks.largest_salvo};
}

void add_sequels(Step& step, const std::vector<double>& masses, std::size_t ledger) {
  for (std::size_t m = 0; m < masses.size(); ++m) {
    if (masses[m] > smallest_of_kernel) step.sequels.push_back({m, ledger, masses[m]});
  }
}

Step make_step(const Looks& looks, std::size_t axis, std::size_t number, std::size_t index) {
  const Thinning& thinning = looks.layer.classes[axis];
  const Limits& limits = thinning.limits;
  const Ledger ledger = ledger_at(looks, index);
  const bool is_last = axis + 1 == looks.layer.classes.size();
  const std::size_t first = engagements(limits, number, 0, ledger.first);
  const int first_left = ledger.first == unlimited ? unlimited : ledger.first - static_cast<int>(first) * limits.shots;
  const Law missed = survivors(thinning.stopping, first);
  Step step;
  std::vector<double> masses(number + 1, 0.0);
  std::size_t of = 0;  // engaged a second time, to get `masses`: outcomes that leave the same ledger are one
  for (std::size_t k = 0; k < missed.mass.size(); ++k) {
    const std::size_t num_through = missed.first + k;
    const std::size_t left = number - first + num_through;
    const std::size_t second = engagements(limits, left, first, ledger.second);
    const Ledger next{first_left, ledger.second - static_cast<int>(of) * limits.shots};
    if (second != of && !is_last) {
      add_sequels(step, masses, index_of(looks, next));
      std::ranges::fill(masses, 0.0);
    }
    of = second;
    const Law last = survivors(after(thinning.stopping, first - num_through, num_through), second);
    for (std::size_t j = 0; j < last.mass.size(); ++j) {
      masses[left - second + last.first + j] += missed.mass[k] * last.mass[j];
    }
    step.shots += missed.mass[k] * static_cast<double>((first + second)) * limits.shots;
  }
  const Ledger next{first_left, ledger.second - static_cast<int>(of) * limits.shots};
  add_sequels(step, masses, is_last ? 0 : index_of(looks, next));
  return step;
}

const Step& step_at(Looks& looks, std::size_t axis, std::size_t ledger) {
  Step& step = looks.steps[axis][looks.numbers[axis] * looks.num_ledgers + ledger];
  if (step.sequels.empty()) step = make_step(looks, axis, looks.numbers[axis], ledger);
  return step;
}

// The shots left after a first look at all classes, by their numbers; whether somebody gets a second.
struct FirstLook {
  Ledger ledger{};
  bool all_served = true;
  bool goes_on = false;
};

FirstLook first_look(const SharedLayer& layer, const std::vector<std::size_t>& numbers) {
  FirstLook look{{layer.magazine, layer.magazine}, true, false};
  std::vector<std::size_t> engaged;
  for (std::size_t axis = 0; axis < numbers.size(); ++axis) {
    const Limits& limits = layer.classes[axis].limits;
    engaged.push_back(engagements(limits, numbers[axis], 0, look.ledger.second));
    look.ledger.second -= static_cast<int>(engaged.back()) * limits.shots;
    if (engaged.back() < engagements(limits, numbers[axis], 0, unlimited)) look.all_served = false;
  }
  for (std::size_t axis = 0; axis < numbers.size(); ++axis) {
    const Limits& limits = layer.classes[axis].limits;
    if (engagements(limits, numbers[axis], engaged[axis], look.ledger.second) > 0) look.goes_on = true;
  }
  if (look.all_served) look.ledger.first = unlimited;
  return look;
}

std::size_t cell_of(const Looks& looks) {
  std::size_t cell = 0;
  for (std::size_t axis = 0; axis < looks.numbers.size(); ++axis) {
    cell = cell * looks.joint.extents[axis] + looks.numbers[axis];
  }
  return cell * shape_at(looks.joint.extents, looks.numbers.size() - 1).after + looks.rest;
}

void serve(Looks& looks, std::size_t axis, const std::vector<double>& before, std::vector<double>& served) {
  const bool is_last = axis + 1 == looks.layer.classes.size();
  const std::size_t num_next = is_last ? 1 : looks.num_ledgers;
  const std::size_t extent = looks.joint.extents[axis];
  for (std::size_t cell = 0; cell < before.size(); ++cell) {
    if (before[cell] == 0) continue;
    const Step& step = step_at(looks, axis, cell % looks.num_ledgers);
    double* out = served.data() + cell / looks.num_ledgers * extent * num_next;
    for (const Sequel& sequel : step.sequels)
      out[sequel.through * num_next + sequel.ledger] += before[cell] * sequel.mass;
    looks.shots[axis] += before[cell] * step.shots;
  }
}

// The joint law of what gets through of the first `num_axes` classes and of the ledger then, for fixed numbers of the
// others; empty where it is zero.
std::vector<double> served_up_to(Looks& looks, std::size_t num_axes) {
  std::vector<double> served;
  if (num_axes == 0) {
    const double mass = looks.joint.cells[cell_of(looks)];
    if (mass == 0) return served;
    served.assign(looks.num_ledgers, 0.0);
    served[index_of(looks, first_look(looks.layer, looks.numbers).ledger)] = mass;
    return served;
  }
  const std::size_t axis = num_axes - 1;
  const bool is_last = num_axes == looks.layer.classes.size();
  std::size_t size = is_last ? 1 : looks.num_ledgers;
  for (std::size_t k = 0; k < num_axes; ++k) size *= looks.joint.extents[k];
  for (std::size_t number = 0; number < looks.joint.extents[axis]; ++number) {
    looks.numbers[axis] = number;
    const std::vector<double> before = served_up_to(looks, axis);
    if (before.empty()) continue;
    served.resize(size, 0.0);
    serve(looks, axis, before, served);
  }
  return served;
}

// Moves the cells that get a second look out of the joint law.
Joint take_second(Joint& joint, const SharedLayer& layer) {
  Joint second{joint.classes, joint.extents, std::vector<double>(joint.cells.size(), 0.0)};
  const std::size_t num_shared = layer.classes.size();
  const std::size_t after = shape_at(joint.extents, num_shared - 1).after;
  std::vector<std::size_t> numbers(num_shared, 0);
  for (std::size_t row = 0; row < joint.cells.size() / after; ++row) {
    std::size_t left = row;
    for (std::size_t axis = num_shared; axis-- > 0;) {
      numbers[axis] = left % joint.extents[axis];
      left /= joint.extents[axis];
    }
    if (!first_look(layer, numbers).goes_on) continue;
    for (std::size_t cell = row * after; cell < (row + 1) * after; ++cell) {
      std::swap(second.cells[cell], joint.cells[cell]);
    }
  }
  return second;
}

}  // namespace

std::vector<double> look_twice_shared(Joint& joint, const SharedLayer& layer, std::vector<double>& shots) {
  const Joint second = take_second(joint, layer);
  const std::size_t num_shared = layer.classes.size();
  Looks looks{.joint = second, .layer = layer, .shots = shots};
  for (const Thinning& thinning : layer.classes) {
    looks.largest_salvo = std::max(looks.largest_salvo, thinning.limits.shots);
  }
  const auto num_shots = static_cast<std::size_t>(layer.magazine) + 1;
  looks.num_ledgers = num_shots;
  if (looks.largest_salvo > 1) looks.num_ledgers += num_shots * static_cast<std::size_t>(looks.largest_salvo);
  for (std::size_t axis = 0; axis < num_shared; ++axis) {
    looks.steps.emplace_back(joint.extents[axis] * looks.num_ledgers);
  }
  looks.numbers.assign(num_shared, 0);
  const std::size_t after = shape_at(joint.extents, num_shared - 1).after;
  std::vector<double> result(joint.cells.size(), 0.0);
  for (looks.rest = 0; looks.rest < after; ++looks.rest) {
    const std::vector<double> served = served_up_to(looks, num_shared);
    for (std::size_t row = 0; row < served.size(); ++row) result[row * after + looks.rest] = served[row];
  }
  return result;
}

}  // namespace demarche
