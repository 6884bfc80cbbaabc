#pragma once

#include <cstddef>
#include <vector>

namespace demarche {

// The standard normal distribution: P(Z <= z), and the z below which a share of it lies (0 < share < 1).
double normal_share_below(double z);
double normal_quantile(double share);

// The means of so many equal shares of it, from low to high.
std::vector<double> means_of_normal_shares(std::size_t num);

}  // namespace demarche
