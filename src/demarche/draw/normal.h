#pragma once

namespace demarche {

// The standard normal distribution: P(Z <= z), and the z below which a share of it lies (0 < share < 1).
double normal_share_below(double z);
double normal_quantile(double share);

}  // namespace demarche
