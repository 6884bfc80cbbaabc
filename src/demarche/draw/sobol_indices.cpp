#include "demarche/draw/sobol_indices.h"

#include "demarche/draw/random_bits.h"
#include "demarche/draw/spread.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace demarche {
namespace {

// Blocks of answers, shifted and scaled to mean 0 and variance 1: the first-order estimate is not the same for answers
// that differ by a constant, and is best about the mean.
struct Blocks {
  std::vector<double> answers;
  std::size_t num = 0;
  std::size_t width = 0;
  double operator()(std::size_t block, std::size_t row) const { return answers[block * width + row]; }
};

bool is_whole(std::span<const double> block) {
  return std::ranges::all_of(block, [](double answer) { return std::isfinite(answer); });
}

Blocks standardised(const std::vector<double>& answers, std::size_t num_columns) {
  Blocks blocks{{}, 0, num_columns + 2};
  for (std::size_t start = 0; start + blocks.width <= answers.size(); start += blocks.width) {
    const auto block = std::span(answers).subspan(start, blocks.width);
    if (!is_whole(block)) continue;
    blocks.answers.insert(blocks.answers.end(), block.begin(), block.end());
    ++blocks.num;
  }
  const Moments moments = moments_of(blocks.answers);
  const double spread = std::sqrt(moments.variance);
  for (double& answer : blocks.answers) answer = spread > 0 ? (answer - moments.mean) / spread : 0;
  return blocks;
}

// Sums over some blocks, each as often as it is listed.
struct Estimates {
  std::vector<double> first;
  std::vector<double> total;
};

Estimates estimate(const Blocks& blocks, const std::vector<std::size_t>& chosen) {
  const std::size_t num_columns = blocks.width - 2;
  Estimates sums{std::vector<double>(num_columns), std::vector<double>(num_columns)};
  double sum = 0;
  double squares = 0;
  for (const std::size_t block : chosen) {
    const double a = blocks(block, 0);
    const double b = blocks(block, num_columns + 1);
    sum += a + b;
    squares += a * a + b * b;
    for (std::size_t i = 0; i < num_columns; ++i) {
      const double change = blocks(block, i + 1) - a;
      sums.first[i] += b * change;
      sums.total[i] += 0.5 * change * change;
    }
  }
  const auto num = static_cast<double>(chosen.size());
  const double mean = sum / (2 * num);
  const double variance = squares / (2 * num) - mean * mean;
  for (std::size_t i = 0; i < num_columns; ++i) {
    sums.first[i] = variance > 0 ? sums.first[i] / num / variance : 0;
    sums.total[i] = variance > 0 ? sums.total[i] / num / variance : 0;
  }
  return sums;
}

std::vector<std::size_t> resampled(std::size_t num_blocks, std::size_t sample, std::uint64_t seed) {
  std::vector<std::size_t> chosen(num_blocks);
  for (std::size_t k = 0; k < num_blocks; ++k) {
    const auto bits = random_bits(seed, DrawPurpose::Bootstrap, sample, static_cast<std::uint32_t>(k), 0);
    chosen[k] = static_cast<std::size_t>(unit_interval(bits) * static_cast<double>(num_blocks));
  }
  return chosen;
}

Index index_of(double estimate, std::vector<double> resamples) {
  std::ranges::sort(resamples);
  const double low = sorted_quantile(resamples, 0.025);
  const double high = sorted_quantile(resamples, 0.975);
  const bool told = low > 0 && estimate > 0;
  return {told ? estimate : 0, std::max(low, 0.0), std::max(high, 0.0), told, estimate};
}

}  // namespace

std::size_t count_whole_blocks(const std::vector<double>& answers, std::size_t num_columns) {
  const std::size_t width = num_columns + 2;
  std::size_t num = 0;
  for (std::size_t start = 0; start + width <= answers.size(); start += width)
    num += is_whole(std::span(answers).subspan(start, width)) ? 1 : 0;
  return num;
}

std::vector<SobolIndices> sobol_indices(const std::vector<double>& answers, std::size_t num_columns,
                                        const Bootstrap& bootstrap) {
  const Blocks blocks = standardised(answers, num_columns);
  if (blocks.num < 2) return {};
  std::vector<std::size_t> all(blocks.num);
  for (std::size_t k = 0; k < all.size(); ++k) all[k] = k;
  const Estimates found = estimate(blocks, all);
  std::vector<std::vector<double>> first(num_columns);
  std::vector<std::vector<double>> total(num_columns);
  for (std::size_t sample = 0; sample < bootstrap.num_resamples; ++sample) {
    const Estimates again = estimate(blocks, resampled(blocks.num, sample, bootstrap.seed));
    for (std::size_t i = 0; i < num_columns; ++i) {
      first[i].push_back(again.first[i]);
      total[i].push_back(again.total[i]);
    }
  }
  std::vector<SobolIndices> indices;
  for (std::size_t i = 0; i < num_columns; ++i) {
    indices.push_back({index_of(found.first[i], std::move(first[i])), index_of(found.total[i], std::move(total[i]))});
  }
  return indices;
}

}  // namespace demarche
