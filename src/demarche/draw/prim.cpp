#include "demarche/draw/prim.h"

#include "demarche/draw/spread.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace demarche {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

enum class Side : std::uint8_t { Low, High };

struct Limits {
  double low = -infinity;
  double high = infinity;
};

struct Peeling {
  const Inputs& inputs;
  const std::vector<bool>& happens;
  std::vector<std::size_t> inside;
  std::vector<Limits> limits;
};

std::size_t num_happening(const std::vector<bool>& happens, const std::vector<std::size_t>& rows) {
  return static_cast<std::size_t>(std::ranges::count_if(rows, [&](std::size_t row) { return happens[row]; }));
}

double density_of(const std::vector<bool>& happens, const std::vector<std::size_t>& rows) {
  return rows.empty() ? 0 : static_cast<double>(num_happening(happens, rows)) / static_cast<double>(rows.size());
}

bool within(const Limits& limits, double number) { return limits.low <= number && number <= limits.high; }

// What is left when one column is held to these limits.
struct Peel {
  std::size_t column = 0;
  Limits limits;
  std::vector<std::size_t> inside;
  double density = -1;
};

// The limits with a slice off at the low or the high end: halfway between the last number off and the first kept, so
// that the edge does not sit on a drawn number. Nothing where all numbers are alike.
std::optional<Limits> sliced(std::vector<double> numbers, const Limits& limits, double share, Side side) {
  std::ranges::sort(numbers);
  const double cut = sorted_quantile(numbers, side == Side::Low ? share : 1 - share);
  if (side == Side::Low) {
    const auto kept = std::ranges::upper_bound(numbers, cut);
    if (kept == numbers.begin() || kept == numbers.end()) return std::nullopt;
    return Limits{(*(kept - 1) + *kept) / 2, limits.high};
  }
  const auto off = std::ranges::lower_bound(numbers, cut);
  if (off == numbers.begin() || off == numbers.end()) return std::nullopt;
  return Limits{limits.low, (*(off - 1) + *off) / 2};
}

void consider(const Peeling& peeling, std::size_t column, const Limits& limits, Peel& best) {
  Peel peel{column, limits, {}, -1};
  for (const std::size_t row : peeling.inside) {
    if (within(limits, peeling.inputs(row, column))) peel.inside.push_back(row);
  }
  if (peel.inside.empty() || peel.inside.size() == peeling.inside.size()) return;
  peel.density = density_of(peeling.happens, peel.inside);
  const bool better =
      peel.density > best.density || (peel.density == best.density && peel.inside.size() > best.inside.size());
  if (better) best = std::move(peel);
}

Peel best_peel(const Peeling& peeling, double share) {
  Peel best;
  for (std::size_t column = 0; column < peeling.inputs.num_columns; ++column) {
    std::vector<double> numbers;
    for (const std::size_t row : peeling.inside) numbers.push_back(peeling.inputs(row, column));
    for (const Side side : {Side::Low, Side::High}) {
      const auto limits = sliced(numbers, peeling.limits[column], share, side);
      if (limits) consider(peeling, column, *limits, best);
    }
  }
  return best;
}

// P(at least `hits` of `trials`) where each hits with this probability.
double binomial_tail(std::size_t hits, std::size_t trials, double probability) {
  if (probability >= 1) return 1;
  if (probability <= 0) return hits == 0 ? 1 : 0;
  double tail = 0;
  const auto n = static_cast<double>(trials);
  for (std::size_t k = hits; k <= trials; ++k) {
    const auto x = static_cast<double>(k);
    tail += std::exp(std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) + x * std::log(probability) +
                     (n - x) * std::log1p(-probability));
  }
  return std::min(tail, 1.0);
}

