#include "demarche/cli/study_run.h"

#include "demarche/cli/threads.h"
#include "demarche/report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace demarche::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double seconds_a_batch = 1;

// Rows solved at the same time; places are filled in whatever order.
struct Batch {
  std::span<const std::int64_t> numbers;
  std::vector<std::optional<StoredRow>> rows;
  std::atomic<std::size_t> next = 0;
};

void solve_one(StudyRun& run, RowSolver& solver, Batch& batch, std::size_t place) {
  std::vector<double> shares(run.drawn.size());
  draw_row(run.design, static_cast<std::uint64_t>(batch.numbers[place]), shares);
  for (const Together& group : run.together) draw_together(group, shares);
  const Parameters point = drawn_point(run.central->parameters, run.drawn, shares);
  const RowOutcome outcome = solve_row(solver, point);
  if (outcome.interrupted) return;
  std::vector<double> parameters;
  for (const DrawnParameter& one : run.drawn) parameters.push_back(*point[one.id]);
  batch.rows[place] = stored(batch.numbers[place], std::move(parameters), outcome);
}

// One thread's share of a batch: rows as long as there are some. The monitor is asked by all threads.
void work(StudyRun& run, Batch& batch, std::unique_ptr<RowSolver>& solver, const Monitor& monitor) {
  if (!solver) {
    auto made = make_row_solver(*run.central, run.questions, run.options, run.start, monitor);
    if (!made || (*made)->at_centre.interrupted) return;  // the first solver was made, so this one was interrupted
    solver = std::move(*made);
  }
  for (std::size_t place = batch.next++; place < batch.numbers.size(); place = batch.next++) {
    if (!monitor({})) return;
    solve_one(run, *solver, batch, place);
  }
}

std::vector<StoredRow> finished(const Batch& batch) {
  std::vector<StoredRow> rows;
  for (const std::optional<StoredRow>& row : batch.rows) {
    if (row) rows.push_back(*row);
  }
  return rows;
}

// What happened so far.
struct Tally {
  std::size_t num_done = 0;
  std::size_t num_failed = 0;
  Clock::time_point start = Clock::now();
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string words_of(const Tally& tally, std::size_t num_missing) {
  const double rate = static_cast<double>(tally.num_done) / std::max(seconds_since(tally.start), 1e-9);
  const std::string rate_text = rate < 100 ? fmt::format("{:.3g}", rate) : count_text(rate);
  std::string words = fmt::format("{} of {} rows, {} a second", count_text(static_cast<double>(tally.num_done)),
                                  count_text(static_cast<double>(num_missing)), rate_text);
  if (tally.num_failed > 0) words += fmt::format(", {} failed", tally.num_failed);
  return words;
}

void count(Tally& tally, const std::vector<StoredRow>& rows) {
  tally.num_done += rows.size();
  tally.num_failed += static_cast<std::size_t>(std::ranges::count_if(
      rows, [](const StoredRow& row) { return (row.flags & (not_certified | without_answer)) != 0; }));
}

std::size_t next_size(std::size_t size, double seconds, std::size_t num_threads) {
  const double wanted = static_cast<double>(size) * std::clamp(seconds_a_batch / std::max(seconds, 1e-6), 0.25, 4.0);
  return std::clamp(static_cast<std::size_t>(wanted), num_threads, std::size_t{100'000});
}

}  // namespace

StoredRow stored(std::int64_t number, std::vector<double> parameters, const RowOutcome& outcome) {
  std::uint32_t flags = 0;
  if (outcome.not_certified) flags |= not_certified;
  if (outcome.jump_suspected) flags |= jump_suspected;
  if (outcome.left_branch) flags |= left_branch;
  if (outcome.without_answer) flags |= without_answer;
  if (outcome.folded) flags |= folded;
  return {number, std::move(parameters), outcome.answers, outcome.max_gain, outcome.payoff_range, outcome.precision,
          flags,  outcome.note};
}

Stored<void> solve_missing(StudyRun& run, const StudyStore& store, ProgressLine& progress) {
  const std::size_t num_threads = run.solvers.size();
  const Workers workers = make_workers(num_threads);
  const Monitor shown = progress.monitor();
  std::string words = words_of({}, run.missing.size());
  double share = 0;
  const Monitor asked = [&](const Progress&) { return shown({words, share, 0, 0}); };
  for (std::unique_ptr<RowSolver>& solver : run.solvers) {
    if (solver) solver->monitor = asked;
  }
  Tally tally;
  std::size_t size = 4 * num_threads;
  bool going = true;
  while (going && tally.num_done < run.missing.size()) {
    const Clock::time_point start = Clock::now();
    const std::size_t num = std::min(size, run.missing.size() - tally.num_done);
    Batch batch{std::span(run.missing).subspan(tally.num_done, num), std::vector<std::optional<StoredRow>>(num), 0};
    run_jobs(workers, num_threads, [&](std::size_t k) { work(run, batch, run.solvers[k], asked); });
    const std::vector<StoredRow> rows = finished(batch);
    if (const auto added = add_rows(store, rows); !added) return added;
    count(tally, rows);
    words = words_of(tally, run.missing.size());
    share = static_cast<double>(tally.num_done) / static_cast<double>(run.missing.size());
    going = rows.size() == num && asked({});
    size = next_size(size, seconds_since(start), num_threads);
  }
  if (run.missing.empty()) complain("study: no row is left to solve\n");
  else complain(fmt::format("study: {}, {:.3g} s\n", words_of(tally, run.missing.size()), seconds_since(tally.start)));
  return {};
}

}  // namespace demarche::cli
