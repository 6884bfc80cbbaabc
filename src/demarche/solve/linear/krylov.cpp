#include "demarche/solve/linear/krylov.h"

#include <Eigen/Core>

#include <cmath>
#include <utility>

namespace demarche {
namespace {

Eigen::Map<const Eigen::VectorXd> mapped(const std::vector<double>& v) { return {v.data(), std::ssize(v)}; }
double dot_of(const std::vector<double>& v, const std::vector<double>& w) { return mapped(v).dot(mapped(w)); }

Rotation rotation(double one, double other) {
  const double length = std::hypot(one, other);
  return length > 0 ? Rotation{one / length, other / length} : Rotation{};
}

}  // namespace

double norm_of(const std::vector<double>& v) { return mapped(v).stableNorm(); }

void add_times(std::vector<double>& target, double factor, const std::vector<double>& v) {
  for (std::size_t k = 0; k < v.size(); ++k) target[k] += factor * v[k];
}

KrylovCycle start_cycle(const std::vector<double>& rest, double left) {
  KrylovCycle cycle;
  cycle.basis.push_back(rest);
  for (double& x : cycle.basis.back()) x /= left;
  cycle.right.push_back(left);
  return cycle;
}

void orthogonalise(KrylovCycle& cycle, std::vector<double>& product) {
  std::vector<double> column;
  for (const std::vector<double>& earlier : cycle.basis) {
    column.push_back(dot_of(earlier, product));
    add_times(product, -column.back(), earlier);
  }
  for (std::size_t k = 0; k < cycle.basis.size(); ++k) {
    const double again = dot_of(cycle.basis[k], product);
    column[k] += again;
    add_times(product, -again, cycle.basis[k]);
  }
  const double length = norm_of(product);
  if (length > 0)
    for (double& x : product) x /= length;
  column.push_back(length);
  for (std::size_t k = 0; k < cycle.rotations.size(); ++k) {
    const auto [cosine, sine] = cycle.rotations[k];
    const double one = cosine * column[k] + sine * column[k + 1];
    column[k + 1] = cosine * column[k + 1] - sine * column[k];
    column[k] = one;
  }
  const std::size_t last = column.size() - 2;
  cycle.rotations.push_back(rotation(column[last], column[last + 1]));
  const auto [cosine, sine] = cycle.rotations.back();
  column[last] = cosine * column[last] + sine * column[last + 1];
  column.pop_back();
  cycle.columns.push_back(std::move(column));
  cycle.right.push_back(-sine * cycle.right[last]);
  cycle.right[last] *= cosine;
}

void add_combination(const KrylovCycle& cycle, std::vector<double>& unknowns) {
  const std::size_t size = cycle.columns.size();
  std::vector<double> weights(size);
  for (std::size_t k = size; k-- > 0;) {
    double sum = cycle.right[k];
    for (std::size_t later = k + 1; later < size; ++later) sum -= cycle.columns[later][k] * weights[later];
    weights[k] = cycle.columns[k][k] != 0 ? sum / cycle.columns[k][k] : 0.0;
  }
  for (std::size_t k = 0; k < size; ++k) add_times(unknowns, weights[k], cycle.directions[k]);
}

}  // namespace demarche
