#pragma once

#include "demarche/draw/distribution.h"
#include "demarche/draw/together.h"
#include "demarche/study/columns.h"
#include "demarche/study/points.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

// Rows of a study: one game, many numbers. The shape is unfolded once; every row starts from the same place, so that it
// comes out the same to the last bit whoever solves it, before or after whichever others.
namespace demarche {

// A number of the model that a study varies: it has a range with a width, and nobody has set it.
struct DrawnParameter {
  ParameterId id;
  Uncertain number;
};
std::vector<DrawnParameter> drawn_parameters(const Model& model, const Parameters& parameters);

// E019 for the ends of ranges that are not finite at these parameters. At the best guesses the model was checked.
Diagnostics infinite_ranges(const Model& model, const Parameters& parameters);

// The groups of the model's correlated numbers, as far as they are drawn.
std::vector<Together> drawn_together(const Model& model, const std::vector<DrawnParameter>& drawn);

// The point at which the drawn numbers have these shares of their distributions below them.
Parameters drawn_point(const Parameters& parameters, const std::vector<DrawnParameter>& drawn,
                       std::span<const double> shares);

// A number of an answer.
struct AnswerColumn {
  AskedColumn asked;
  Unit unit = Unit::Share;
  AnswerSlack slack = {};  // what the answer is known to at the centre
};

// Where the search for a row's equilibrium starts.
enum class RowStart : std::uint8_t {
  Path,    // at precision 0, as at the best guesses: the row's answer is what `ask` would say at its numbers
  Centre,  // at the best guesses' equilibrium, which is followed to the row's numbers
  Both,    // as Path; where Centre leads elsewhere, a jump is suspected
};

struct RowOutcome {
  std::vector<double> answers;  // one a column; NaN where there is none
  double max_gain = 0;          // of the point solved for the row whose gain is worst beside its payoffs: variants, too
  double payoff_range = 0;
  double precision = 0;
  bool not_certified = false;   // the certificate asked for was not reached
  bool jump_suspected = false;  // the best guesses' equilibrium cannot be followed here, or only to another
  bool left_branch = false;     // the path turned back for good, and was left
  bool folded = false;          // the path turned back and on again: several equilibria are near
  bool without_answer = false;  // the model has no numbers here; the note says why
  bool not_found = false;       // the equilibrium that the model names; nor is there an answer then
  bool interrupted = false;     // and so no outcome
  std::string note;
};

// Solves rows one after the other, with buffers of its own: one for each thread. The central solution and the options
// must outlive it.
struct RowSolver {
  const Solved* central = nullptr;
  StudyOptions options;
  RowStart start = RowStart::Path;
  Monitor monitor;
  std::vector<Question> questions;
  std::vector<AnswerColumn> columns;
  std::vector<std::size_t> widths;  // columns of each question
  Study study;
  std::vector<std::size_t> kept_points;  // of each ruleset: what rows start from
  RowOutcome at_centre;
};

// Answers the questions at the centre and solves what rows start from. Diagnostics where a question has no answer
// there.
std::expected<std::unique_ptr<RowSolver>, Diagnostics> make_row_solver(const Solved& central,
                                                                       const std::vector<Question>& questions,
                                                                       const StudyOptions& options, RowStart start,
                                                                       const Monitor& monitor);

RowOutcome solve_row(RowSolver& solver, const Parameters& parameters);

}  // namespace demarche
