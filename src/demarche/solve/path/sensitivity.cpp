#include "demarche/solve/sensitivity.h"

#include "demarche/game/sharpness.h"
#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/equations/log_odds.h"
#include "demarche/solve/flat/disagreement.h"
#include "demarche/solve/flat/flat_game.h"
#include "demarche/solve/flat/pull_back.h"
#include "demarche/solve/public/public_point.h"

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

constexpr double tolerance = 1e-9;
constexpr int max_refinements = 6;

double size_of(const std::vector<double>& vector) {
  double largest = 0;
  for (const double x : vector) largest = std::max(largest, std::abs(x));
  return largest;
}

std::vector<double> carried_over(const TwinLinearisation& twin, const std::vector<double>& unknowns) {
  std::vector<double> result(unknowns.size());
  for (std::size_t k = 0; k < unknowns.size(); ++k) result[twin.unknowns[k]] = unknowns[k];
  return result;
}

void substitute_transposed(const Linearisation& at, std::vector<double>& right) {
  if (!at.twin) return substitute_transposed(at.solver, right);
  std::vector<double> in_twin = carried_over(*at.twin, right);
  substitute_transposed(at.twin->solver, in_twin);
  for (std::size_t k = 0; k < right.size(); ++k) right[k] = in_twin[at.twin->unknowns[k]];
}

// y with transpose(J) y = right, refined until nothing is won.
std::optional<std::vector<double>> solve_adjoint(const Linearisation& at, const std::vector<double>& right) {
  const double size = size_of(right);
  std::vector<double> best(right.size(), 0.0);
  if (size == 0) return best;
  std::vector<double> rest = right;
  double left = size;
  std::vector<double> product;
  for (int round = 0; round < max_refinements; ++round) {
    std::vector<double> change = rest;
    substitute_transposed(at, change);
    std::vector<double> next = best;
    for (std::size_t k = 0; k < next.size(); ++k) next[k] += change[k];
    apply_transposed(at.shape->logit, at.point, next, product);
    for (std::size_t k = 0; k < rest.size(); ++k) rest[k] = right[k] - product[k];
    const double now = size_of(rest);
    if (!(now < left)) break;
    left = now;
    best = std::move(next);
    if (left <= 1e-14 * size) break;
  }
  if (!(left <= tolerance * size)) return std::nullopt;
  return best;
}

// The game's rows of payoffs from masses at its nodes; `weights`: those of thoughts, or empty.
void add_payoffs(const Linearisation& at, const std::vector<double>& masses, const std::vector<double>& weights,
                 std::vector<double>& payoffs) {
  const Game& game = *at.game;
  const double scale = 1 / at.stakes.range;
  const Table<ActorId, double> sharpness = sharpness_of(at.of_game->precisions);
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (node.kind != NodeKind::Terminal) continue;
    for (std::size_t i = 0; i < game.num_actors; ++i)
      payoffs[std::size_t{node.outcome().value} * game.num_actors + i] +=
          masses[n * game.num_actors + i] * scale * sharpness_of(sharpness, i) *
          (weights.empty() ? 1.0 : weights[n * game.num_actors + i]);
  }
}

LogitPoint point_of(const LogitShape& shape, const LogitStakes& stakes, const Solution& solution) {
  LogitPoint point = uniform_point(shape, stakes);
  std::ranges::copy(solution.strategy.log_probability, point.logs.begin());
  point.precision = solution.precision * stakes.range;
  evaluate(shape, stakes, point);
  return point;
}

Linearisation uneliminated(const Game& game, std::shared_ptr<const AqreShape> shape, const Stakes& stakes,
                           const Solution& solution) {
  Linearisation at;
  at.game = &game;
  at.of_game = &stakes;
  at.shape = std::move(shape);
  at.stakes = logit_stakes(game, at.shape->logit, stakes);
  at.point = point_of(at.shape->logit, at.stakes, solution);
  return at;
}

// The flat point, carried over to the public tree with the unknowns of its sets. nullopt where rounding has made
// another move the likeliest, which would be other unknowns.
std::optional<TwinLinearisation> carry_over(const Linearisation& at, const PublicTwin& given) {
  TwinLinearisation twin{std::make_shared<const LogitShape>(logit_shape(*given.game)), {}, {}, {}};
  const LogitShape& shape = *twin.shape;
  const LogitStakes stakes = logit_stakes(*given.game, shape, *given.stakes);
  twin.solver = make_solver(shape);
  twin.point = uniform_point(shape, stakes);
  twin.unknowns.resize(at.shape->logit.num_unknowns);
  std::vector<std::uint32_t> set_at(given.game->num_actions, 0);
  for (std::uint32_t s = 0; s < shape.sets.size(); ++s) set_at[shape.sets[s].first_action] = s;
  for (std::size_t s = 0; s < at.shape->logit.sets.size(); ++s) {
    const LogitShape::Set& flat = at.shape->logit.sets[s];
    const LogitShape::Set& set = shape.sets[set_at[(*given.first_moves)[InfosetId{s}].value]];
    for (std::uint32_t k = 0; k < flat.num_actions; ++k)
      twin.point.logs[set.first_action + k] = at.point.logs[flat.first_action + k];
    for (std::uint32_t k = 0; k + 1 < flat.num_actions; ++k)
      twin.unknowns[flat.first_unknown + k] = set.first_unknown + k;
  }
  twin.point.precision = at.point.precision / at.stakes.range * stakes.range;
  evaluate(shape, stakes, twin.point);
  for (std::size_t s = 0; s < at.shape->logit.sets.size(); ++s) {
    if (at.point.likeliest[s] != twin.point.likeliest[set_at[(*given.first_moves)[InfosetId{s}].value]])
      return std::nullopt;
  }
  factorise(twin.solver, stakes, twin.point);
  return twin;
}

