#include "demarche/raid/calibrate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace demarche {
namespace {

constexpr double smallest_rate = 1e-9;
constexpr double largest_rho = 1 - 1e-6;
constexpr double drop_95 = 1.920729410347062;  // half the 95% point of chi square with 1 degree of freedom

// Sums over k from 0 to n - 1 of log(first + k step), n being how many one raid stopped, let through or launched: the
// likelihood of a raid is two of them less the third, which is exact also where rho is 0. Below `summed` terms are
// added one by one for all raids at once; above, each size is a term by itself.
constexpr std::size_t summed = 64;

struct SizeCounts {
  std::vector<double> more_than;  // [k]: raids of more than k, k < summed
  std::vector<double> size;       // those above `summed`, each once, in order
  std::vector<double> num_raids;  // of that size
};

struct Counts {
  SizeCounts stopped;
  SizeCounts through;
  SizeCounts launched;
};

SizeCounts counts_of(std::vector<std::size_t> sizes) {
  std::ranges::sort(sizes);
  SizeCounts counts;
  for (const std::size_t size : sizes) {
    const std::size_t num_summed = std::min(size, summed);
    if (counts.more_than.size() < num_summed) counts.more_than.resize(num_summed, 0.0);
    for (std::size_t k = 0; k < num_summed; ++k) ++counts.more_than[k];
    if (size <= summed) continue;
    const auto number = static_cast<double>(size);
    const bool is_new = counts.size.empty() || counts.size.back() != number;
    if (is_new) counts.size.push_back(number);
    if (is_new) counts.num_raids.push_back(0);
    ++counts.num_raids.back();
  }
  return counts;
}

Counts counts_of(const std::vector<PastRaid>& raids) {
  std::vector<std::size_t> stopped;
  std::vector<std::size_t> through;
  std::vector<std::size_t> launched;
  for (const PastRaid& raid : raids) {
    stopped.push_back(raid.num_stopped);
    through.push_back(raid.num_launched - raid.num_stopped);
    launched.push_back(raid.num_launched);
  }
  return {counts_of(std::move(stopped)), counts_of(std::move(through)), counts_of(std::move(launched))};
}

// ((1 + z) log(1 + z) - z) / z: the mean of log(1 + x) over x from 0 to z.
double mean_log(double z) {
  if (z > 1e-3) return (1 + 1 / z) * std::log1p(z) - 1;
  return z * (1.0 / 2 - z * (1.0 / 6 - z * (1.0 / 12 - z * (1.0 / 20 - z / 30))));
}

// The sum from k = `summed` to size - 1, after Euler and Maclaurin: the integral, the mean of the ends, and three
// derivatives at them. What is left out is below 1e-13, as first + k step is at least `summed` times step.
double sum_above(double size, double first, double step) {
  const double from = first + static_cast<double>(summed) * step;
  const double to = first + size * step;
  const double num_terms = size - static_cast<double>(summed);
  const double growth = num_terms * step / from;
  const double a = step / from;
  const double b = step / to;
  const double slopes = (b - a) / 12 - (b * b * b - a * a * a) / 360 + (std::pow(b, 5) - std::pow(a, 5)) / 1260;
  return num_terms * (std::log(from) + mean_log(growth)) - std::log1p(growth) / 2 + slopes;
}

double sum_of_logs(const SizeCounts& counts, double first, double step) {
  double sum = 0;
  for (std::size_t k = 0; k < counts.more_than.size(); ++k) {
    sum += counts.more_than[k] * std::log(first + static_cast<double>(k) * step);
  }
  for (std::size_t k = 0; k < counts.size.size(); ++k)
    sum += counts.num_raids[k] * sum_above(counts.size[k], first, step);
  return sum;
}

double likelihood_at(const Counts& counts, double rate, double rho) {
  return sum_of_logs(counts.stopped, (1 - rho) * rate, rho) + sum_of_logs(counts.through, (1 - rho) * (1 - rate), rho) -
         sum_of_logs(counts.launched, 1 - rho, rho);
}

struct Peak {
  double at = 0;
  double height = 0;
};

// The maximum of a function with one peak, by golden sections; the ends count, the lower one first. A peak cannot be
// told apart from its neighbourhood closer than to 1e-8, the square root of rounding.
template <class Height>
Peak highest(double from, double to, const Height& height) {
  constexpr double section = 1 / std::numbers::phi;
  constexpr double near_enough = 1e-9;
  const Peak low_end{from, height(from)};
  const Peak high_end{to, height(to)};
  Peak left{to - section * (to - from), height(to - section * (to - from))};
  Peak right{from + section * (to - from), height(from + section * (to - from))};
  while (to - from > near_enough) {
    if (left.height < right.height) {
      from = left.at;
      left = right;
      right.at = from + section * (to - from);
      right.height = height(right.at);
    } else {
      to = right.at;
      right = left;
      left.at = to - section * (to - from);
      left.height = height(left.at);
    }
  }
  Peak peak = left.height < right.height ? right : left;
  if (high_end.height >= peak.height) peak = high_end;
  if (low_end.height >= peak.height) peak = low_end;
  return peak;
}

Peak best_rate(const Counts& counts, double rho) {
  return highest(smallest_rate, 1 - smallest_rate, [&](double rate) { return likelihood_at(counts, rate, rho); });
}

Peak best_rho(const Counts& counts, double rate) {
  return highest(0.0, largest_rho, [&](double rho) { return likelihood_at(counts, rate, rho); });
}

// Where a profile falls below `level` between its peak (inside) and an end; the end where it never does.
template <class Profile>
double crossing(double inside, double end, double level, const Profile& profile) {
  if (profile(end) >= level) return end;
  double outside = end;
  for (int round = 0; round < 40; ++round) {
    const double middle = (inside + outside) / 2;
    (profile(middle) >= level ? inside : outside) = middle;
  }
  return (inside + outside) / 2;
}

// The method of moments with weights by size: the analysis-of-variance estimate of the intraclass correlation.
double moment_rho(const std::vector<PastRaid>& raids, double rate) {
  double total = 0;
  double squares = 0;
  double between = 0;
  double within = 0;
  for (const PastRaid& raid : raids) {
    const auto n = static_cast<double>(raid.num_launched);
    const double share = static_cast<double>(raid.num_stopped) / n;
    total += n;
    squares += n * n;
    between += n * (share - rate) * (share - rate);
    within += n * share * (1 - share);
  }
  const auto num_raids = static_cast<double>(raids.size());
  if (num_raids < 2 || total <= num_raids) return 0;
  const double mean_between = between / (num_raids - 1);
  const double mean_within = within / (total - num_raids);
  const double size = (total - squares / total) / (num_raids - 1);
  const double both = mean_between + (size - 1) * mean_within;
  return both > 0 ? (mean_between - mean_within) / both : 0;
}

double upper_half_chi_square(double statistic) {
  return statistic <= 0 ? 1 : 0.5 * std::erfc(std::sqrt(statistic / 2));
}

}  // namespace

