#include "demarche/solve/public/form.h"

#include "demarche/solve/public/public_adjoint.h"
#include "demarche/solve/public/public_point.h"

namespace demarche {
namespace {

const PublicElimination& tree_of(const std::any& elimination) {
  return *std::any_cast<PublicElimination>(&elimination);
}

// No move is settled from the ends up here.
std::vector<double> no_action_slopes(const LogitShape&, const LogitPoint&) { return {}; }

std::size_t num_histories_in_public(const LogitShape& shape) { return shape.num_nodes * public_shape(shape).num_types; }

std::any start_tree(const LogitShape&) { return PublicElimination{}; }

void eliminate_tree(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                    std::any& elimination) {
  eliminate(shape, stakes, point, *std::any_cast<PublicElimination>(&elimination));
}

Determinant determinant_of_tree(const std::any& elimination) {
  const PublicElimination& tree = tree_of(elimination);
  return {tree.determinant_sign, tree.determinant_size, false, log_of(tree.determinant_size)};
}

void substitute_in_tree(const LogitShape& shape, const LogitPoint& point, const std::any& elimination,
                        std::vector<double>& right) {
  substitute(shape, point, tree_of(elimination), right);
}

void substitute_in_transposed_tree(const LogitShape& shape, const LogitPoint& point, const std::any& elimination,
                                   std::vector<double>& right) {
  substitute_transposed(shape, point, tree_of(elimination), right);
}

// Elimination is always cheap.
void keep_right_side(const LogitShape&, const LogitPoint&, std::vector<double>&) {}

}  // namespace

constinit const LogitForm public_form{
    .elimination = "Newton by elimination up the public tree",
    .refines_in_vain = true,
    .lay_out = lay_out_in_public,
    .walk = walk_in_public,
    .action_changes = action_changes_in_public,
    .action_slopes = no_action_slopes,
    .reach_changes = reach_changes_in_public,
    .num_histories = num_histories_in_public,
    .start_elimination = start_tree,
    .eliminate = eliminate_tree,
    .determinant = determinant_of_tree,
    .substitute = substitute_in_tree,
    .substitute_transposed = substitute_in_transposed_tree,
    .approximate = keep_right_side,
    .find_open_belief = find_open_belief_in_public,
    .with_unequal_mistakes = nullptr,
};

}  // namespace demarche
