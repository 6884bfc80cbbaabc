#include "demarche/regret/parts.h"

namespace demarche {
namespace {

// Adds what the jobs' rims are worth to the moves before them, the last first.
void push_rims(const ActorBundles& parts, const double* kept, double* values) {
  const Split& split = parts.game.splits[parts.actor];
  const Bundle* bundles = part_of(parts, split.rims).bundles;
  for (auto rim = split.rims.rbegin(); rim != split.rims.rend(); ++rim) {
    const std::uint32_t at = *rim;
    for (std::uint32_t lane = 0; lane < bundles[at].num_lanes; ++lane) {
      values[parent_row(parts.game.sequences, bundles[at], lane)] += kept[split.kept_at[at] + lane];
    }
  }
}

}  // namespace

BundlePart part_of(const ActorBundles& parts, const std::vector<std::uint32_t>& order) {
  const Sequences& sequences = parts.game.sequences;
  BundlePart part;
  part.bundles = sequences.bundles.data() + sequences.first_bundles[parts.actor];
  part.scattered = sequences.scattered.data();
  part.order = order.data();
  part.num = order.size();
  return part;
}

void sweep_actor(const ActorBundles& parts, const UpwardSweep& sweep, const Workers& workers) {
  const Split& split = parts.game.splits[parts.actor];
  const auto upwards = [&](const BundlePart& part) {
    kernels().sweep(sweep.terms, part, sweep.plans, sweep.keep, sweep.weights, sweep.rows);
  };
  if (!workers) return upwards(part_of(parts, split.all));
  run_jobs(workers, split.jobs.size(), [&](std::size_t job) {
    upwards(part_of(parts, split.jobs[job].inner));
    BundlePart rim = part_of(parts, split.jobs[job].rim);
    rim.kept_at = split.kept_at.data();
    rim.kept = sweep.kept;
    upwards(rim);
  });
  push_rims(parts, sweep.kept, sweep.rows.values);
  upwards(part_of(parts, split.top));
}

void pay_actor(const ActorBundles& parts, const double* plans, double* values, const Workers& workers) {
  const Split& split = parts.game.splits[parts.actor];
  const TermView terms = terms_view(parts.game.terms[parts.actor], parts.game.num_actors);
  kernels().pay_at_once(terms, plans, values);
  if (!workers) return kernels().pay(terms, part_of(parts, split.all), plans, values);
  run_jobs(workers, split.jobs.size(), [&](std::size_t job) {
    kernels().pay(terms, part_of(parts, split.jobs[job].inner), plans, values);
    kernels().pay(terms, part_of(parts, split.jobs[job].rim), plans, values);
  });
  kernels().pay(terms, part_of(parts, split.top), plans, values);
}

void match_actor(const ActorBundles& parts, const Rows& rows, const Workers& workers) {
  const Split& split = parts.game.splits[parts.actor];
  if (!workers) return kernels().match(part_of(parts, split.all), rows.matched, rows.floor, rows.plan);
  kernels().match(part_of(parts, split.top), rows.matched, rows.floor, rows.plan);
  run_jobs(workers, split.jobs.size(), [&](std::size_t job) {
    kernels().match(part_of(parts, split.jobs[job].rim), rows.matched, rows.floor, rows.plan);
    kernels().match(part_of(parts, split.jobs[job].inner), rows.matched, rows.floor, rows.plan);
  });
}

std::pair<std::uint32_t, std::uint32_t> rows_of(const ActorBundles& parts) {
  const Sequences& sequences = parts.game.sequences;
  const bool is_last = parts.actor + 1 == parts.game.num_actors;
  return {sequences.empty_rows[parts.actor], is_last ? sequences.num_rows : sequences.empty_rows[parts.actor + 1]};
}

}  // namespace demarche
