#include "demarche/base/normal.h"

#include <cmath>
#include <numbers>

namespace demarche {
namespace {

// Wichura, "Algorithm AS 241", Applied Statistics 37 (1988), PPND16: about 1 part in 1e16.
double ratio(const double (&above)[8], const double (&below)[8], double x) {
  double top = 0;
  double bottom = 0;
  for (int i = 7; i >= 0; --i) {
    top = top * x + above[i];
    bottom = bottom * x + below[i];
  }
  return top / bottom;
}

constexpr double a[8] = {3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
                         45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727};
constexpr double b[8] = {1.0,
                         42.313330701600911252,
                         687.18700749205790830,
                         5394.1960214247511077,
                         21213.794301586595867,
                         39307.895800092710610,
                         28729.085735721942674,
                         5226.4952788528545610};
constexpr double c[8] = {1.42343711074968357734,   4.63033784615654529590,    5.76949722146069140550,
                         3.64784832476320460504,   1.27045825245236838258,    0.241780725177450611770,
                         0.0227238449892691845833, 0.000774545014278341407640};
constexpr double d[8] = {1.0,
                         2.05319162663775882187,
                         1.67638483018380384940,
                         0.689767334985100004550,
                         0.148103976427480074590,
                         0.0151986665636164571966,
                         0.000547593808499534494600,
                         1.05075007164441684324e-9};
constexpr double e[8] = {6.65790464350110377720,    5.46378491116411436990,   1.78482653991729133580,
                         0.296560571828504891230,   0.0265321895265761230930, 0.00124266094738807843860,
                         2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double f[8] = {1.0,
                         0.599832206555887937690,
                         0.136929880922735805310,
                         0.0148753612908506148525,
                         0.000786869131145613259100,
                         1.84631831751005468180e-5,
                         1.42151175831644588870e-7,
                         2.04426310338993978564e-15};

}  // namespace

double normal_share_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double share) {
  const double from_middle = share - 0.5;
  if (std::abs(from_middle) <= 0.425) {
    return from_middle * ratio(a, b, 0.180625 - from_middle * from_middle);
  }
  const double tail = std::sqrt(-std::log(from_middle < 0 ? share : 1 - share));
  const double z = tail <= 5 ? ratio(c, d, tail - 1.6) : ratio(e, f, tail - 5);
  return from_middle < 0 ? -z : z;
}

std::vector<double> means_of_normal_shares(std::size_t num) {
  const auto density_above = [num](std::size_t k) {  // k shares of it lie below
    if (k == 0 || k == num) return 0.0;
    const double z = normal_quantile(static_cast<double>(k) / static_cast<double>(num));
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  };
  std::vector<double> means(num, 0.0);
  for (std::size_t k = 0; k < num / 2; ++k) {  // both halves alike
    means[num - 1 - k] = static_cast<double>(num) * (density_above(k + 1) - density_above(k));
    means[k] = -means[num - 1 - k];
  }
  return means;
}

}  // namespace demarche
