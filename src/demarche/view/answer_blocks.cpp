#include "demarche/view/answer_blocks.h"

#include "demarche/survey/findings.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/ranking_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

// Whether the condition is met more or less often from row to row.
bool has_conditions_of_rows(const Answer& answer) {
  return traits_of(answer).rows != RowsOf::Values && answer.rows.size() > 1;
}

// How often the condition is met: one sentence where all rows share it.
std::vector<view::Block> condition_blocks(const Answer& answer) {
  std::vector<view::Block> blocks;
  std::string last;
  for (const AnswerRow& row : answer.rows) {
    if (!row.log_condition) continue;
    const std::string share = log_share_text(*row.log_condition);
    const std::string of = has_conditions_of_rows(answer) ? row.label + ": " : std::string();
    const std::string sentence = fmt::format("{}the condition is met with probability {}", of, share);
    if (sentence != last) blocks.push_back(answer_line(sentence));
    last = sentence;
  }
  return blocks;
}

// Each note once, with the labels of the rows that it is about.
std::vector<std::pair<std::string, std::string>> notes_by_text(const Answer& answer) {
  std::vector<std::pair<std::string, std::string>> notes;
  for (const AnswerRow& row : answer.rows) {
    if (row.note.empty()) continue;
    const auto known =
        std::find_if(notes.begin(), notes.end(), [&](const auto& note) { return note.first == row.note; });
    if (known == notes.end()) notes.emplace_back(row.note, row.label);
    else if (!known->second.ends_with(row.label)) known->second += ", " + row.label;
  }
  return notes;
}

// Draws in which a row has no number.
std::vector<view::Block> blocks_of_lacking_draws(const Answer& answer) {
  std::vector<view::Block> blocks;
  std::string last;
  for (const AnswerRow& row : answer.rows) {
    if (!row.draws || row.draws->num_without_number == 0) continue;
    const std::string of = has_conditions_of_rows(answer) ? row.label + ": " : std::string();
    const std::string sentence = fmt::format(
        "{}{} {} no number, as the condition cannot be met there (or nothing is there to divide by): left out of the "
        "range",
        of, counted(row.draws->num_without_number, "draw"), agreeing(row.draws->num_without_number, "has", "have"));
    if (sentence != last) blocks.push_back(answer_line(sentence));
    last = sentence;
  }
  return blocks;
}

std::vector<view::Block> note_blocks(const Answer& answer) {
  std::vector<view::Block> blocks;
  for (const auto& [note, labels] : notes_by_text(answer)) {
    blocks.push_back(
        answer_line(answer.rows.size() > 1 ? fmt::format("note on {}: {}", labels, note) : "note: " + note));
  }
  for (const Diagnostic& remark : answer.remarks) {
    blocks.push_back(answer_line(fmt::format("remark[{}]: {}", info(remark.kind).code, remark.message)));
  }
  return blocks;
}

void append_all(std::vector<view::Block>& blocks, std::vector<view::Block> more) {
  for (view::Block& block : more) blocks.push_back(std::move(block));
}

}  // namespace

std::vector<view::Block> answer_blocks(const Report& report, const Answer& answer) {
  std::vector<view::Block> blocks{{view::Heading{answer.question, view::Level::Question}}};
  append_all(blocks, face_of(answer).blocks(answer));
  if (!answer.odds_of.empty()) blocks.push_back(answer_line("by " + answer.odds_of + "'s own odds"));
  if (const StudyRanking* ranking = ranking_of(report.findings, answer.question))
    append_all(blocks, ranking_blocks(*ranking, answer_indent));
  if (!face_of(answer).tells_conditions) append_all(blocks, condition_blocks(answer));
  append_all(blocks, blocks_of_lacking_draws(answer));
  for (const AnswerRow& row : answer.rows) append_all(blocks, sensitivity_blocks(row));
  append_all(blocks, note_blocks(answer));
  return blocks;
}

view::Block answer_line(const std::string& sentence) {
  return {view::Paragraph{view::with_code(sentence), {answer_indent, answer_indent + 2}}};
}

view::Cell bar_cell(const AnswerRow& row) {
  return {view::Words(), row.unit == Unit::Share ? view::Data(row.value) : view::Data()};
}

std::string spread_text(const AnswerRow& row) {
  if (!row.draws) return {};
  const bool outside = is_outside_its_draws(row);
  if (row.draws->fixed && !outside) return " (does not vary over the draws)";
  return fmt::format(" (90% of the draws: {} to {}{})", value_text(row, row.draws->low),
                     value_text(row, row.draws->high), outside ? ", which leaves the best guess out" : "");
}

std::string short_spread_text(const AnswerRow& row) {
  if (!row.draws) return {};
  if (row.draws->fixed && !is_outside_its_draws(row)) return " (does not vary)";
  const char* mark = is_outside_its_draws(row) ? " !" : "";
  return " (" + value_text(row, row.draws->low) + " to " + value_text(row, row.draws->high) + ")" + mark;
}

}  // namespace demarche
