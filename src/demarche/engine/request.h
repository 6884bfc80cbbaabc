#pragma once

#include "demarche/base/crew.h"
#include "demarche/base/progress.h"
#include "demarche/draw/design.h"
#include "demarche/engine/select.h"
#include "demarche/point/methods.h"
#include "demarche/study/row_solver.h"
#include "demarche/view/page.h"
#include "demarche/view/path_record.h"

#include <cstdint>
#include <string>
#include <vector>

namespace demarche {

enum class Errand : std::uint8_t {
  Check,
  Symbols,
  Describe,
  Solve,
  Ask,
  Raid,
  Tip,
  Simulate,
  Rows,  // of a study
  Export
};

// Which rows of which study.
struct RowsAsked {
  std::uint64_t num_draws = 1024;
  DesignKind design = DesignKind::Sobol;
  RowStart start = RowStart::Path;
  std::uint64_t from = 0;
  std::uint64_t to = 16;  // up to, but without
};

// What is asked of a model: what a command line says, already understood. What a command does not take is not looked
// at.
struct Request {
  Errand errand = Errand::Ask;
  Selection selection;
  Plan plan;
  std::uint64_t seed = 1;                              // of whatever is drawn
  std::vector<view::Part> parts = {view::Part::Data};  // of the page, each made
  std::vector<std::string> questions;                  // ask: as they are typed; none: those of the model
  bool sensitivity = false;                            // ask
  std::size_t equilibrium = 1;                         // ask: which of several
  bool report_page = false;                            // solve: beside the page
  bool all = false;                                    // solve: several equilibria
  std::string at;                                      // solve: tell of this move alone; empty: of all
  std::string given;                                   // solve: and only where this condition is certain
  std::size_t num_starts = 20;                         // of the search for several
  std::string condition;                               // tip
  int num_steps = 16;                                  // tip
  std::uint64_t num_plays = 100'000;                   // simulate
  std::vector<std::string> withdrawn;                  // raid: owners of layers
  std::uint64_t num_simulated = 0;                     // raid
  RowsAsked rows = {};
};

// What whoever asks lends: threads, and a say in whether work goes on. Empty: one thread that is never stopped. The
// monitor is asked by one thread at a time.
struct Lent {
  Crew crew = {};
  Monitor monitor = {};
  const PathRecord* path = nullptr;  // what the plan's watcher writes while it solves, for the report page
};

}  // namespace demarche
