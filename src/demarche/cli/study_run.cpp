#include "demarche/cli/study_run.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche::cli {
namespace {

constexpr double seconds_a_batch = 1;  // at most: at first a quarter of the time that has passed

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double rate_of_all(const Pace& pace) {
  return static_cast<double>(pace.done.num_done) / std::max(seconds_since(pace.start), 1e-9);
}

// How fast it goes now, as soon as there is something to go by.
double rate_now(const Pace& pace) {
  const double rate = tasks_per_second(pace.work, static_cast<double>(pace.done.num_missing));
  return rate > 0 ? rate : rate_of_all(pace);
}

std::string words_of(const RowsDone& done, double rate) {
  const std::string rate_text = rate < 100 ? fmt::format("{:.3g}", rate) : count_text(rate);
  std::string words = fmt::format("{} of {} rows, {} a second", count_text(static_cast<double>(done.num_done)),
                                  count_text(static_cast<double>(done.num_missing)), rate_text);
  if (done.num_failed > 0) words += fmt::format(", {} failed", done.num_failed);
  return words;
}

}  // namespace

void begin_centre(StudyWatch& watch) { watch.progress.emplace(watch.time_limit_s); }

void begin_rows(StudyWatch& watch) {
  watch.pace.emplace();
  watch.progress.emplace(watch.time_limit_s);
}

Monitor monitor_of(StudyWatch& watch) {
  return [&watch](const Progress& progress) {
    if (!watch.pace) return watch.progress->monitor()(progress);
    const std::lock_guard lock(watch.pace->saying);
    return watch.progress->monitor()({watch.pace->words, watch.pace->share, 0, 0});
  };
}

bool is_due(const Pace& pace) {
  return seconds_since(pace.kept) > std::min(seconds_a_batch, seconds_since(pace.start) / 4);
}

void note(Pace& pace, const RowsDone& done) {
  pace.done = done;
  pace.kept = Clock::now();
  const std::lock_guard lock(pace.saying);
  pace.share = static_cast<double>(done.num_done) / static_cast<double>(done.num_missing);
  note_work(pace.work, seconds_since(pace.start), pace.share);
  pace.words = words_of(done, rate_now(pace));
}

void tell_end(const Pace& pace) {
  if (pace.done.num_missing == 0) return complain("study: no row is left to solve\n");
  complain(fmt::format("study: {}, {:.3g} s\n", words_of(pace.done, rate_of_all(pace)), seconds_since(pace.start)));
}

}  // namespace demarche::cli
