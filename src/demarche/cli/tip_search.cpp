#include "demarche/cli/tip_search.h"

#include "demarche/cli/threads.h"

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

// Does not look any further where the monitor says to stop.
TippedParameter tip_one(const TipRun& run, RowSolver& solver, const DrawnParameter& one, const Monitor& watched) {
  const double bound = run.plan.bound.number;
  const auto value_at = [&](double number) -> std::optional<double> {
    if (!watched({})) return std::nullopt;
    Parameters point = run.central.parameters;
    point[one.id] = one.number.whole ? std::round(number) : number;
    const RowOutcome row = solve_row(solver, point);
    if (row.interrupted || row.not_certified || std::isnan(row.answers.front())) return std::nullopt;
    return row.answers.front() - bound;
  };
  TippedParameter tipped{
      {run.central.model.parameters[one.id].name, one.number.best, one.number.low, one.number.high}, 0, 0, {}};
  tipped.at_low = value_at(one.number.low).value_or(std::nan("")) + bound;
  tipped.at_high = value_at(one.number.high).value_or(std::nan("")) + bound;
  tipped.crossings = all_crossings(value_at, one.number.low, one.number.high, {run.plan.num_steps, 1e-6});
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
                    plan.bound.sign == Bound::Sign::Above,
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
