#include "demarche/view/study_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

std::string design_words(const std::string& design) {
  if (design == "lhs") return "Latin hypercube";
  return design == "saltelli" ? "Saltelli's blocks" : "Sobol sequence";
}

namespace {

// What so many rows of a study have in common.
struct RowsRemark {
  std::size_t num;
  const char* before;
  const char* after;
};

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

// In the order in which they are told.
std::vector<RowsRemark> rows_remarks(const StudySummary& study) {
  return {{study.num_not_certified, "", " did not reach the certificate asked for: left out of the ranges."},
          {study.num_without_answer, "In ",
           " a number of the model is out of its bounds: they have no answer, and are left out."},
          {study.num_not_found, "In ",
           " no equilibrium was found that is the one that the model names: they have no answer, and are left out."},
          {study.num_jumps, "In ",
           " the equilibrium of the best guesses cannot be followed to the answer's: it jumps on the way, and ranges "
           "hold answers from both sides."},
          {study.num_folded, "In ",
           " the path of equilibria turns back and on again on its way to the precision, in the game or a variant: "
           "several equilibria are near, and answers may jump between these rows and others."},
          {study.num_left_branch, "In ",
           " the path of equilibria turned back and was left: the answer may be another equilibrium's."}};
}

// A sentence for each question that some rows have no number for, though they were solved; the numbers of one question
// mostly lack it in the same rows.
std::vector<std::string> answers_without_number(const StudySummary& study) {
  std::vector<std::string> remarks;
  for (const StudiedAnswer& answer : study.answers) {
    if (answer.num_without_number == 0) continue;
    std::string remark = fmt::format(
        "{} {} no number for `{}`, as the condition cannot be met there (or nothing is there to divide by): left out "
        "of "
        "its range.",
        counted(answer.num_without_number, "row"), agreeing(answer.num_without_number, "has", "have"), answer.question);
    if (std::ranges::find(remarks, remark) == remarks.end()) remarks.push_back(std::move(remark));
  }
  return remarks;
}

}  // namespace

std::vector<std::string> study_remarks(const StudySummary& study) {
  std::vector<std::string> remarks;
  if (study.num_done < study.num_rows) {
    const std::size_t num_left = study.num_rows - study.num_done;
    remarks.push_back(
        fmt::format("{} {} still to be solved.", counted(num_left, "row"), agreeing(num_left, "is", "are")));
  }
  const std::string outside = outside_text(study);
  if (!outside.empty()) remarks.push_back(outside);
  for (const RowsRemark& one : rows_remarks(study)) {
    if (one.num > 0) remarks.push_back(one.before + counted(one.num, "row") + one.after);
  }
  for (std::string& remark : answers_without_number(study)) remarks.push_back(std::move(remark));
  remarks.push_back(
      fmt::format("Largest gain of anybody by another move, in any row that counts: {:.2g} of the range of payoffs.",
                  study.worst_gain));
  return remarks;
}

}  // namespace demarche
