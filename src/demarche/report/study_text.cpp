#include "demarche/report/layout.h"
#include "demarche/report/studies.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

std::string number_text(Unit unit, double number) {
  return unit == Unit::Share ? share_text(number) : short_number(number);
}

std::string range_word(const StudiedAnswer& answer) {
  if (answer.fixed) return "does not vary";
  return number_text(answer.unit, answer.spread.low) + " to " + number_text(answer.unit, answer.spread.high);
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
      table.rows.push_back({answer.label, word(answer.central) + (is_outside(answer) ? " !" : ""), range_word(answer),
                            word(answer.spread.median)});
    }
    text += heading(study.answers[from].question, options) + text_of(table, options.width, 2);
    from = to;
  }
  return text;
}

std::string counted_rows(std::size_t num) { return counted(num, "row"); }

// Why a range may lie to one side of the best guess.
std::string outside_text(const StudySummary& study) {
  const auto num = std::ranges::count_if(study.answers, is_outside);
  if (num == 0) return {};
  std::string text = "! The answer at the best guesses lies outside 90% of its own draws: ";
  if (study.leaning.empty()) return text + "it bends or jumps between them, and is no summary of the draws.";
  text += fmt::format("the best guess{} of {} stand{} at the edge of {} range", study.leaning.size() == 1 ? "" : "es",
                      fmt::join(study.leaning, ", "), study.leaning.size() == 1 ? "s" : "",
                      study.leaning.size() == 1 ? "its" : "their");
  return text + ", or the answer bends or jumps between the draws.";
}

std::vector<std::string> remarks_of(const StudySummary& study) {
  std::vector<std::string> remarks;
  if (study.num_done < study.num_rows) {
    remarks.push_back(counted_rows(study.num_rows - study.num_done) + " are still to be solved.");
  }
  const std::string outside = outside_text(study);
  if (!outside.empty()) remarks.push_back(outside);
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

bool is_outside(const StudiedAnswer& answer) {
  if (answer.spread.num == 0 || std::isnan(answer.central)) return false;
  const double slack = answer.slack.varying;
  return answer.central < answer.spread.low - slack || answer.central > answer.spread.high + slack;
}

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
