#include "demarche/cli/study_run.h"

#include "demarche/cli/threads.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <utility>

namespace demarche::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double seconds_a_batch = 1;  // at most: at first a quarter of the time that has passed

// What happened so far.
struct Tally {
  std::uint64_t num_missing = 0;  // at the start
  std::size_t num_done = 0;
  std::size_t num_failed = 0;
  Clock::time_point start = Clock::now();
  WorkDone pace{};
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double rate_of_all(const Tally& tally) {
  return static_cast<double>(tally.num_done) / std::max(seconds_since(tally.start), 1e-9);
}

// How fast it goes now, as soon as there is something to go by.
double rate_now(const Tally& tally) {
  const double rate = tasks_per_second(tally.pace, static_cast<double>(tally.num_missing));
  return rate > 0 ? rate : rate_of_all(tally);
}

std::string words_of(const Tally& tally, double rate) {
  const std::string rate_text = rate < 100 ? fmt::format("{:.3g}", rate) : count_text(rate);
  std::string words = fmt::format("{} of {} rows, {} a second", count_text(static_cast<double>(tally.num_done)),
                                  count_text(static_cast<double>(tally.num_missing)), rate_text);
  if (tally.num_failed > 0) words += fmt::format(", {} failed", tally.num_failed);
  return words;
}

void count(Tally& tally, const std::vector<StoredRow>& rows) {
  tally.num_done += rows.size();
  tally.num_failed += static_cast<std::size_t>(std::ranges::count_if(
      rows, [](const StoredRow& row) { return (row.flags & (not_certified | without_answer)) != 0; }));
}

// Rows that several threads solve. Whoever finishes one when a commit is due commits what all have finished.
struct Work {
  StudyRun& run;
  const StudyStore& store;
  std::mutex taking{};      // for the missing rows of the run
  std::mutex committing{};  // for the four below
  std::vector<StoredRow> finished{};
  Tally tally{};
  Clock::time_point committed = Clock::now();
  Stored<void> outcome{};
  std::mutex saying{};  // for the two below
  std::string words{};
  double share = 0;
};

void commit(Work& work) {
  work.outcome = add_rows(work.store, work.finished);
  count(work.tally, work.finished);
  work.finished.clear();
  work.committed = Clock::now();
  const std::lock_guard lock(work.saying);
  work.share = static_cast<double>(work.tally.num_done) / static_cast<double>(work.tally.num_missing);
  note_work(work.tally.pace, seconds_since(work.tally.start), work.share);
  work.words = words_of(work.tally, rate_now(work.tally));
}

// False where rows can no longer be kept.
bool hand_in(Work& work, StoredRow row) {
  const std::lock_guard lock(work.committing);
  work.finished.push_back(std::move(row));
  const double due = std::min(seconds_a_batch, seconds_since(work.tally.start) / 4);
  if (work.outcome && seconds_since(work.committed) > due) commit(work);
  return work.outcome.has_value();
}

std::optional<std::int64_t> take_row(Work& work) {
  const std::lock_guard lock(work.taking);
  return take(work.run.missing);
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
  return stored(number, std::move(parameters), outcome);
}

// One thread's part: rows as long as there are some. The monitor is asked by all threads.
void solve_rows(Work& work, std::unique_ptr<RowSolver>& solver, const Monitor& monitor) {
  const StudyRun& run = work.run;
  if (!solver) {
    auto made = make_row_solver(*run.central, run.questions, run.options, run.start, monitor);
    if (!made || (*made)->at_centre.interrupted) return;  // the first solver was made, so this one was interrupted
    solver = std::move(*made);
  }
  while (const std::optional<std::int64_t> number = take_row(work)) {
    if (!monitor({})) return;
    std::optional<StoredRow> row = solve_one(run, *solver, *number);
    if (!row || !hand_in(work, std::move(*row))) return;
  }
}

}  // namespace

std::uint64_t count_of(const MissingRows& rows) {
  if (rows.next >= rows.num_rows) return 0;
  const auto is_one = [&](std::int64_t row) {
    const auto number = static_cast<std::uint64_t>(row);
    return number >= rows.next && number < rows.num_rows && (number - rows.next) % rows.step == 0;
  };
  return (rows.num_rows - rows.next - 1) / rows.step + 1 -
         static_cast<std::uint64_t>(std::ranges::count_if(rows.done, is_one));
}

std::optional<std::int64_t> take(MissingRows& rows) {
  while (rows.next < rows.num_rows) {
    const auto number = static_cast<std::int64_t>(rows.next);
    rows.next += rows.step;
    while (rows.num_passed < rows.done.size() && rows.done[rows.num_passed] < number) ++rows.num_passed;
    if (rows.num_passed == rows.done.size() || rows.done[rows.num_passed] != number) return number;
  }
  return std::nullopt;
}

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
  const std::uint64_t num_missing = count_of(run.missing);
  if (num_missing == 0) {
    complain("study: no row is left to solve\n");
    return {};
  }
  Work work{run, store};
  work.tally.num_missing = num_missing;
  note_work(work.tally.pace, 0, 0);
  work.words = words_of(work.tally, 0);
  const Monitor shown = progress.monitor();
  const Monitor asked = [&](const Progress&) {
    const std::unique_lock lock(work.saying);
    return shown({work.words, work.share, 0, 0});
  };
  for (std::unique_ptr<RowSolver>& solver : run.solvers) {
    if (solver) solver->monitor = asked;
  }
  const Workers workers = make_workers(run.solvers.size());
  run_jobs(workers, run.solvers.size(), [&](std::size_t k) { solve_rows(work, run.solvers[k], asked); });
  if (work.outcome) commit(work);
  if (!work.outcome) return work.outcome;
  const std::string words = words_of(work.tally, rate_of_all(work.tally));
  complain(fmt::format("study: {}, {:.3g} s\n", words, seconds_since(work.tally.start)));
  return {};
}

}  // namespace demarche::cli
