#include "demarche/solve/aqre_shape.h"

#include <algorithm>

namespace demarche {

namespace {

constexpr std::size_t max_pairs = 20'000'000;
constexpr double max_operations = 2e10;

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

}  // namespace

std::shared_ptr<const AqreShape> aqre_shape(const Game& game) {
  auto shape = std::make_shared<AqreShape>();
  shape->logit = logit_shape(game);
  shape->pattern = jacobian_shape(shape->logit, max_pairs);
  if (!shape->pattern) return shape;
  std::vector<std::uint32_t> sizes;
  for (const LogitShape::Set& set : shape->logit.sets) sizes.push_back(set.num_actions - 1);
  shape->plan = plan_elimination(sizes, shape->pattern->entries, deepest_first(shape->logit), max_operations);
  if (!shape->plan) shape->pattern.reset();
  return shape;
}

LogitSolver make_solver(const AqreShape& shape) {
  LogitSolver solver;
  solver.shape = &shape.logit;
  if (shape.plan) {
    solver.pattern = &*shape.pattern;
    solver.plan = &*shape.plan;
  }
  return solver;
}

}  // namespace demarche
