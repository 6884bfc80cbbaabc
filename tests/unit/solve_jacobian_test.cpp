#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/equations/log_odds.h"
#include "demarche/solve/flat/flat_game.h"
#include "random_game.h"

#include <doctest/doctest.h>
#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

struct JacobianCase {
  RandomGame made;
  std::shared_ptr<const AqreShape> shape;
  LogitStakes stakes;
  LogitPoint point;
};

JacobianCase make_case(std::uint64_t seed, double precision) {
  RandomGameOptions options;
  options.seed = seed;
  options.share_of_zero_odds = seed % 3 == 0 ? 0.3 : 0;
  JacobianCase it{random_game(options), {}, {}, {}};
  it.shape = aqre_shape(it.made.game);
  it.stakes = logit_stakes(it.made.game, it.shape->logit, it.made.stakes);
  it.point = uniform_point(it.shape->logit, it.stakes);
  const Strategy strategy = random_strategy(it.made.game, seed + 100);
  std::copy(strategy.log_probability.begin(), strategy.log_probability.end(), it.point.logs.begin());
  it.point.precision = precision;
  evaluate(it.shape->logit, it.stakes, it.point);
  return it;
}

std::vector<double> direction(std::size_t size, std::uint64_t seed) {
  Draws dice{seed};
  std::vector<double> result(size);
  for (double& x : result) x = dice.uniform() - 0.5;
  return result;
}

std::vector<double> moved_residuals(const JacobianCase& it, const std::vector<double>& log_odds, double length) {
  LogitPoint point = it.point;
  const std::vector<double> changes = log_changes(it.shape->logit, it.point, log_odds);
  for (std::size_t a = 0; a < changes.size(); ++a) point.logs[a] += length * changes[a];
  evaluate(it.shape->logit, it.stakes, point);
  return point.likeliest == it.point.likeliest ? point.residuals : std::vector<double>();
}

// The whole matrix from its blocks.
Eigen::MatrixXd dense(const JacobianCase& it) {
  const LogitShape& logit = it.shape->logit;
  std::vector<double> raw;
  std::vector<double> blocks;
  fill_jacobian(logit, it.stakes, *it.shape->pattern, it.point, raw, blocks);
  const auto size = static_cast<Eigen::Index>(logit.num_unknowns);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
  for (const BlockEntry& entry : it.shape->pattern->entries) {
    const LogitShape::Set& rows = logit.sets[entry.row];
    const LogitShape::Set& columns = logit.sets[entry.column];
    std::size_t at = entry.first;
    for (std::size_t row = 0; row + 1 < rows.num_actions; ++row)
      for (std::size_t column = 0; column + 1 < columns.num_actions; ++column)
        matrix(static_cast<Eigen::Index>(rows.first_unknown + row),
               static_cast<Eigen::Index>(columns.first_unknown + column)) += blocks[at++];
  }
  return matrix;
}

}  // namespace

TEST_CASE("the derivative of the logit equations agrees with finite differences") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const JacobianCase it = make_case(seed, 4);
    const std::vector<double> along = direction(it.shape->logit.num_unknowns, seed);
    std::vector<double> product;
    apply_jacobian(it.shape->logit, it.stakes, it.point, along, product);
    const std::vector<double> ahead = moved_residuals(it, along, 1e-5);
    const std::vector<double> behind = moved_residuals(it, along, -1e-5);
    if (ahead.empty() || behind.empty()) continue;
    for (std::size_t u = 0; u < product.size(); ++u) CHECK(std::abs((ahead[u] - behind[u]) / 2e-5 - product[u]) < 1e-6);
  }
}

TEST_CASE("the matrix, its elimination and the sweeps that need no matrix say the same") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const JacobianCase it = make_case(seed, 6);
    if (it.shape->logit.num_unknowns == 0) continue;
    const std::vector<double> along = direction(it.shape->logit.num_unknowns, seed);
    const Eigen::Map<const Eigen::VectorXd> vector(along.data(), std::ssize(along));
    const Eigen::MatrixXd matrix = dense(it);
    std::vector<double> product;
    apply_jacobian(it.shape->logit, it.stakes, it.point, along, product);
    CHECK((matrix * vector - Eigen::Map<Eigen::VectorXd>(product.data(), std::ssize(product))).norm() < 1e-10);
    LogitSolver solver = make_solver(*it.shape);
    factorise(solver, it.stakes, it.point);
    CHECK((matrix.partialPivLu().determinant() < 0 ? -1 : 1) == determinant_sign(solver));
    const LinearAnswer answer = solve_linear(solver, it.stakes, it.point, product, 1e-12, 20);
    for (std::size_t u = 0; u < along.size(); ++u) CHECK(std::abs(answer.unknowns[u] - along[u]) < 1e-8);
  }
}
