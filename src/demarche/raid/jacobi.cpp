#include "demarche/raid/jacobi.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// The three-term recurrence of the orthonormal Jacobi polynomials on [-1, 1] with weight (1-t)^alpha (1+t)^beta:
// t p[k] = off[k] p[k+1] + diagonal[k] p[k] + off[k-1] p[k-1].
struct Recurrence {
  Eigen::VectorXd diagonal;
  Eigen::VectorXd off;
};

Recurrence jacobi_recurrence(double alpha, double beta, std::size_t num_nodes) {
  const auto n = static_cast<Eigen::Index>(num_nodes);
  Recurrence recurrence{Eigen::VectorXd(n), Eigen::VectorXd(n)};
  const double sum = alpha + beta;
  recurrence.diagonal[0] = (beta - alpha) / (sum + 2);
  for (Eigen::Index k = 1; k < n; ++k) {
    const double twice = 2 * static_cast<double>(k) + sum;
    recurrence.diagonal[k] = (beta - alpha) * (sum / twice) / (twice + 2);
  }
  // For k = 1 the factor k + alpha + beta cancels one of the denominators, which may be zero.
  recurrence.off[0] = std::sqrt(4 * (1 + alpha) * (1 + beta) / ((2 + sum) * (2 + sum) * (3 + sum)));
  for (Eigen::Index row = 1; row < n; ++row) {
    const double k = static_cast<double>(row) + 1;
    const double twice = 2 * k + sum;
    recurrence.off[row] =
        std::sqrt(4 * k * (k + alpha) / twice * ((k + beta) / twice) * ((k + sum) / ((twice + 1) * (twice - 1))));
  }
  return recurrence;
}

double weight_at(const Recurrence& recurrence, double t) {
  double before = 0;
  double here = 1;
  double squares = 1;
  for (Eigen::Index k = 0; k + 1 < recurrence.diagonal.size(); ++k) {
    const double pull = k == 0 ? 0 : recurrence.off[k - 1] * before;
    const double next = ((t - recurrence.diagonal[k]) * here - pull) / recurrence.off[k];
    before = here;
    here = next;
    squares += here * here;
  }
  return 1 / squares;
}

}  // namespace

std::vector<WeightedShare> beta_quadrature(const BetaShare& share, std::size_t num_nodes) {
  const Recurrence recurrence = jacobi_recurrence(share.b - 1, share.a - 1, num_nodes);
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
  const auto num_off = static_cast<Eigen::Index>(num_nodes) - 1;
  solver.computeFromTridiagonal(recurrence.diagonal, recurrence.off.head(num_off), Eigen::EigenvaluesOnly);
  std::vector<WeightedShare> nodes;
  double total = 0;
  for (const double t : solver.eigenvalues()) {
    nodes.push_back({std::clamp((1 + t) / 2, 0.0, 1.0), weight_at(recurrence, t)});
    total += nodes.back().weight;
  }
  for (WeightedShare& node : nodes) node.weight /= total;
  return nodes;
}

}  // namespace demarche
