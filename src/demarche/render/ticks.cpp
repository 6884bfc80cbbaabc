#include "demarche/render/ticks.h"

#include "demarche/render/marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::render {
namespace {

constexpr double most_steps = 5;
constexpr double written_in_full = 1e6;  // numbers of more are written with a power of ten

double nice_step(double span) {
  const double rough = span / most_steps;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (rough <= times * power * (1 + 1e-9)) return times * power;
  }
  return 10 * power;
}

// Decimals that tell numbers a step apart.
int decimals_of(double step) { return std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))); }

// Without the minus that 0 has below it.
double at_step(double k, double step) { return k == 0 ? 0 : k * step; }

void set_decimals(Ticks& ticks, double step) {
  const double largest = std::max(std::abs(ticks.low), std::abs(ticks.high));
  if (ticks.is_share) step *= 100;
  ticks.in_powers = !ticks.is_share && (largest >= written_in_full || step < 1e-6);
  const double digits = std::floor(std::log10(largest) + 1e-9) - std::floor(std::log10(step) + 1e-9);
  ticks.decimals = ticks.in_powers ? std::clamp(static_cast<int>(digits), 0, 17) : decimals_of(step);
}

}  // namespace

Ticks ticks_of(const view::Data& scale) {
  const bool is_share = text_in(scale, "unit") == "share";
  const double low = number_in(scale, "low");
  const double high = number_in(scale, "high");
  const double step = nice_step(high > low ? high - low : 1);
  const double first = std::floor(low / step + 1e-9);
  const double last = std::max(std::ceil(high / step - 1e-9), first + 1);
  Ticks ticks{.low = at_step(first, step), .high = at_step(last, step), .values = {}, .is_share = is_share};
  for (double k = first; k <= last; ++k) ticks.values.push_back(at_step(k, step));
  if (is_share) {
    ticks.low = std::max(ticks.low, 0.0);
    ticks.high = std::min(ticks.high, 1.0);
    std::erase_if(ticks.values, [](double value) { return value < -1e-12 || value > 1 + 1e-12; });
  }
  set_decimals(ticks, step);
  return ticks;
}

std::string d3_format_of(const Ticks& ticks) {
  if (ticks.is_share) return fmt::format(".{}%", ticks.decimals);
  return ticks.in_powers ? fmt::format(".{}~e", ticks.decimals) : fmt::format(",.{}f", ticks.decimals);
}

std::string tick_text(const Ticks& ticks, double value) {
  if (ticks.is_share) return fmt::format("{:.{}f}%", 100 * value, ticks.decimals);
  return ticks.in_powers ? fmt::format("{:.{}e}", value, ticks.decimals)
                         : fmt::format("{:.{}f}", value, ticks.decimals);
}

}  // namespace demarche::render
