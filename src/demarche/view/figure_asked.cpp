#include "demarche/view/answer_kinds.h"
#include "demarche/view/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// The probabilities that were asked for, on one scale: the first thing that a reader looks for.

namespace {

struct AskedRow {
  std::string name;
  const AnswerRow* row = nullptr;
};

std::vector<AskedRow> asked_rows(const Report& report) {
  std::vector<AskedRow> found;
  for (const Answer& answer : *report.answers) {
    if (face_of(answer).has_own_figure || kind_of(answer) == QuestionKind::Belief) continue;
    const std::string& question = answer.question;
    const std::string words = question.starts_with("ask ") ? question.substr(4) : question;
    for (const AnswerRow& row : answer.rows) {
      if (row.unit != Unit::Share || !std::isfinite(row.value)) continue;
      found.push_back({answer.rows.size() > 1 ? words + ": " + row.label : words, &row});
    }
  }
  return found;
}

bool is_difference(const AskedRow& one) { return one.row->value < 0; }

}  // namespace

// Where a study is at hand its ranges say the same and more; one probability alone is a number, and no picture.
std::vector<view::Figure> asked_figures(const Report& report) {
  if (!report.answers) return {};
  const std::vector<AskedRow> rows = asked_rows(report);
  const bool is_ranged = std::ranges::any_of(rows, [](const AskedRow& one) { return one.row->draws.has_value(); });
  if (rows.size() < 2 || is_ranged || std::ranges::any_of(rows, is_difference)) return {};
  view::Figure figure;
  figure.kind = view::FigureKind::Ladder;
  figure.key = "asked";
  figure.title = "The probabilities asked for";
  figure.reading = fmt::format("The first, {}, is {}.", rows.front().name, share_text(rows.front().row->value));
  figure.method =
      "The solved strategies and the odds of chance give every history a probability; each answer adds up "
      "those in which it is so.";
  figure.table.columns = {words_column("answer"), numbers_column("probability")};
  figure.marks = {{"levels", view::Data::list()}};
  for (const AskedRow& one : rows) {
    const std::string text = value_text(*one.row, one.row->value);
    figure.table.rows.push_back({one.name, text});
    if (figure.table.rows.size() > most_rows_drawn) continue;
    figure.marks["levels"].push_back({{"name", one.name}, {"probability", one.row->value}, {"text", text}});
  }
  figure.note = rows.size() > most_rows_drawn ? fmt::format("Drawn: the first {}.", most_rows_drawn) : "";
  return {figure};
}

}  // namespace demarche