// The side's meaning: against the density of the box that the other sides alone make.
double quasi_p(const Peeling& peeling, std::size_t without) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < peeling.inputs.num_rows(); ++row) {
    bool inside = true;
    for (std::size_t column = 0; column < peeling.inputs.num_columns && inside; ++column) {
      inside = column == without || within(peeling.limits[column], peeling.inputs(row, column));
    }
    if (inside) rows.push_back(row);
  }
  return binomial_tail(num_happening(peeling.happens, peeling.inside), peeling.inside.size(),
                       density_of(peeling.happens, rows));
}

Box box_of(const Peeling& peeling) {
  Box box;
  for (std::size_t column = 0; column < peeling.inputs.num_columns; ++column) {
    const Limits& limits = peeling.limits[column];
    if (limits.low == -infinity && limits.high == infinity) continue;
    BoxSide side{column, {}, {}, quasi_p(peeling, column)};
    if (limits.low > -infinity) side.at_least = limits.low;
    if (limits.high < infinity) side.at_most = limits.high;
    box.sides.push_back(side);
  }
  const auto all = static_cast<double>(std::ranges::count(peeling.happens, true));
  const auto found = static_cast<double>(num_happening(peeling.happens, peeling.inside));
  box.coverage = all > 0 ? found / all : 0;
  box.density = density_of(peeling.happens, peeling.inside);
  box.mass = static_cast<double>(peeling.inside.size()) / static_cast<double>(peeling.inputs.num_rows());
  return box;
}

Peeling peeling_with(const std::vector<BoxSide>& sides, const Inputs& inputs, const std::vector<bool>& happens) {
  Peeling peeling{inputs, happens, {}, std::vector<Limits>(inputs.num_columns)};
  for (const BoxSide& side : sides) {
    peeling.limits[side.column] = {side.at_least.value_or(-infinity), side.at_most.value_or(infinity)};
  }
  for (std::size_t row = 0; row < inputs.num_rows(); ++row) {
    const bool inside = std::ranges::all_of(
        sides, [&](const BoxSide& side) { return within(peeling.limits[side.column], inputs(row, side.column)); });
    if (inside) peeling.inside.push_back(row);
  }
  return peeling;
}

}  // namespace

std::vector<Box> peel_boxes(const Inputs& inputs, const std::vector<bool>& happens, const PrimOptions& options) {
  Peeling peeling = peeling_with({}, inputs, happens);
  std::vector<Box> boxes;
  if (peeling.inside.empty()) return boxes;
  boxes.push_back(box_of(peeling));
  const double least_rows = options.least_mass * static_cast<double>(inputs.num_rows());
  while (boxes.back().density < 1) {
    Peel peel = best_peel(peeling, options.peel);
    if (static_cast<double>(peel.inside.size()) < std::max(least_rows, 1.0)) break;
    peeling.limits[peel.column] = peel.limits;
    peeling.inside = std::move(peel.inside);
    boxes.push_back(box_of(peeling));
  }
  return boxes;
}

Box box_to_name(const std::vector<Box>& boxes, double density) {
  const Box* found = nullptr;
  for (const Box& box : boxes) {
    if (box.density >= density && (!found || box.coverage > found->coverage)) found = &box;
  }
  if (found) return *found;
  return *std::ranges::max_element(boxes, {}, &Box::density);
}

std::size_t balanced_box(const std::vector<Box>& boxes) {
  const auto best = std::ranges::max_element(boxes, {}, [](const Box& box) {
    const double sum = box.density + box.coverage;
    return sum > 0 ? box.density * box.coverage / sum : 0;
  });
  return static_cast<std::size_t>(best - boxes.begin());
}

Box pruned(Box box, const Inputs& inputs, const std::vector<bool>& happens, double most_p) {
  while (!box.sides.empty()) {
    const auto least_telling = std::ranges::max_element(box.sides, {}, &BoxSide::quasi_p);
    if (least_telling->quasi_p <= most_p) break;
    box.sides.erase(least_telling);
    box = box_of(peeling_with(box.sides, inputs, happens));
  }
  return box;
}

}  // namespace demarche
