#include "demarche/view/answer_kinds.h"
#include "demarche/view/page_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

// What tells the row from the others of its answer.
std::string told_apart_by(const Answer& answer, const AnswerRow& row) {
  const bool has_several = quantities_of(answer).size() > 1;
  return row.label + (has_several && row.quantity != row.label ? ", " + row.quantity : "");
}

// The number of a note in the list under the table; a note that many rows share is listed once.
std::string note_number(const std::string& note, std::vector<view::Words>& notes) {
  if (note.empty()) return {};
  const view::Words shown = view::with_code(note);
  const auto same = [&](const view::Words& words) { return view::plain(words) == view::plain(shown); };
  const auto found = std::ranges::find_if(notes, same);
  const auto number = static_cast<std::size_t>(found - notes.begin()) + 1;
  if (found == notes.end()) notes.push_back(shown);
  return fmt::format("note {}", number);
}

std::vector<view::Cell> answer_cells(const Answer& answer, std::size_t number, std::vector<view::Words>& notes) {
  const AnswerRow& row = answer.rows[number];
  const std::string note = note_number(row.note, notes);
  const AnswerFace& face = face_of(answer);
  return {told_apart_by(answer, row),
          face.value_of_row(answer, number) + (row.off_path ? "*" : ""),
          face.range_of_row(answer, number),
          row.condition_probability ? share_text(*row.condition_probability) : "",
          short_number(row.max_gain),
          short_number(row.precision),
          note + face.remark_on_row(answer, number)};
}

bool has_ranges(const std::vector<Answer>& answers) {
  return std::ranges::any_of(answers, [](const Answer& answer) {
    for (std::size_t k = 0; k < answer.rows.size(); ++k) {
      if (!face_of(answer).range_of_row(answer, k).empty()) return true;
    }
    return false;
  });
}

bool has_off_path(const std::vector<Answer>& answers) {
  return std::ranges::any_of(
      answers, [](const Answer& answer) { return std::ranges::any_of(answer.rows, &AnswerRow::off_path); });
}

view::Table answers_table(const std::vector<Answer>& answers, std::vector<view::Words>& notes) {
  view::Table table;
  table.columns = {words_column("case"),           numbers_column("answer"),
                   numbers_column("range"),        numbers_column("condition holds"),
                   numbers_column("largest gain"), numbers_column("precision"),
                   words_column("notes")};
  for (const Answer& answer : answers) {
    const std::string whose = answer.odds_of.empty() ? "" : fmt::format(" (by {}'s own odds)", answer.odds_of);
    table.rows.push_back({answer.question + whose});
    for (std::size_t k = 0; k < answer.rows.size(); ++k) table.rows.push_back(answer_cells(answer, k, notes));
  }
  return table;
}

// A remark that several answers share stands once.
void add_remarks(Blocks& blocks, const std::vector<Answer>& answers) {
  std::vector<std::pair<std::string, std::size_t>> told;  // with how many answers it is on
  for (const Answer& answer : answers) {
    for (const Diagnostic& remark : answer.remarks) {
      const std::string words = fmt::format("{}: {}", info(remark.kind).code, remark.message);
      const auto found = std::ranges::find(told, words, &std::pair<std::string, std::size_t>::first);
      if (found == told.end()) {
        told.emplace_back(words, 1);
      } else {
        ++found->second;
      }
    }
  }
  if (told.empty()) return;
  view::List remarks;
  for (const auto& [words, num_answers] : told)
    remarks.items.push_back(view::with_code(words) +
                            view::Words(num_answers > 1 ? fmt::format(" ({} answers)", num_answers) : ""));
  blocks.push_back({view::Paragraph{"Remarks:"}});
  blocks.push_back({std::move(remarks)});
}

Blocks all_rows(const std::vector<Answer>& answers) {
  Blocks blocks;
  std::vector<view::Words> notes;
  if (has_ranges(answers)) {
    blocks.push_back(
        {view::Paragraph{"Range: of a ranking, the answers at both ends of the parameter's range; elsewhere 90% of a "
                         "study's draws."}});
  }
  blocks.push_back({answers_table(answers, notes)});
  if (has_off_path(answers)) {
    blocks.push_back({view::Paragraph{
        view::small("* The condition is (nearly) never met when everyone plays as solved: the answer rests on beliefs "
                    "off the path of play.")}});
  }
  if (!notes.empty()) blocks.push_back({view::List{std::move(notes), true}});
  return blocks;
}

}  // namespace

Blocks answers_part(const Report& report) {
  if (!report.answers || report.answers->empty()) return {};
  std::size_t num_rows = 0;
  for (const Answer& answer : *report.answers) num_rows += answer.rows.size();
  Blocks blocks;
  blocks.push_back({view::Details{
      fmt::format("{} with what each rests on: its condition, certificate and precision", counted(num_rows, "number")),
      all_rows(*report.answers)}});
  add_remarks(blocks, *report.answers);
  return blocks;
}

}  // namespace demarche
