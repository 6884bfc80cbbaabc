#include "demarche/cli/tip_search.h"

#include "demarche/cli/threads.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

namespace demarche::cli {
namespace {

// What all threads share: none of it changes while they work, but for the next parameter to take.
struct TipRun {
  const Solved& central;
  const TipPlan& plan;
  const StudyOptions& options;
  std::vector<DrawnParameter> drawn;
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stopped = false;
};

using Found = std::vector<std::optional<TippedParameter>>;

// What was found on the way of one number.
struct Seen {
  std::vector<double> values;
  std::vector<double> without;
};

// The answer where the number stands alone at `at`, less the bound; exactly 0 where it touches the bound.
std::optional<double> look_at(const TipRun& run, RowSolver& solver, const DrawnParameter& one, double at, Seen& seen) {
  Parameters point = run.central.parameters;
  point[one.id] = one.number.whole ? std::round(at) : at;
  const RowOutcome row = solve_row(solver, point);
  if (row.interrupted) return std::nullopt;
  if (row.not_certified || std::isnan(row.answers.front())) {
    seen.without.push_back(at);
    return std::nullopt;
  }
  seen.values.push_back(row.answers.front());
  const double over = row.answers.front() - run.plan.bound.number;
  return std::abs(over) <= solver.columns.front().slack.touching ? 0 : over;
}

// Whole numbers are looked at one by one, as long as they are few.
int num_steps_of(const TipRun& run, const DrawnParameter& one) {
  const double num_whole = std::floor(one.number.high) - std::ceil(one.number.low);
  const bool few = one.number.whole && num_whole >= 1 && num_whole <= 10 * run.plan.num_steps;
  return few ? static_cast<int>(num_whole) : run.plan.num_steps;
}

// Does not look any further where the monitor says to stop.
TippedParameter tip_one(const TipRun& run, RowSolver& solver, const DrawnParameter& one, const Monitor& watched) {
  const double bound = run.plan.bound.number;
  Seen seen;
  const auto value_at = [&](double at) { return watched({}) ? look_at(run, solver, one, at, seen) : std::nullopt; };
  TippedParameter tipped;
  tipped.parameter = {run.central.model.parameters[one.id].name, one.number.best, one.number.low, one.number.high,
                      one.number.whole};
  tipped.at_low = value_at(one.number.low).value_or(std::nan("")) + bound;
  tipped.at_high = value_at(one.number.high).value_or(std::nan("")) + bound;
  // Between two whole numbers the answer jumps halfway: nothing is to be found more closely.
  RootSearch search{num_steps_of(run, one), one.number.whole ? 0.4 / (one.number.high - one.number.low) : 1e-6};
  const bool zero_is_above = is_upward(run.plan.bound.sign) == holds_at_bound(run.plan.bound.sign);
  search.at_zero = zero_is_above ? AtZero::Above : AtZero::Below;
  tipped.crossings = all_crossings(value_at, one.number.low, one.number.high, search);
  for (Crossing& crossing : tipped.crossings) {
    if (one.number.whole && !crossing.unseen) crossing.at = std::floor(crossing.at) + 0.5;
  }
  tipped.fixed = seen.without.empty() && does_not_vary(seen.values, solver.columns.front().slack);
  if (!seen.values.empty()) tipped.between = seen.values.back();
  std::ranges::sort(seen.without);
  seen.without.erase(std::unique(seen.without.begin(), seen.without.end()), seen.without.end());
  tipped.without = std::move(seen.without);
  return tipped;
}

// The thread that has `shown` tells how far all have come, and learns from it when to stop.
void work(TipRun& run, Found& found, const Monitor& asked, const Monitor* shown) {
  std::string words;
  double fraction = 0;
  const Monitor watched = [&](const Progress&) {
    if (shown && !(*shown)({words, fraction, 0, 0})) run.stopped = true;
    return asked({});
  };
  auto solver = make_row_solver(run.central, {run.plan.question}, run.options, RowStart::Path, watched);
  if (!solver) return;  // it was made at the centre before
  for (std::size_t k = run.next++; k < run.drawn.size(); k = run.next++) {
    fraction = static_cast<double>(k) / static_cast<double>(run.drawn.size());
    words = "moving " + run.central.model.parameters[run.drawn[k].id].name;
    TippedParameter tipped = tip_one(run, **solver, run.drawn[k], watched);
    if (!watched({})) return;
    found[k] = std::move(tipped);
  }
}

}  // namespace

std::expected<TipSearch, Diagnostics> find_tipping(const Solved& central, const TipPlan& plan,
                                                   const StudyOptions& options, const ProgressLine& progress,
                                                   const Monitor& shown) {
  if (Diagnostics infinite = infinite_ranges(central.model, central.parameters); !infinite.empty()) {
    return std::unexpected(std::move(infinite));
  }
  const auto first = make_row_solver(central, {plan.question}, options, RowStart::Path, shown);
  if (!first) return std::unexpected(first.error());
  TipRun run{central, plan, options, drawn_parameters(central.model, central.parameters)};
  Found found(run.drawn.size());
  const Monitor asked = [&](const Progress&) { return !progress.interrupted() && !run.stopped; };
  TipSearch search;
  search.complete = !(*first)->at_centre.interrupted;
  if (!search.complete) return search;
  const std::thread::id here = std::this_thread::get_id();
  run_jobs(make_workers(plan.num_threads), plan.num_threads,
           [&](std::size_t) { work(run, found, asked, std::this_thread::get_id() == here ? &shown : nullptr); });
  search.tipping = {{},
                    plan.bound.text,
                    (*first)->columns.front().unit,
                    plan.bound.number,
                    plan.bound.sign,
                    (*first)->columns.front().slack,
                    (*first)->at_centre.answers.front(),
                    plan.num_steps,
                    {}};
  for (std::optional<TippedParameter>& one : found) {
    if (one) search.tipping.parameters.push_back(std::move(*one));
    else search.complete = false;
  }
  return search;
}

}  // namespace demarche::cli
