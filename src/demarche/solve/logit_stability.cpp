#include "demarche/solve/logit_stability.h"

#include <Eigen/Eigenvalues>

#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_unknowns = 150;         // eigenvalues take their cube
constexpr std::size_t most_products = 20'000'000;  // unknowns x nodes
constexpr double too_small = 1e-12;                // of the largest eigenvalue: rounding decides the sign

Eigen::MatrixXd dense_jacobian(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point) {
  const auto size = static_cast<Eigen::Index>(shape.num_unknowns);
  Eigen::MatrixXd matrix(size, size);
  std::vector<double> unit(shape.num_unknowns, 0.0);
  std::vector<double> column;
  for (std::size_t k = 0; k < shape.num_unknowns; ++k) {
    unit[k] = 1;
    apply_jacobian(shape, stakes, point, unit, column);
    matrix.col(static_cast<Eigen::Index>(k)) = Eigen::Map<const Eigen::VectorXd>(column.data(), size);
    unit[k] = 0;
  }
  return matrix;
}

std::optional<bool> is_stable(const Eigen::MatrixXd& jacobian) {
  if (!jacobian.allFinite()) return std::nullopt;
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(jacobian, false);
  if (solver.info() != Eigen::Success) return std::nullopt;
  const double least = solver.eigenvalues().real().minCoeff();
  if (std::abs(least) <= too_small * solver.eigenvalues().cwiseAbs().maxCoeff()) return std::nullopt;
  return least > 0;
}

}  // namespace

Stability stability_at(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point) {
  const LogitShape& shape = *solver.shape;
  Stability stability;
  if (shape.num_unknowns == 0) return {1, true};
  if (eliminates(solver)) {
    factorise(solver, stakes, point);
    stability.index = determinant_sign(solver);
  }
  const std::size_t num_nodes = shape.num_nodes * (shape.open ? shape.open->num_types : 1);
  if (shape.num_unknowns <= most_unknowns && shape.num_unknowns * num_nodes <= most_products)
    stability.stable = is_stable(dense_jacobian(shape, stakes, point));
  else if (stability.index < 0) stability.stable = false;
  return stability;
}

}  // namespace demarche
