#include "demarche/regret/split.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace demarche {
namespace {

constexpr std::size_t num_jobs = 16;   // whatever the number of threads
constexpr double least_work = 40'000;  // in rows and terms: below, threads wait for each other longer than they work
constexpr double least_gain = 0.6;     // what may remain of the time with many threads for jobs to be worth it
constexpr std::uint32_t nobody = 0xFFFFFFFF;

// An actor's bundles and what hangs on what.
struct Forest {
  const Sequences& sequences;
  std::span<const Bundle> bundles;
  std::uint32_t first_row = 0;
  std::vector<std::uint32_t> owners;  // [row - first_row]: the bundle, or nobody
  std::vector<double> work;           // [bundle]
};

double work_of(const Terms& terms, const Bundle& bundle, std::size_t at) {
  double work = 4.0 * bundle.num_actions * bundle.num_lanes;
  for (std::uint32_t k = terms.first_blocks[at]; k < terms.first_blocks[at + 1]; ++k) {
    const PayoffBlock& block = terms.blocks[k];
    const double columns = block.num_columns, rows = block.num_rows;
    work += block.is_product ? (columns + rows) / 4.0 : columns * rows / 4.0;
  }
  for (std::uint32_t k = terms.first_term_rows[at + 1]; k < terms.first_term_rows[at + 2]; ++k) {
    work += terms.term_rows[k].num;
  }
  return work;
}

Forest forest_of(const Sequences& sequences, const Terms& terms, std::size_t actor) {
  const std::uint32_t first = sequences.first_bundles[actor];
  Forest forest{sequences,
                {sequences.bundles.data() + first, sequences.first_bundles[actor + 1] - first},
                sequences.empty_rows[actor],
                {},
                {}};
  for (std::uint32_t at = 0; at < forest.bundles.size(); ++at) {
    const Bundle& bundle = forest.bundles[at];
    forest.owners.resize(bundle.first_row - forest.first_row, nobody);
    forest.owners.resize(forest.owners.size() + std::size_t{bundle.num_actions} * bundle.num_lanes, at);
    forest.work.push_back(work_of(terms, bundle, at));
  }
  return forest;
}

std::uint32_t find(std::vector<std::uint32_t>& heads, std::uint32_t at) {
  while (heads[at] != at) {
    heads[at] = heads[heads[at]];
    at = heads[at];
  }
  return at;
}

// Bundles from a level on, joined where one hangs on the other or both on a third: the head of each.
std::vector<std::uint32_t> components(const Forest& forest, std::uint32_t level) {
  std::vector<std::uint32_t> heads(forest.bundles.size());
  std::iota(heads.begin(), heads.end(), 0U);
  for (std::uint32_t at = 0; at < forest.bundles.size(); ++at) {
    const Bundle& bundle = forest.bundles[at];
    if (bundle.level <= level) continue;
    for (std::uint32_t lane = 0; lane < bundle.num_lanes; ++lane) {
      const std::uint32_t row = parent_row(forest.sequences, bundle, lane) - forest.first_row;
      if (row >= forest.owners.size() || forest.owners[row] == nobody) continue;
      const std::uint32_t a = find(heads, at), b = find(heads, forest.owners[row]);
      heads[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::uint32_t at = 0; at < heads.size(); ++at) heads[at] = find(heads, at);
  return heads;
}

struct Cut {
  std::uint32_t level = 0;
  std::vector<std::uint32_t> jobs;  // [bundle]: its job, or nobody for the top
  double time = 0;                  // of the top and the longest job
};

// Components to jobs, the largest first, each to the job with least to do.
Cut cut_at(const Forest& forest, std::uint32_t level) {
  const std::vector<std::uint32_t> heads = components(forest, level);
  std::vector<double> work(forest.bundles.size());
  Cut cut{level, std::vector<std::uint32_t>(forest.bundles.size(), nobody), 0};
  for (std::uint32_t at = 0; at < forest.bundles.size(); ++at) {
    if (forest.bundles[at].level < level) cut.time += forest.work[at];
    else work[heads[at]] += forest.work[at];
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t at = 0; at < work.size(); ++at) {
    if (work[at] > 0) order.push_back(at);
  }
  std::ranges::sort(order, {}, [&](std::uint32_t at) { return std::pair(-work[at], at); });
  std::vector<double> loads(num_jobs);
  for (const std::uint32_t head : order) {
    const auto job = std::ranges::min_element(loads);
    *job += work[head];
    cut.jobs[head] = static_cast<std::uint32_t>(job - loads.begin());
  }
  for (std::uint32_t at = 0; at < heads.size(); ++at) {
    if (forest.bundles[at].level >= level) cut.jobs[at] = cut.jobs[heads[at]];
  }
  cut.time += std::ranges::max(loads);
  return cut;
}

Cut best_cut(const Forest& forest) {
  constexpr std::uint32_t deepest = 12;  // further down, the top is long already
  Cut best = cut_at(forest, 0);
  const std::uint32_t last = std::min(forest.bundles.back().level, deepest);
  for (std::uint32_t level = 1; level <= last; ++level) {
    Cut cut = cut_at(forest, level);
    if (cut.time < best.time) best = std::move(cut);
  }
  return best;
}

void place(Split& split, const Cut& cut, const Bundle& bundle, std::uint32_t at) {
  if (cut.jobs[at] == nobody) return split.top.push_back(at);
  SplitJob& job = split.jobs[cut.jobs[at]];
  if (bundle.level > cut.level) return job.inner.push_back(at);
  job.rim.push_back(at);
  split.rims.push_back(at);
  split.kept_at[at] = split.num_kept;
  split.num_kept += bundle.num_lanes;
}

}  // namespace

Split make_split(const Sequences& sequences, const Terms& terms, std::size_t actor) {
  const Forest forest = forest_of(sequences, terms, actor);
  const double total = std::accumulate(forest.work.begin(), forest.work.end(), 0.0);
  Split split;
  split.all.resize(forest.bundles.size());
  std::iota(split.all.begin(), split.all.end(), 0U);
  split.top = split.all;
  if (total < least_work) return split;
  const Cut cut = best_cut(forest);
  if (cut.time > least_gain * total) return split;
  split.top.clear();
  split.jobs.resize(num_jobs);
  split.kept_at.resize(forest.bundles.size());
  for (std::uint32_t at = 0; at < forest.bundles.size(); ++at) place(split, cut, forest.bundles[at], at);
  return split;
}

}  // namespace demarche
