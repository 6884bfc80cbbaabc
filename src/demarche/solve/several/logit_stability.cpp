#include "demarche/solve/several/logit_stability.h"

#include <Eigen/LU>

#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_unknowns = 150;         // inverses take their cube
constexpr std::size_t most_products = 20'000'000;  // unknowns x nodes
constexpr double settled = 1e-8;                   // the next iteration changes its square
constexpr int most_roundings = 60;                 // each halves how far the nearest eigenvalue lies from the axis

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

// The sign of a matrix, X with X^2 = 1 that has -1 and 1 in the place of its eigenvalues to the left and right of the
// imaginary axis, by Newton's iteration scaled by determinants (Roberts 1980, Int. J. Control 32, 677-687; Byers 1987,
// Linear Algebra Appl. 85, 267-279). None where an eigenvalue lies too close to the axis to tell.
std::optional<Eigen::MatrixXd> sign_of(Eigen::MatrixXd matrix) {
  const auto size = static_cast<double>(matrix.rows());
  for (int k = 0; k < most_roundings; ++k) {
    const Eigen::PartialPivLU<Eigen::MatrixXd> lu(matrix);
    const double log_determinant = lu.matrixLU().diagonal().cwiseAbs().array().log().sum();
    if (!std::isfinite(log_determinant)) return std::nullopt;
    const double scale = std::exp(-log_determinant / size);
    const Eigen::MatrixXd next = (scale * matrix + lu.inverse() / scale) / 2;
    const double change = (next - matrix).norm();
    matrix = next;
    if (!matrix.allFinite()) return std::nullopt;
    if (change <= settled * matrix.norm()) return matrix;
  }
  return std::nullopt;
}

std::optional<bool> is_stable(const Eigen::MatrixXd& jacobian) {
  if (!jacobian.allFinite()) return std::nullopt;
  const std::optional<Eigen::MatrixXd> sign = sign_of(jacobian);
  if (!sign) return std::nullopt;
  const double num_left = (static_cast<double>(sign->rows()) - sign->trace()) / 2;  // a whole number
  return num_left < 0.5;
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
  const std::size_t num_nodes = shape.form->num_histories(shape);
  if (shape.num_unknowns <= most_unknowns && shape.num_unknowns * num_nodes <= most_products)
    stability.stable = is_stable(dense_jacobian(shape, stakes, point));
  else if (stability.index < 0) stability.stable = false;
  return stability;
}

}  // namespace demarche
