#include "demarche/study/stakes_slope.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demarche {
namespace {

constexpr double relative_step = 1e-3;

// The numbers with one parameter moved.
struct Mover {
  const ReadNumbers& read;
  const Parameters& parameters;
  ParameterId parameter;

  std::optional<Numbers> operator()(double value) const {
    Parameters moved = parameters;
    moved[parameter] = value;
    return read(moved);
  }
};

void add(std::vector<double>& sum, double weight, const std::vector<double>& terms) {
  sum.resize(terms.size(), 0.0);
  for (std::size_t k = 0; k < terms.size(); ++k) sum[k] += weight * terms[k];
}

void add(Numbers& sum, double weight, const Numbers& terms) {
  add(sum.payoffs, weight, terms.payoffs);
  add(sum.odds, weight, terms.odds);
  add(sum.thoughts, weight, terms.thoughts);
  add(sum.readings, weight, terms.readings);
  add(sum.responses, weight, terms.responses);
  add(sum.own_precisions, weight, terms.own_precisions);
  add(sum.formulas, weight, terms.formulas);
  sum.precision += weight * terms.precision;
}

// (numbers at value + step) - (numbers at value - step), over twice the step.
std::optional<Numbers> central(const Mover& numbers_at, double value, double step) {
  const auto above = numbers_at(value + step);
  const auto below = above ? numbers_at(value - step) : std::nullopt;
  if (!below) return std::nullopt;
  const double width = (value + step) - (value - step);
  Numbers slope;
  add(slope, 1 / width, *above);
  add(slope, -1 / width, *below);
  return slope;
}

Numbers mixed(double weight, const Numbers& one, double other_weight, const Numbers& other) {
  Numbers sum;
  add(sum, weight, one);
  add(sum, other_weight, other);
  return sum;
}

// Romberg's extrapolation of central differences by h, h/2 and h/4: what is left of the error is of order 6.
std::optional<Slope> two_sided(const Mover& numbers_at, double value, double step) {
  const auto wide = central(numbers_at, value, step);
  const auto half = wide ? central(numbers_at, value, step / 2) : std::nullopt;
  const auto quarter = half ? central(numbers_at, value, step / 4) : std::nullopt;
  if (!quarter) return std::nullopt;
  const Numbers first = mixed(4.0 / 3, *half, -1.0 / 3, *wide);
  Numbers second = mixed(4.0 / 3, *quarter, -1.0 / 3, *half);
  Numbers best = mixed(16.0 / 15, second, -1.0 / 15, first);
  return Slope{std::move(best), std::move(second), {}};
}

// Five points to one side, of order 4 (Abramowitz & Stegun 1964, 25.3), extrapolated once.
std::optional<Numbers> five_points(const Mover& numbers_at, double value, double step) {
  constexpr std::array<double, 5> weights = {-25.0 / 12, 4, -3, 4.0 / 3, -1.0 / 4};
  Numbers slope;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const auto numbers = numbers_at(value + static_cast<double>(k) * step);
    if (!numbers) return std::nullopt;
    add(slope, weights[k] / step, *numbers);
  }
  return slope;
}

std::optional<Slope> one_sided(const Mover& numbers_at, double value, double step) {
  const auto wide = five_points(numbers_at, value, step);
  const auto half = wide ? five_points(numbers_at, value, step / 2) : std::nullopt;
  if (!half) return std::nullopt;
  Numbers best = mixed(16.0 / 15, *half, -1.0 / 15, *wide);
  return Slope{std::move(best), *half, step > 0 ? "to larger values only" : "to smaller values only"};
}

// A parameter that counts things has no small steps.
std::optional<Slope> by_whole_numbers(const Mover& numbers_at, double value) {
  if (value != std::floor(value)) return std::nullopt;
  auto slope = central(numbers_at, value, 1);
  if (!slope) return std::nullopt;
  return Slope{*slope, *slope, "in steps of 1"};
}

