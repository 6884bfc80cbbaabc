#include "demarche/draw/prim.h"

#include "demarche/draw/spread.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

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

// Rows, and those of them in which it happens.
struct Count {
  std::size_t num = 0;
  std::size_t hits = 0;
  void add(bool hit) {
    ++num;
    hits += hit ? 1 : 0;
  }
  double density() const { return num == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(num); }
};

bool keeps(const BoxSide& side, double number) {
  return within({side.at_least.value_or(-infinity), side.at_most.value_or(infinity)}, number);
}

// Which side alone keeps a row out: `sides.size()` where none does, nothing where several do.
std::optional<std::size_t> only_obstacle(const std::vector<BoxSide>& sides, const Inputs& inputs, std::size_t row) {
  std::size_t obstacle = sides.size();
  for (std::size_t k = 0; k < sides.size(); ++k) {
    if (keeps(sides[k], inputs(row, sides[k].column))) continue;
    if (obstacle != sides.size()) return std::nullopt;
    obstacle = k;
  }
  return obstacle;
}

// The box that the sides make. A side's meaning is measured against the density of the box that the others make alone.
Box box_of(std::vector<BoxSide> sides, const Inputs& inputs, const std::vector<bool>& happens) {
  Count inside, all;
  std::vector<Count> kept_out(sides.size());  // by that side alone
  for (std::size_t row = 0; row < inputs.num_rows(); ++row) {
    all.add(happens[row]);
    const std::optional<std::size_t> obstacle = only_obstacle(sides, inputs, row);
    if (obstacle) (*obstacle == sides.size() ? inside : kept_out[*obstacle]).add(happens[row]);
  }
  for (std::size_t k = 0; k < sides.size(); ++k) {
    const Count without{inside.num + kept_out[k].num, inside.hits + kept_out[k].hits};
    sides[k].quasi_p = binomial_tail(inside.hits, inside.num, without.density());
  }
  Box box{std::move(sides), 0, inside.density(), 0};
  box.coverage = all.hits > 0 ? static_cast<double>(inside.hits) / static_cast<double>(all.hits) : 0;
  box.mass = static_cast<double>(inside.num) / static_cast<double>(all.num);
  return box;
}

Box box_of(const Peeling& peeling) {
  std::vector<BoxSide> sides;
  for (std::size_t column = 0; column < peeling.inputs.num_columns; ++column) {
    const Limits& limits = peeling.limits[column];
    if (limits.low == -infinity && limits.high == infinity) continue;
    BoxSide side{column, {}, {}, 1};
    if (limits.low > -infinity) side.at_least = limits.low;
    if (limits.high < infinity) side.at_most = limits.high;
    sides.push_back(side);
  }
  return box_of(std::move(sides), peeling.inputs, peeling.happens);
}

double balance_of(const Box& box) {
  const double sum = box.density + box.coverage;
  return sum > 0 ? box.density * box.coverage / sum : 0;
}

}  // namespace

std::vector<Box> peel_boxes(const Inputs& inputs, const std::vector<bool>& happens, const PrimOptions& options) {
  Peeling peeling{inputs, happens, std::vector<std::size_t>(inputs.num_rows()),
                  std::vector<Limits>(inputs.num_columns)};
  std::iota(peeling.inside.begin(), peeling.inside.end(), std::size_t{0});
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

Box pruned(Box box, const Inputs& inputs, const std::vector<bool>& happens, double most_p) {
  while (!box.sides.empty()) {
    const auto least_telling = std::ranges::max_element(box.sides, {}, &BoxSide::quasi_p);
    if (least_telling->quasi_p <= most_p) break;
    box.sides.erase(least_telling);
    box = box_of(std::move(box.sides), inputs, happens);
  }
  return box;
}

NamedBox balanced_box(const std::vector<Box>& boxes, const Inputs& inputs, const std::vector<bool>& happens) {
  NamedBox best;
  for (std::size_t k = 0; k < boxes.size(); ++k) {
    Box box = pruned(boxes[k], inputs, happens);
    if (k == 0 || balance_of(box) > balance_of(best.box)) best = {k, std::move(box)};
  }
  return best;
}

}  // namespace demarche