void add_pulled_back(const Linearisation& at, const std::vector<double>& adjoint, Gradient& gradient) {
  const LogitShape& shape = at.shape->logit;
  const std::vector<double> weights = action_weights(shape, at.point, adjoint);
  const PulledBack pulled = pull_back(shape, at.point, weights);
  add_payoffs(at, pulled.masses, weights_of_thoughts(*at.game, *at.of_game), gradient.payoffs);
  if (!at.of_game->thoughts.empty()) {  // nobody chooses by the odds of the stakes
    add_slopes_of_thoughts(shape, at.point, *at.of_game, weights, pulled.masses, gradient.thoughts);
    return;
  }
  for (std::size_t k = 0; k < shape.num_odds; ++k)
    gradient.odds[OddsId{k}] += pulled.coefficients[shape.num_actions + k];
}

// Precisions multiply what moves are worth to those who make them.
void add_precisions(const Linearisation& at, const std::vector<double>& adjoint, Gradient& gradient) {
  const LogitShape& shape = at.shape->logit;
  const std::vector<double> pull = precision_pull(shape, at.point);
  for (std::size_t k = 0; k < pull.size(); ++k) gradient.precision += adjoint[k] * pull[k] * at.stakes.range;
  const Table<ActorId, double> sharpness = sharpness_of(at.of_game->precisions);
  if (sharpness.empty()) return;
  gradient.own_precisions.assign(shape.num_actors, 0.0);
  for (const LogitShape::Set& set : shape.sets) {
    double sum = 0;
    for (std::size_t k = set.first_unknown; k + 1 < set.first_unknown + set.num_actions; ++k)
      sum += adjoint[k] * pull[k];
    gradient.own_precisions[set.actor] += sum * at.stakes.range / sharpness_of(sharpness, set.actor);
  }
}

}  // namespace

std::optional<Linearisation> linearise(const Game& game, const PublicTwin& twin, const Stakes& stakes,
                                       const Solution& solution) {
  Linearisation at = uneliminated(game, std::make_shared<AqreShape>(logit_shape(game)), stakes, solution);
  at.twin = carry_over(at, twin);
  if (!at.twin) return std::nullopt;
  return at;
}

std::optional<Linearisation> linearise(const Game& game, std::shared_ptr<const AqreShape> shape, const Stakes& stakes,
                                       const Solution& solution) {
  if (!shape->plan) return std::nullopt;
  Linearisation at = uneliminated(game, std::move(shape), stakes, solution);
  at.solver = make_solver(*at.shape);
  factorise(at.solver, at.stakes, at.point);
  if (determinant_of(at.solver).singular) return std::nullopt;
  return at;
}

std::optional<Gradient> gradient_of(const Linearisation& at, const Objective& objective) {
  const LogitShape& shape = at.shape->logit;
  const std::vector<double> by_logs(objective.by_log_probability.begin(), objective.by_log_probability.end());
  const auto adjoint = solve_adjoint(at, by_log_odds(shape, at.point, by_logs));
  if (!adjoint) return std::nullopt;
  Gradient gradient = objective.direct;
  if (at.twin) {
    gradient.action_weights = action_weights(*at.twin->shape, at.twin->point, carried_over(*at.twin, *adjoint));
    for (double& weight : gradient.action_weights) weight /= at.stakes.range;
  } else {
    add_pulled_back(at, *adjoint, gradient);
  }
  add_precisions(at, *adjoint, gradient);
  return gradient;
}

std::vector<double> weighted_values(const Linearisation& at, const PublicGame& game, const PublicStakes& stakes,
                                    const std::vector<std::vector<double>>& rows) {
  const LogitStakes scaled = logit_stakes(game, *at.twin->shape, stakes);
  LogitPoint point = at.twin->point;
  rebind(*at.twin->shape, scaled, point);
  std::vector<double> sums;
  for (const std::vector<double>& weights : rows) {
    double sum = 0;
    for (std::size_t a = 0; a < weights.size(); ++a) sum += weights[a] * point.action_values[a];
    sums.push_back(sum * scaled.range);
  }
  return sums;
}

}  // namespace demarche