bool thoughts_stay(const Position& position, const Parameters& parameters) {
  if (position.stakes->thoughts.empty()) return true;
  const auto stakes = demarche::bind(*position.model, *position.compiled, parameters);
  return stakes && stakes->thoughts == position.stakes->thoughts;
}

// Whether all odds are what they are at both sides of the parameter's value.
bool odds_stay(const Position& position, ParameterId parameter, double value, double step) {
  for (const double moved : {value - step, value + step}) {
    Parameters parameters = *position.parameters;
    parameters[parameter] = moved;
    const auto odds = bind_odds(*position.model, *position.compiled, parameters);
    if (!odds || *odds != position.stakes->odds) return false;
    if (!thoughts_stay(position, parameters)) return false;
  }
  return true;
}

// Not where it was named from outside.
bool reads_precision(const Model& model, const StudyOptions& options) {
  return !options.plan.aim.precision && options.plan.precision_from_model && model.precision;
}

void take_precisions(const Model& model, const Point& point, Numbers& numbers) {
  const Table<ActorId, double> own = precisions_of(model, point);
  numbers.own_precisions.assign(own.begin(), own.end());
  if (own.empty()) numbers.precision = point.parameters[*model.precision];
}

}  // namespace

void read_levels(const Model& model, const StudyOptions& options, const Parameters& parameters, Numbers& numbers) {
  for (const std::vector<double>& of_variable : point_of(model, parameters).numbers) {
    numbers.readings.insert(numbers.readings.end(), of_variable.begin(), of_variable.end());
  }
  if (reads_precision(model, options)) take_precisions(model, point_of(model, parameters), numbers);
}

std::optional<Numbers> numbers_of(const Position& position, const StudyOptions& options, const Parameters& parameters) {
  auto stakes = demarche::bind(*position.model, *position.compiled, parameters);
  if (!stakes) return std::nullopt;
  Numbers numbers;
  numbers.payoffs = std::move(stakes->payoffs);
  numbers.odds.assign(stakes->odds.begin(), stakes->odds.end());
  for (const Table<OddsId, double>& own : stakes->thoughts)
    numbers.thoughts.insert(numbers.thoughts.end(), own.begin(), own.end());
  read_levels(*position.model, options, parameters, numbers);
  return numbers;
}

void read_level_slopes(const Model& model, const StudyOptions& options, const Point& slopes, Numbers& numbers) {
  for (const std::vector<double>& of_variable : slopes.numbers) {
    numbers.readings.insert(numbers.readings.end(), of_variable.begin(), of_variable.end());
  }
  if (reads_precision(model, options)) take_precisions(model, slopes, numbers);
}

std::optional<Numbers> slopes_of(const Position& position, const StudyOptions& options, const Point& point,
                                 const Point& slopes) {
  auto payoffs = payoff_slopes(*position.model, *position.compiled, point, slopes);
  if (!payoffs) return std::nullopt;
  Numbers numbers;
  numbers.payoffs = std::move(*payoffs);
  read_level_slopes(*position.model, options, slopes, numbers);
  return numbers;
}

std::optional<Slope> slope_by(const ReadSlopes& read_slopes, const ReadNumbers& read, const Position& position,
                              ParameterId parameter) {
  const Point point = point_of(*position.model, *position.parameters);
  const double value = point.parameters[parameter];
  const double step = relative_step * (value != 0 ? std::abs(value) : 1);
  if (odds_stay(position, parameter, value, step)) {
    const Point slopes = slopes_by(*position.model, *position.parameters, point, parameter);
    if (auto exact = read_slopes(point, slopes)) return Slope{*exact, *exact, {}};
  }
  const Mover numbers_at{read, *position.parameters, parameter};
  if (auto slope = two_sided(numbers_at, value, step)) return slope;
  if (auto slope = one_sided(numbers_at, value, step)) return slope;
  if (auto slope = one_sided(numbers_at, value, -step)) return slope;
  return by_whole_numbers(numbers_at, value);
}

}  // namespace demarche
