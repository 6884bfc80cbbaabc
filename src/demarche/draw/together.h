#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace demarche {

// Columns of a design that are drawn together: any two of them have the same rank correlation (Spearman's), through a
// Gaussian copula. Each keeps the distribution that it would have alone.
//
// All correlations being equal, the Cholesky factor has one number below the diagonal in each of its columns.
struct Together {
  std::vector<std::size_t> columns;  // two or more
  std::vector<double> below;
  std::vector<double> diagonal;
};

// `rank_correlation` above least_rank_correlation(number of columns), see base/rank_correlation.h, and below 1.
Together together(std::vector<std::size_t> columns, double rank_correlation);

// Mixes the shares of one row; the first column stays as it is.
void draw_together(const Together& group, std::span<double> shares);

}  // namespace demarche
