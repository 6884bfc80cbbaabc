#include "demarche/survey/solve_rows.h"

#include <algorithm>

namespace demarche {
namespace {

// Rows that several threads solve. Whoever finishes one when it is due keeps what all have finished.
struct RowsWork {
  StudyRun& run;
  const StudyKeeper& keeper;
  const RowsLent& lent;
  Turns taking;   // for the missing rows of the run
  Turns keeping;  // for the three below
  std::vector<StoredRow> finished{};
  RowsDone done{};
  OrRefusal<void> outcome{};
};

StoredRow stored_row(std::int64_t number, std::vector<double> parameters, const RowOutcome& outcome) {
  std::uint32_t flags = 0;
  if (outcome.not_certified) flags |= not_certified;
  if (outcome.jump_suspected) flags |= jump_suspected;
  if (outcome.left_branch) flags |= left_branch;
  if (outcome.without_answer) flags |= without_answer;
  if (outcome.not_found) flags |= not_found;
  if (outcome.folded) flags |= folded;
  return {number, std::move(parameters), outcome.answers, outcome.max_gain, outcome.payoff_range, outcome.precision,
          flags,  outcome.note};
}

void tell_done(const RowsWork& work) {
  if (work.lent.told) work.lent.told(work.done);
}

void keep_finished(RowsWork& work) {
  work.outcome = work.keeper.add(work.finished);
  const auto num_counting = std::ranges::count_if(work.finished, counts);
  work.done.num_done += work.finished.size();
  work.done.num_failed += work.finished.size() - static_cast<std::size_t>(num_counting);
  work.finished.clear();
  tell_done(work);
}

// False where rows can no longer be kept.
bool hand_in(RowsWork& work, StoredRow row) {
  return in_turn(work.keeping, [&] {
    work.finished.push_back(std::move(row));
    if (work.outcome && (!work.lent.is_due || work.lent.is_due())) keep_finished(work);
    return work.outcome.has_value();
  });
}

// None after an interruption.
std::optional<StoredRow> solve_one(const StudyRun& run, RowSolver& solver, std::int64_t number) {
  std::vector<double> shares(run.drawn.size());
  draw_row(run.design, static_cast<std::uint64_t>(number), shares);
  for (const Together& group : run.together) draw_together(group, shares);
  const Parameters point = drawn_point(run.central->parameters, run.drawn, shares);
  const RowOutcome outcome = solve_row(solver, point);
  if (outcome.interrupted) return std::nullopt;
  std::vector<double> parameters;
  for (const DrawnParameter& one : run.drawn) parameters.push_back(*point[one.id]);
  return stored_row(number, std::move(parameters), outcome);
}

// One thread's part: rows as long as there are some.
void solve_some(RowsWork& work, std::unique_ptr<RowSolver>& solver) {
  const StudyRun& run = work.run;
  const Monitor& monitor = work.lent.monitor;
  if (!solver) {
    auto made = make_row_solver(*run.central, run.questions, run.options, run.start, monitor);
    if (!made || (*made)->at_centre.interrupted) return;  // the first solver was made, so this one was interrupted
    solver = std::move(*made);
  }
  const auto take = [&] { return take_missing(work.run.missing); };
  while (const std::optional<std::int64_t> number = in_turn(work.taking, take)) {
    if (!goes_on(monitor)) return;
    std::optional<StoredRow> row = solve_one(run, *solver, *number);
    if (!row || !hand_in(work, std::move(*row))) return;
  }
}

OrRefusal<RowsDone> solve_missing(StudyRun& run, const StudyKeeper& keeper, const RowsLent& lent) {
  RowsWork work{run, keeper, lent, turns_of(lent.crew), turns_of(lent.crew)};
  work.done.num_missing = count_missing(run.missing);
  if (work.done.num_missing == 0) return work.done;
  tell_done(work);
  run.solvers.resize(lent.crew.size);
  run.solvers.front()->monitor = lent.monitor;
  run_jobs(lent.crew.workers, lent.crew.size, [&](std::size_t k) { solve_some(work, run.solvers[k]); });
  if (work.outcome) keep_finished(work);
  if (!work.outcome) return std::unexpected(std::move(work.outcome.error()));
  return work.done;
}

}  // namespace

std::expected<bool, Diagnostics> begin_at(StudyRun& run, const Solved& central, const Monitor& monitor) {
  auto first = make_row_solver(central, run.questions, run.options, run.start, monitor);
  if (!first) return std::unexpected(std::move(first.error()));
  run.central = &central;
  run.solvers.clear();
  run.solvers.push_back(std::move(*first));
  return !run.solvers.front()->at_centre.interrupted;
}

StoredRow centre_of(const StudyRun& run) {
  std::vector<double> parameters;
  for (const DrawnParameter& one : run.drawn) parameters.push_back(one.number.best);
  return stored_row(central_row, std::move(parameters), run.solvers.front()->at_centre);
}

std::vector<StoredRow> solve_rows(StudyRun& run, std::uint64_t from, std::uint64_t to, const Monitor& monitor) {
  std::vector<StoredRow> rows;
  RowSolver& solver = *run.solvers.front();
  solver.monitor = monitor;
  for (std::uint64_t number = from; number < std::min(to, run.design.num_rows); ++number) {
    if (!goes_on(monitor)) break;
    std::optional<StoredRow> row = solve_one(run, solver, static_cast<std::int64_t>(number));
    if (!row) break;
    rows.push_back(std::move(*row));
  }
  return rows;
}

OrRefusal<RowsDone> fill_study(StudyRun& run, const Shard& shard, const StudyKeeper& keeper, const RowsLent& lent) {
  auto done = keeper.numbers();
  if (!done) return std::unexpected(std::move(done.error()));
  run.missing = missing_rows(shard, run.design.num_rows, std::move(*done));
  const StoredRow centre = centre_of(run);
  if (auto added = keeper.add(std::span(&centre, 1)); !added) return std::unexpected(std::move(added.error()));
  return solve_missing(run, keeper, lent);
}

}  // namespace demarche
