#include "demarche/raid/thinning.h"

#include <algorithm>

namespace demarche {
namespace {

void add_shifted(std::vector<double>& sum, const Law& law, std::size_t shift, double weight) {
  double* out = sum.data() + law.first + shift;
  for (std::size_t k = 0; k < law.mass.size(); ++k) out[k] += weight * law.mass[k];
}

// The second look, for each outcome of the first.
Passage look_twice(const Thinning& thinning, std::size_t num_targets) {
  const Limits& limits = thinning.limits;
  const std::size_t first = engagements(limits, num_targets, 0, limits.magazine);
  const Law missed = survivors(thinning.stopping, first);
  const int shots_left =
      limits.magazine == unlimited ? unlimited : limits.magazine - static_cast<int>(first) * limits.shots;
  Passage passage{{0, std::vector<double>(num_targets + 1, 0.0)}, static_cast<double>(first)};
  for (std::size_t k = 0; k < missed.mass.size(); ++k) {
    const std::size_t num_through = missed.first + k;
    const std::size_t left = num_targets - first + num_through;
    const std::size_t second = engagements(limits, left, first, shots_left);
    const Law last = survivors(after(thinning.stopping, first - num_through, num_through), second);
    add_shifted(passage.through.mass, last, left - second, missed.mass[k]);
    passage.shots += missed.mass[k] * static_cast<double>(second);
  }
  passage.shots *= limits.shots;
  return passage;
}

}  // namespace

std::size_t engagements(const Limits& limits, std::size_t num_targets, std::size_t num_used, int shots_left) {
  std::size_t most = num_targets;
  if (limits.cap != unlimited) most = std::min(most, static_cast<std::size_t>(limits.cap) - num_used);
  if (shots_left != unlimited) most = std::min(most, static_cast<std::size_t>(shots_left / limits.shots));
  return most;
}

bool never_binds(const Limits& limits, std::size_t most_targets) {
  const auto most = static_cast<double>(most_targets) * limits.num_looks;
  return most <= limits.cap && (limits.magazine == unlimited || most * limits.shots <= limits.magazine);
}

Passage pass(const Thinning& thinning, std::size_t num_targets) {
  if (thinning.limits.num_looks > 1) return look_twice(thinning, num_targets);
  const std::size_t engaged = engagements(thinning.limits, num_targets, 0, thinning.limits.magazine);
  Passage passage{survivors(thinning.stopping, engaged), static_cast<double>(engaged) * thinning.limits.shots};
  passage.through.first += num_targets - engaged;
  return passage;
}

Passage pass(const Thinning& thinning, const Law& targets) {
  Passage sum{{0, std::vector<double>(targets.end(), 0.0)}, 0};
  Law missed;
  std::size_t of = unlimited;  // engaged, to get `missed`: beyond a limit it stays the same
  for (std::size_t k = 0; k < targets.mass.size(); ++k) {
    const std::size_t num_targets = targets.first + k;
    if (thinning.limits.num_looks > 1) {
      const Passage one = look_twice(thinning, num_targets);
      add_shifted(sum.through.mass, one.through, 0, targets.mass[k]);
      sum.shots += targets.mass[k] * one.shots;
      continue;
    }
    const std::size_t engaged = engagements(thinning.limits, num_targets, 0, thinning.limits.magazine);
    if (engaged != of) missed = survivors(thinning.stopping, engaged);
    of = engaged;
    add_shifted(sum.through.mass, missed, num_targets - engaged, targets.mass[k]);
    sum.shots += targets.mass[k] * static_cast<double>(engaged) * thinning.limits.shots;
  }
  return sum;
}

Kernel kernel_of(const std::vector<Thinning>& thinnings, std::size_t most_targets) {
  Kernel kernel;
  for (std::size_t n = 0; n <= most_targets; ++n) kernel.push_back({n, {1.0}});
  for (const Thinning& thinning : thinnings) {
    std::vector<Law> rows;
    for (std::size_t n = 0; n <= most_targets; ++n) rows.push_back(pass(thinning, n).through);
    for (Law& row : kernel) {
      Law next{0, std::vector<double>(row.end(), 0.0)};
      for (std::size_t k = 0; k < row.mass.size(); ++k) add_shifted(next.mass, rows[row.first + k], 0, row.mass[k]);
      row = std::move(next);
    }
  }
  return kernel;
}

}  // namespace demarche
