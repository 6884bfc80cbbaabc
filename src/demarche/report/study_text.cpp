#include "demarche/report/layout.h"
#include "demarche/report/studies.h"
#include "demarche/report/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string number_text(Unit unit, double number) {
  return unit == Unit::Share ? share_text(number) : short_number(number);
}

// Questions in their order, each with a table of its numbers.
std::string answers_text(const StudySummary& study, const TerminalOptions& options) {
  using enum Align;
  std::string text;
  for (std::size_t from = 0; from < study.answers.size();) {
    TextTable table{{Left, Right, Right, Right}, {"", "best guesses", "90% of the draws", "median"}, {}};
    std::size_t to = from;
    for (; to < study.answers.size() && study.answers[to].question == study.answers[from].question; ++to) {
      const StudiedAnswer& answer = study.answers[to];
      const auto word = [&](double number) { return number_text(answer.unit, number); };
      table.rows.push_back({answer.label, word(answer.central),
                            word(answer.spread.low) + " to " + word(answer.spread.high), word(answer.spread.median)});
    }
    text += heading(study.answers[from].question, options) + text_of(table, options.width, 2);
    from = to;
  }
  return text;
}

std::string counted_rows(std::size_t num) { return counted(num, "row"); }

std::vector<std::string> remarks_of(const StudySummary& study) {
  std::vector<std::string> remarks;
  if (study.num_done < study.num_rows) {
    remarks.push_back(counted_rows(study.num_rows - study.num_done) + " are still to be solved.");
  }
  if (study.num_not_certified > 0) {
    remarks.push_back(counted_rows(study.num_not_certified) +
                      " did not reach the certificate asked for: left out of the ranges.");
  }
  if (study.num_without_answer > 0) {
    remarks.push_back("In " + counted_rows(study.num_without_answer) +
                      " a number of the model is out of its bounds: they have no answer, and are left out.");
  }
  if (study.num_jumps > 0) {
    remarks.push_back("In " + counted_rows(study.num_jumps) +
                      " the equilibrium of the best guesses cannot be followed to the answer's: it jumps on the way, "
                      "and ranges hold answers from both sides.");
  }
  if (study.num_folded > 0) {
    remarks.push_back("In " + counted_rows(study.num_folded) +
                      " the path of equilibria turns back and on again on its way to the precision, in the game or a "
                      "variant: several equilibria are near, and answers may jump between these rows and others.");
  }
  if (study.num_left_branch > 0) {
    remarks.push_back("In " + counted_rows(study.num_left_branch) +
                      " the path of equilibria turned back and was left: the answer may be another equilibrium's.");
  }
  remarks.push_back(
      fmt::format("Largest gain of anybody by another move, in any row that counts: {:.2g} of the range of "
                  "payoffs.",
                  study.worst_gain));
  return remarks;
}

}  // namespace

std::string design_words(const std::string& design) {
  if (design == "lhs") return "Latin hypercube";
  return design == "saltelli" ? "Saltelli's blocks" : "Sobol sequence";
}

std::string study_as_text(const StudySummary& study, const TerminalOptions& options) {
  const std::string done =
      study.num_done == study.num_rows
          ? counted_rows(study.num_rows)
          : fmt::format("{} of {}", count_text(static_cast<double>(study.num_done)), counted_rows(study.num_rows));
  std::string text = strong(fmt::format("{} of {}", done, counted(study.parameters.size(), "drawn number")), options) +
                     fmt::format(" ({}, seed {})\n", design_words(study.design), study.provenance.seed.value_or(0));
  text += answers_text(study, options) + "\n";
  for (const std::string& remark : remarks_of(study)) text += wrapped(remark, options.width, {0, 0});
  return text;
}

}  // namespace demarche
