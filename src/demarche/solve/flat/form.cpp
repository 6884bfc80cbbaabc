#include "demarche/solve/flat/form.h"

#include "demarche/solve/flat/flat_walk.h"
#include "demarche/solve/flat/unequal_mistakes.h"

#include <cmath>

namespace demarche {
namespace {

const FlatElimination& matrix_of(const std::any& elimination) { return *std::any_cast<FlatElimination>(&elimination); }

std::size_t num_histories_flat(const LogitShape& shape) { return shape.num_nodes; }

// Only a plan makes elimination cheap.
std::any start_without_plan(const LogitShape&) { return {}; }

void eliminate_matrix(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                      std::any& elimination) {
  auto& own = *std::any_cast<FlatElimination>(&elimination);
  fill_jacobian(shape, stakes, *own.pattern, point, own.raw, own.blocks);
  factorise(*own.plan, own.blocks, own.lu);
}

Determinant determinant_of_matrix(const std::any& elimination) {
  const BlockLu& lu = matrix_of(elimination).lu;
  return {lu.determinant_sign, lu.determinant_size, lu.singular, std::log(lu.least_pivot)};
}

void substitute_in_matrix(const LogitShape&, const LogitPoint&, const std::any& elimination,
                          std::vector<double>& right) {
  substitute(*matrix_of(elimination).plan, matrix_of(elimination).lu, right);
}

void substitute_in_transposed_matrix(const LogitShape&, const LogitPoint&, const std::any& elimination,
                                     std::vector<double>& right) {
  substitute_transposed(*matrix_of(elimination).plan, matrix_of(elimination).lu, right);
}

}  // namespace

constinit const LogitForm flat_form{
    .elimination = "Newton by sparse elimination",
    .refines_in_vain = false,
    .lay_out = lay_out_flat,
    .walk = walk_flat,
    .action_changes = action_changes_flat,
    .action_slopes = action_slopes_flat,
    .reach_changes = reach_changes_flat,
    .num_histories = num_histories_flat,
    .start_elimination = start_without_plan,
    .eliminate = eliminate_matrix,
    .determinant = determinant_of_matrix,
    .substitute = substitute_in_matrix,
    .substitute_transposed = substitute_in_transposed_matrix,
    .approximate = backward_induction,
    .find_open_belief = find_open_belief_flat,
    .with_unequal_mistakes = with_unequal_mistakes,
};

}  // namespace demarche
