#pragma once

#include "demarche/base/crew.h"
#include "demarche/base/progress.h"
#include "demarche/view/data.h"
#include "demarche/view/path_record.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace demarche {

// Plays as they are made: where each ends, as a number below `num_ends`, and what stands in a table of such a history.
// Endings come up again and again.
struct HistoriesPlayed {
  std::uint64_t first = 0;  // the number of the first of these plays
  std::span<const std::size_t> ends;
  std::size_t num_ends = 0;
  std::function<std::vector<view::Data>(std::size_t)> row_of;
};

// Whoever wants each play: told of the heads of the table first. False where no more are wanted.
struct HistoriesHeard {
  std::function<void(const std::vector<view::Data>&)> heads = {};
  std::function<bool(const HistoriesPlayed&)> played = {};
};

// What whoever asks lends: threads, a say in whether work goes on, and ears for what is too much for a page. Empty: one
// thread that is never stopped, and nobody who listens. The monitor is asked by one thread at a time.
struct Lent {
  Crew crew = {};
  Monitor monitor = {};
  const PathRecord* path = nullptr;  // what the plan's watcher writes while it solves, for the report page
  HistoriesHeard histories = {};     // simulate: instead of the page
};

}  // namespace demarche
