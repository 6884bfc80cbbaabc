#pragma once

#include "demarche/solve/public/public_elimination.h"

#include <span>

namespace demarche {

// A public node with moves and the responses of its children, whose columns are counted one child after the other.
struct Family {
  const PublicShape& shape;
  std::size_t first_child = 0;
  std::span<const PublicResponse> children{};
  std::ptrdiff_t num_columns = 0;
  std::ptrdiff_t num_own_rows = 0;
  std::ptrdiff_t num_types = 0;  // of all actors together
  std::size_t mover = 0;
  std::ptrdiff_t first_own = 0;  // where the mover's types begin
  std::ptrdiff_t num_own = 0;    // the mover's types
  std::span<const Camps::Stretch> stretches{};
  std::size_t num_camps = 1;
  std::span<const std::ptrdiff_t> watchers{};  // of the mover

  // Whether a child's values answer to no reach: its block has no columns, and no rows to point into.
  bool is_deaf(std::size_t child) const { return children[child].columns.cols() == 0; }
  auto own_columns(std::size_t child) const { return children[child].columns.middleRows(first_own, num_own); }
  // Writes a child's columns in their place among those of all children, times how likely it is after its parent as
  // each type's camp sees it.
  void put_weighted(std::size_t child, const LogitPoint& point, Eigen::MatrixXd& columns) const;
  // The columns of a matrix [.][column] that belong to rows that read the mover, one child after the other.
  Eigen::MatrixXd own_part(const Eigen::MatrixXd& by_column) const;
};
Family family_of(const PublicShape& shape, const PublicElimination& elimination, std::size_t node);

// Lays the columns and the own rows of a node's children one child after the other; family_of reads that.
void place_children(const PublicShape& shape, PublicElimination& elimination, std::size_t node);

void set_choice(const Family& family, const LogitPoint& point, const PublicDecision& decision, PublicChoice& choice);

PublicResponse no_response(const PublicShape& shape);

// Terms that read other actors' types at a terminal node.
PublicResponse response_of_terms(const PublicShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                                 const PublicShape::Crossing& crossing);

}  // namespace demarche
