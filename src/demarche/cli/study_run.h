#pragma once

#include "demarche/base/time_left.h"
#include "demarche/cli/console.h"
#include "demarche/engine/lent.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

namespace demarche::cli {

using Clock = std::chrono::steady_clock;

// How fast rows are solved, by the clock.
struct Pace {
  Clock::time_point start = Clock::now();
  Clock::time_point kept = Clock::now();
  RowsDone done{};
  WorkDone work{};
  std::mutex saying{};  // for the two below
  std::string words{};
  double share = 0;
};

// How far a study has come: first the best guesses, then the rows, each of them with the time limit for itself.
struct StudyWatch {
  std::optional<double> time_limit_s;
  std::optional<ProgressLine> progress = {};
  std::optional<Pace> pace = {};  // of the rows
};
void begin_centre(StudyWatch& watch);
void begin_rows(StudyWatch& watch);

// The watch must outlive it.
Monitor monitor_of(StudyWatch& watch);

// Whether rows are to be kept now: about a second's at a time.
bool is_due(const Pace& pace);
// Rows were kept.
void note(Pace& pace, const RowsDone& done);
// All were solved that were to be, or as many as there was time for.
void tell_end(const Pace& pace);

}  // namespace demarche::cli
