#include "demarche/solve/condense/aqre_shape.h"

#include "demarche/solve/flat/flat_game.h"
#include "demarche/solve/flat/form.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {

namespace {

constexpr std::size_t max_pairs = 20'000'000;
constexpr double most_operations = 2e10;
constexpr double few_operations = 5e7;

constexpr std::size_t long_play = 500;

bool has_perfect_information(const LogitShape& shape) {
  return std::all_of(shape.sets.begin(), shape.sets.end(),
                     [](const LogitShape::Set& set) { return set.num_members == 1 || set.num_actions == 1; });
}

// The choices of one play that has most of them, as unknowns. Each choice of a play touches every other, so that
// elimination ends with a dense matrix of at least this size.
std::size_t longest_play(const LogitShape& shape) {
  std::vector<std::size_t> before(shape.num_nodes, 0);
  std::size_t longest = 0;
  for (const LogitShape::Inner& inner : shape.inner) {
    const bool chance = inner.first_coefficient >= shape.num_actions;
    const std::size_t here = before[inner.node] + (chance ? 0 : inner.num_children - 1);
    for (std::size_t k = 0; k < inner.num_children; ++k) before[inner.first_child + k] = here;
    longest = std::max(longest, here);
  }
  return longest;
}

// What elimination may cost. Linearised backward induction solves the equations exactly and in linear time where every
// set has one history, and nearly so in most games of hundreds of moves in a row, for which elimination is dear.
double max_operations(const LogitShape& shape, std::size_t longest) {
  return longest > long_play || has_perfect_information(shape) ? few_operations : most_operations;
}

// Deepest sets first: elimination climbs from the ends of the game to its beginning.
std::vector<std::uint32_t> deepest_first(const LogitShape& shape) {
  std::vector<std::uint32_t> depth_of_node(shape.num_nodes, 0);
  for (const LogitShape::Inner& inner : shape.inner)
    for (std::size_t k = 0; k < inner.num_children; ++k)
      depth_of_node[inner.first_child + k] = depth_of_node[inner.node] + 1;
  std::vector<std::uint32_t> depths(shape.sets.size(), 0);
  for (const LogitShape::Member& member : shape.members)
    depths[member.set] = std::max(depths[member.set], depth_of_node[member.node]);
  std::vector<std::uint32_t> order(shape.sets.size());
  for (std::uint32_t s = 0; s < order.size(); ++s) order[s] = s;
  std::sort(order.begin(), order.end(), [&](auto one, auto other) {
    return depths[one] != depths[other] ? depths[one] > depths[other] : one < other;
  });
  return order;
}

void plan(AqreShape& shape) {
  const std::size_t longest = longest_play(shape.logit);
  const double bound = max_operations(shape.logit, longest);
  if (std::pow(static_cast<double>(longest), 3) * 2 / 3 > bound) return;
  shape.pattern = jacobian_shape(shape.logit, max_pairs);
  if (!shape.pattern) return;
  std::vector<std::uint32_t> sizes;
  for (const LogitShape::Set& set : shape.logit.sets) sizes.push_back(set.num_actions - 1);
  shape.plan = plan_elimination(sizes, shape.pattern->entries, deepest_first(shape.logit), bound);
  if (!shape.plan) shape.pattern.reset();
}

}  // namespace

std::shared_ptr<const AqreShape> planned(LogitShape logit) {
  auto shape = std::make_shared<AqreShape>(std::move(logit));
  plan(*shape);
  return shape;
}

std::shared_ptr<const AqreShape> aqre_shape(const Game& game) { return planned(logit_shape(game)); }

namespace {

std::shared_ptr<AqreShape> condensed_or_whole(const Game& game, const Stakes& stakes) {
  std::optional<CondensedGame> condensed = condense(game, stakes);
  // Numbers that are alike one with the next need not be so from end to end.
  if (!condensed || !condensed_stakes(game, condensed->shape, condensed->condensation, stakes))
    return std::make_shared<AqreShape>(logit_shape(game));
  auto shape = std::make_shared<AqreShape>(std::move(condensed->shape));
  shape->condensation = std::move(condensed->condensation);
  return shape;
}

}  // namespace

std::shared_ptr<const AqreShape> aqre_shape(const Game& game, const Stakes& stakes) {
  std::shared_ptr<AqreShape> shape = condensed_or_whole(game, stakes);
  plan(*shape);
  if (!shape->plan) return shape;
  shape->alike = merge_alike(shape->logit, *logit_stakes(game, *shape, stakes));
  if (shape->alike) shape->alike_pattern = alike_jacobian_shape(shape->alike->logit, *shape->pattern);
  return shape;
}

std::optional<LogitStakes> logit_stakes(const Game& game, const AqreShape& shape, const Stakes& stakes) {
  if (!shape.condensation) return logit_stakes(game, shape.logit, stakes);
  return condensed_stakes(game, shape.logit, *shape.condensation, stakes);
}

LogitSolver make_solver(const AqreShape& shape) {
  LogitSolver solver = make_solver(shape.logit);
  if (shape.plan) solver.elimination = FlatElimination{&*shape.pattern, &*shape.plan};
  return solver;
}

LogitSolver told_apart(const AqreShape& shape, LogitSolver alike) {
  std::any_cast<FlatElimination>(&alike.elimination)->pattern = &*shape.pattern;
  alike.shape = &shape.logit;
  return alike;
}

LogitSolver make_alike_solver(const AqreShape& shape) {
  LogitSolver solver = make_solver(shape.alike->logit);
  solver.elimination = FlatElimination{&*shape.alike_pattern, &*shape.plan};
  return solver;
}

}  // namespace demarche
