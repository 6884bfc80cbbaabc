#pragma once

#include "demarche/base/question_kinds.h"
#include "demarche/diag/source.h"
#include "demarche/draw/design.h"
#include "demarche/engine/select.h"
#include "demarche/point/methods.h"
#include "demarche/study/row_solver.h"
#include "demarche/survey/missing_rows.h"
#include "demarche/view/page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

enum class Errand : std::uint8_t {
  Check,
  Symbols,
  Format,
  Describe,
  Solve,
  Ask,
  Raid,
  Tip,
  Simulate,
  Certify,
  Rows,   // of a study, kept nowhere
  Study,  // whose rows somebody keeps
  Results,
  Export,
  Play
};

// Which rows of which study.
struct RowsAsked {
  std::uint64_t num_draws = 1024;
  DesignKind design = DesignKind::Sobol;
  RowStart start = RowStart::Path;
  std::uint64_t from = 0;
  std::uint64_t to = 16;  // up to, but without
};

// What a study that is kept tells.
enum class Telling : std::uint8_t { Summary, Ranking, Box, Choices, Rows };
struct TellingAsked {
  Telling kind = Telling::Summary;
  std::string of;  // the answer that is ranked, the condition of a box, whose payoff is compared
};

// What somebody chose at a seat: the name of the option, and how likely it held what it was asked about.
struct MoveSent {
  std::string seat;
  std::string option;
  std::optional<double> belief = {};
};

// A play by people: who sits where, what they have done so far, and what of it is wanted.
struct PlayAsked {
  enum class Show : std::uint8_t { Seat, Debrief, Log };
  std::vector<std::string> seats;
  bool beliefs = true;  // are asked for
  std::vector<MoveSent> moves;
  std::string seen_from;  // a seat; empty: the only one, or whoever leads the play
  Show show = Show::Seat;
};

// What is asked of a model: what a command line says, already understood. What a command does not take is not looked
// at.
struct Request {
  Errand errand = Errand::Ask;
  Selection selection;
  Plan plan;
  std::uint64_t seed = 1;                              // of whatever is drawn
  std::vector<view::Part> parts = {view::Part::Data};  // of the page, each made
  bool mend = false;                                   // check: what can be mended for certain
  std::vector<std::string> questions;                  // ask: as they are typed; none: those of the model
  bool sensitivity = false;                            // ask
  std::size_t equilibrium = 1;                         // ask: which of several
  bool under_each = false;                             // ask: of several
  bool look = true;                                    // ask: whether others are likely
  std::vector<std::string> where;                      // ask: conditions on what varies
  bool tip = false;                                    // ask: where numbers tip them
  bool report_page = false;                            // ask, solve: beside the page
  bool headlines = false;                              // ask: of it only what heads it, and answers in short
  bool all = false;                                    // solve: several equilibria
  std::string at;                                      // solve: tell of this move alone; empty: of all
  std::string given;                                   // solve: only where it is certain; ask: supposed
  std::string forcing;                                 // ask: supposed to be forced
  std::vector<QuestionKind> without;                   // ask: kinds of questions that are left out
  std::size_t num_starts = 20;                         // of the search for several
  std::string condition;                               // tip
  int num_steps = 16;                                  // tip
  std::uint64_t num_plays = 100'000;                   // simulate
  std::optional<Source> strategy = {};                 // certify, simulate: one from elsewhere
  std::optional<std::size_t> profile = {};             // certify: which of several in it, from 1
  std::vector<std::string> withdrawn;                  // raid: owners of layers
  std::uint64_t num_simulated = 0;                     // raid
  RowsAsked rows = {};                                 // rows, study
  Shard shard = {};                                    // study
  TellingAsked telling = {};                           // results
  PlayAsked play = {};                                 // play
};

}  // namespace demarche