double log_likelihood(const std::vector<PastRaid>& raids, double rate, double rho) {
  return likelihood_at(counts_of(raids), rate, rho);
}

std::optional<Calibration> calibrate(const std::vector<PastRaid>& raids, const Monitor& monitor) {
  const Counts counts = counts_of(raids);
  Calibration found;
  found.num_raids = raids.size();
  for (const PastRaid& raid : raids) {
    found.num_launched += raid.num_launched;
    found.num_stopped += raid.num_stopped;
  }
  found.moment_rate = static_cast<double>(found.num_stopped) / static_cast<double>(found.num_launched);
  found.moment_rho = moment_rho(raids, found.moment_rate);
  bool stopped = false;
  const auto goes_on = [&] { return !(stopped = stopped || (monitor && !monitor({}))); };
  // Once it is to stop there is no need to look: all that is found is thrown away.
  const auto by_rho = [&](double rho) { return goes_on() ? best_rate(counts, rho).height : 0; };
  const auto by_rate = [&](double rate) { return goes_on() ? best_rho(counts, rate).height : 0; };
  const Peak peak = highest(0.0, largest_rho, by_rho);
  const double rate = best_rate(counts, peak.at).at;
  const double level = peak.height - drop_95;
  found.log_likelihood = peak.height;
  found.rho = {peak.at, crossing(peak.at, 0.0, level, by_rho), crossing(peak.at, largest_rho, level, by_rho)};
  found.rate = {rate, crossing(rate, smallest_rate, level, by_rate), crossing(rate, 1 - smallest_rate, level, by_rate)};
  if (found.num_stopped == 0 || found.num_stopped == found.num_launched) found.rho.value = 0;  // any fits as well
  found.likelihood_ratio = 2 * std::max(0.0, peak.height - by_rho(0));
  found.binomial_p_value = upper_half_chi_square(found.likelihood_ratio);
  if (stopped) return std::nullopt;
  return found;
}

}  // namespace demarche
