#include "demarche/survey/find_tipping.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

using Found = std::vector<std::optional<TippedParameter>>;

// What all threads share.
struct TipRun {
  const Solved& central;
  const TipPlan& plan;
  const StudyOptions& options;
  const Monitor& monitor;
  std::vector<DrawnParameter> drawn;
  Turns turns;  // for what follows
  std::size_t next = 0;
  std::string words{};
  bool stopped = false;
};

// What was found on the way of one number.
struct Looked {
  std::vector<double> values;
  std::vector<double> without;
};

// The answer where the number stands alone at `at`, less the bound; exactly 0 where it touches the bound.
std::optional<double> look_at(const TipRun& run, RowSolver& solver, const DrawnParameter& one, double at,
                              Looked& looked) {
  Parameters point = run.central.parameters;
  point[one.id] = one.number.whole ? std::round(at) : at;
  const RowOutcome row = solve_row(solver, point);
  if (row.interrupted) return std::nullopt;
  if (row.not_certified || std::isnan(row.answers.front())) {
    looked.without.push_back(at);
    return std::nullopt;
  }
  looked.values.push_back(row.answers.front());
  const double over = row.answers.front() - run.plan.bound.number;
  return std::abs(over) <= solver.columns.front().slack.touching ? 0 : over;
}

// Whole numbers are looked at one by one, as long as they are few.
int num_steps_of(const TipRun& run, const DrawnParameter& one) {
  const double num_whole = std::floor(one.number.high) - std::ceil(one.number.low);
  const bool few = one.number.whole && num_whole >= 1 && num_whole <= 10 * run.plan.num_steps;
  return few ? static_cast<int>(num_whole) : run.plan.num_steps;
}

// Between two whole numbers the answer jumps halfway: nothing is to be found more closely.
RootSearch search_of(const TipRun& run, const DrawnParameter& one) {
  RootSearch search{num_steps_of(run, one), one.number.whole ? 0.4 / (one.number.high - one.number.low) : 1e-6};
  const bool zero_is_above = is_upward(run.plan.bound.sign) == holds_at_bound(run.plan.bound.sign);
  search.at_zero = zero_is_above ? AtZero::Above : AtZero::Below;
  return search;
}

// Does not look any further where the monitor says to stop.
TippedParameter tip_one(const TipRun& run, RowSolver& solver, const DrawnParameter& one, const Monitor& watched) {
  const double bound = run.plan.bound.number;
  Looked looked;
  const auto value_at = [&](double at) { return watched({}) ? look_at(run, solver, one, at, looked) : std::nullopt; };
  TippedParameter tipped;
  tipped.parameter = {run.central.model.parameters[one.id].name, one.number.best, one.number.low, one.number.high,
                      one.number.whole};
  tipped.at_low = value_at(one.number.low).value_or(std::nan("")) + bound;
  tipped.at_high = value_at(one.number.high).value_or(std::nan("")) + bound;
  tipped.crossings = all_crossings(value_at, one.number.low, one.number.high, search_of(run, one));
  for (Crossing& crossing : tipped.crossings) {
    if (one.number.whole && !crossing.unseen) crossing.at = std::floor(crossing.at) + 0.5;
  }
  tipped.fixed = looked.without.empty() && does_not_vary(looked.values, solver.columns.front().slack);
  if (!looked.values.empty()) tipped.between = looked.values.back();
  std::ranges::sort(looked.without);
  looked.without.erase(std::unique(looked.without.begin(), looked.without.end()), looked.without.end());
  tipped.without = std::move(looked.without);
  return tipped;
}

// The next number that nobody has taken.
std::optional<std::size_t> take_number(TipRun& run) {
  return in_turn(run.turns, [&]() -> std::optional<std::size_t> {
    if (run.next == run.drawn.size()) return std::nullopt;
    run.words = "moving " + run.central.model.parameters[run.drawn[run.next].id].name;
    return run.next++;
  });
}

// Whether to go on, once it was told which number was taken last.
bool tell(TipRun& run) {
  return in_turn(run.turns, [&] {
    const double num_before = run.next > 0 ? static_cast<double>(run.next - 1) : 0;
    const double fraction = num_before / static_cast<double>(run.drawn.size());
    if (!run.stopped) run.stopped = !goes_on(run.monitor, {run.words, fraction, 0, 0});
    return !run.stopped;
  });
}

// One thread's part.
void tip_some(TipRun& run, Found& found) {
  const Monitor watched = [&](const Progress&) { return tell(run); };
  auto solver = make_row_solver(run.central, {run.plan.question}, run.options, RowStart::Path, watched);
  if (!solver) return;  // it was made at the centre before
  while (const std::optional<std::size_t> k = take_number(run)) {
    TippedParameter tipped = tip_one(run, **solver, run.drawn[*k], watched);
    if (!watched({})) return;
    found[*k] = std::move(tipped);
  }
}

}  // namespace

std::expected<TipSearch, Diagnostics> find_tipping(const Solved& central, const TipPlan& plan,
                                                   const StudyOptions& options, const Crew& crew,
                                                   const Monitor& monitor) {
  if (Diagnostics infinite = infinite_ranges(central.model, central.parameters); !infinite.empty()) {
    return std::unexpected(std::move(infinite));
  }
  const auto first = make_row_solver(central, {plan.question}, options, RowStart::Path, monitor);
  if (!first) return std::unexpected(first.error());
  TipSearch search;
  search.complete = !(*first)->at_centre.interrupted;
  if (!search.complete) return search;
  TipRun run{central, plan, options, monitor, drawn_parameters(central.model, central.parameters), turns_of(crew)};
  Found found(run.drawn.size());
  run_jobs(crew.workers, crew.size, [&](std::size_t) { tip_some(run, found); });
  const AnswerColumn& column = (*first)->columns.front();
  search.tipping = {{},
                    plan.bound.text,
                    column.unit,
                    plan.bound.number,
                    plan.bound.sign,
                    column.slack,
                    (*first)->at_centre.answers.front(),
                    plan.num_steps,
                    {}};
  for (std::optional<TippedParameter>& one : found) {
    if (one) search.tipping.parameters.push_back(std::move(*one));
    else search.complete = false;
  }
  return search;
}

}  // namespace demarche
