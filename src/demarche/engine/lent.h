#pragma once

#include "demarche/base/crew.h"
#include "demarche/base/progress.h"
#include "demarche/base/refusal.h"
#include "demarche/survey/keeper.h"
#include "demarche/survey/solve_rows.h"
#include "demarche/view/data.h"

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

// Whoever wants a table row by row, since it may be larger than memory. False where no more is wanted.
struct TableHeard {
  std::function<bool(const std::vector<view::Data>&)> heads = {};
  std::function<bool(const std::vector<view::Data>&)> row = {};
};

// A study that somebody keeps: which it is, and its rows.
struct KeptStudy {
  StudyCard card;
  StudyKeeper keeper;
};

// Where the rows of a study go that is run.
struct StudyPlace {
  std::function<OrRefusal<void>()> may_begin = {};                   // asked before anything is solved
  std::function<OrRefusal<KeptStudy>(const StudyCard&)> begin = {};  // once the best guesses are solved
  std::function<bool()> is_due = {};                                 // as in RowsLent
  std::function<void(const RowsDone&)> told = {};
};

// What whoever asks lends: threads, a say in whether work goes on, ears for what is too much for a page, and studies in
// files. Empty: one thread that is never stopped, nobody who listens, and no study. The monitor is asked by one thread
// at a time.
struct Lent {
  Crew crew = {};
  Monitor monitor = {};
  HistoriesHeard histories = {};                     // simulate: instead of the page
  TableHeard table = {};                             // solve: the path that is followed; results: the rows
  std::function<OrRefusal<KeptStudy>()> study = {};  // ask, results: opened when it is needed
  StudyPlace place = {};                             // study
};

}  // namespace demarche
