#include "demarche/regret/run.h"

#include "demarche/game/within_reach.h"
#include "demarche/regret/parts.h"
#include "demarche/regret/sampling.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// As shares of the payoff range.
constexpr double equal_sums = 1e-12;
constexpr double rounding = 1e-14;

// Whether two actors' payoffs add up to the same at all ends that can be.
bool has_constant_sum(const Game& game, const Stakes& stakes, double payoff_range) {
  if (game.num_actors != 2) return false;
  double least = INFINITY, most = -INFINITY;
  const Table<NodeId, std::uint8_t> within = nodes_within_reach(game, stakes);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    if (node.kind != NodeKind::Terminal || within[NodeId{row}] == 0) continue;
    const double sum = payoff(game, stakes, node.outcome(), ActorId{std::size_t{0}}) +
                       payoff(game, stakes, node.outcome(), ActorId{std::size_t{1}});
    least = std::min(least, sum);
    most = std::max(most, sum);
  }
  return most - least <= equal_sums * payoff_range;
}

Keep keep_of(RegretMethod method) {
  switch (method) {
    case RegretMethod::Discounted:
    case RegretMethod::MonteCarlo:
      return Keep::Both;
    case RegretMethod::Predictive:
    case RegretMethod::PredictiveScaled:
      return Keep::Predicted;
    default:
      return Keep::Positive;
  }
}

// t^a / (t^a + 1)
double discount(double t, double alpha) { return std::pow(t, alpha) / (std::pow(t, alpha) + 1); }

// The weights of iteration t = 1, 2, ...
Weights weights_at(RegretMethod method, double t) {
  switch (method) {
    case RegretMethod::Discounted:
      return {discount(t - 1, 1.5), 0.5, 1, std::pow((t - 1) / t, 2), 1};
    case RegretMethod::MonteCarlo:
      return {(t - 1) / t, (t - 1) / t, 1, (t - 1) / t, 1};
    case RegretMethod::Predictive:
      return {1, 1, 1, 1, t * t};
    case RegretMethod::PredictiveScaled:
      return {discount(t - 1, 2.3), 1, discount(t, 2.3), std::pow((t - 1) / t, 5), 1};
    default:
      return {1, 1, 1, 1, t};
  }
}

Rows rows_of(const RegretGame& game, RegretRun& run) {
  double* matched = run.matched.empty() ? run.regrets.data() : run.matched.data();
  return {run.regrets.data(), matched, run.plan.data(), run.average.data(), run.values.data(), regret_floor(game)};
}

// Keeps what the sequences paid against the plans of this iteration.
void remember_payments(const ActorBundles& parts, RegretRun& run, const Weights& weights) {
  const auto [first, last] = rows_of(parts);
  for (std::uint32_t row = first; row < last; ++row) {
    run.paid_rows[row] = run.paid_rows[row] * weights.average + run.values[row] * weights.plan;
  }
}

// Estimated regrets instead of exact ones; what a plan pays is computed all the same where the average regret is to be
// known.
void update_sampled(const ActorBundles& parts, RegretRun& run, const Weights& weights, const Workers& workers) {
  const auto [first, last] = rows_of(parts);
  if (!parts.game.is_constant_sum) {
    pay_actor(parts, run.plan.data(), run.values.data(), workers);
    remember_payments(parts, run, weights);
    double paid = 0;
    for (std::uint32_t row = first; row < last; ++row) paid += run.plan[row] * run.values[row];
    run.paid[parts.actor] = run.paid[parts.actor] * weights.average + paid * weights.plan;
  }
  sample_regrets(parts.game, run, parts.actor, workers);
  for (std::uint32_t row = first; row < last; ++row) {
    run.regrets[row] = run.regrets[row] * weights.positive + run.values[row];
    run.average[row] = run.average[row] * weights.average + run.plan[row] * weights.plan;
    run.values[row] = 0;
  }
}

void update_regrets(const ActorBundles& parts, RegretRun& run, const Weights& weights, const Workers& workers) {
  const RegretGame& game = parts.game;
  const TermView terms = terms_view(game.terms[parts.actor], game.num_actors);
  const std::uint32_t empty_row = game.sequences.empty_rows[parts.actor];
  UpwardSweep sweep{&terms, run.plan.data(), keep_of(run.method), weights, rows_of(game, run), run.kept.data()};
  if (!game.is_constant_sum) {
    pay_actor(parts, run.plan.data(), run.values.data(), workers);
    remember_payments(parts, run, weights);
    sweep.terms = nullptr;
  }
  sweep_actor(parts, sweep, workers);
  if (!game.is_constant_sum) {
    run.paid[parts.actor] = run.paid[parts.actor] * weights.average + run.values[empty_row] * weights.plan;
  }
  run.values[empty_row] = 0;
  run.average[empty_row] = run.average[empty_row] * weights.average + weights.plan;
}

void update_plan(const ActorBundles& parts, RegretRun& run, const Workers& workers) {
  match_actor(parts, rows_of(parts.game, run), workers);
}

}  // namespace

double regret_floor(const RegretGame& game) { return rounding * game.payoff_range; }

RegretGame make_regret_game(const Game& game, const Stakes& stakes) {
  RegretGame made{game, stakes, game.num_actors, {}, {}, {}, false, 0};
  made.sequences = make_sequences(game);
  made.terms = make_terms(game, stakes, made.sequences);
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    made.splits.push_back(make_split(made.sequences, made.terms[actor], actor));
  }
  made.payoff_range = payoff_range(game, stakes);
  made.is_constant_sum = has_constant_sum(game, stakes, made.payoff_range);
  return made;
}

RegretRun start_run(const RegretGame& game, RegretMethod method, std::uint64_t seed) {
  const std::size_t num_rows = game.sequences.num_rows;
  RegretRun run;
  run.method = method;
  run.seed = seed;
  for (Numbers* numbers : {&run.regrets, &run.plan, &run.average, &run.values}) numbers->assign(num_rows, 0.0);
  if (keep_of(method) == Keep::Predicted) run.matched.assign(num_rows, 0.0);
  if (!game.is_constant_sum) run.paid_rows.assign(num_rows, 0.0);
  run.paid.assign(game.num_actors, 0.0);
  std::uint32_t num_kept = 0;
  for (const Split& split : game.splits) num_kept = std::max(num_kept, split.num_kept);
  run.kept.assign(num_kept, 0.0);
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    run.plan[game.sequences.empty_rows[actor]] = 1;
    update_plan({game, actor}, run, {});
  }
  if (method == RegretMethod::MonteCarlo) run.num_draws = draws_a_job(game, run);
  return run;
}

void iterate(const RegretGame& game, RegretRun& run, const Workers& workers) {
  const Weights weights = weights_at(run.method, static_cast<double>(++run.num_iterations));
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    if (run.method == RegretMethod::MonteCarlo) update_sampled({game, actor}, run, weights, workers);
    else update_regrets({game, actor}, run, weights, workers);
    if (game.is_constant_sum) update_plan({game, actor}, run, workers);
  }
  for (std::size_t actor = 0; actor < game.num_actors && !game.is_constant_sum; ++actor) {
    update_plan({game, actor}, run, workers);
  }
  run.weight = run.weight * weights.average + weights.plan;
}

}  // namespace demarche
