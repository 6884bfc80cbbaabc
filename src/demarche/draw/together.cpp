#include "demarche/draw/together.h"

#include "demarche/base/normal.h"
#include "demarche/base/rank_correlation.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Quantiles are asked for strictly between 0 and 1.
double within(double share) { return std::clamp(share, 0x1p-60, 1 - 0x1p-53); }

}  // namespace

Together together(std::vector<std::size_t> columns, double rank_correlation) {
  const double correlation = normal_correlation(rank_correlation);
  Together group{std::move(columns), {}, {}};
  double squares = 0;  // of what stands left of the diagonal, in any row from here on
  for (std::size_t k = 0; k < group.columns.size(); ++k) {
    group.diagonal.push_back(std::sqrt(std::max(1 - squares, 0.0)));
    group.below.push_back((correlation - squares) / group.diagonal.back());
    squares += group.below.back() * group.below.back();
  }
  return group;
}

void draw_together(const Together& group, std::span<double> shares) {
  double common = 0;
  for (std::size_t k = 0; k < group.columns.size(); ++k) {
    double& share = shares[group.columns[k]];
    const double own = normal_quantile(share);
    if (k > 0) share = within(normal_share_below(common + group.diagonal[k] * own));
    common += group.below[k] * own;
  }
}

}  // namespace demarche
