#include "demarche/view/answer_kinds.h"
#include "demarche/view/figures.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

// Answers over the draws of a study: the answer at the best guesses, and 90% of the draws; for a check, what is
// allowed. Comparisons have figures of their own.

namespace {

struct RangedRow {
  const Answer* answer = nullptr;
  const AnswerRow* row = nullptr;
};

std::vector<RangedRow> ranged_rows(const Report& report, Unit unit) {
  std::vector<RangedRow> found;
  if (!report.answers) return found;
  for (const Answer& answer : *report.answers) {
    if (face_of(answer).has_own_figure) continue;
    for (const AnswerRow& row : answer.rows) {
      if (row.unit == unit && row.draws && std::isfinite(row.value)) found.push_back({&answer, &row});
    }
  }
  return found;
}

std::string ranged_name(const RangedRow& one) {
  const std::string& question = one.answer->question;
  const std::string words = question.starts_with("ask ") ? question.substr(4) : question;
  return one.answer->rows.size() > 1 ? words + ": " + one.row->label : words;
}

view::Data ranged_marks(const std::vector<RangedRow>& ranged) {
  view::Data marks = {{"rows", view::Data::list()}};
  std::vector<double> numbers;
  for (const RangedRow& one : ranged) {
    const AnswerRow& row = *one.row;
    numbers.insert(numbers.end(), {row.value, row.draws->low, row.draws->high});
    marks["rows"].push_back(
        {{"name", ranged_name(one)},
         {"text", fmt::format("{}, 90% of the draws {}", value_text(row, row.value), range_text(row))},
         {"value", row.value},
         {"low", row.draws->low},
         {"high", row.draws->high}});
    if (const auto* check = only<OfCheck>(*one.answer))
      marks["rows"].back().update({{"from", check->from}, {"to", check->to}});
  }
  marks["scale"] = scale_over(*ranged.front().row, numbers, Beginning::AtZero);
  return marks;
}

view::Figure ranged_figure(const std::vector<RangedRow>& ranged, Unit unit) {
  view::Figure figure;
  figure.kind = view::FigureKind::Ranges;
  figure.key = unit == Unit::Share ? "ranges_shares" : "ranges_numbers";
  figure.title = unit == Unit::Share ? "Probabilities" : "Expected values";
  figure.table.columns = {words_column("answer"), numbers_column("best guesses"), numbers_column("90% of the draws"),
                          numbers_column("draws that pass")};
  for (const RangedRow& one : ranged) {
    const auto* check = only<OfCheck>(*one.answer);
    figure.table.rows.push_back({ranged_name(one), value_text(*one.row, one.row->value), range_text(*one.row),
                                 check && check->share_passed ? share_text(*check->share_passed) : ""});
  }
  const RangedRow& first = ranged.front();
  figure.reading = fmt::format(
      "{} over the draws of the study; the first, {}, is {} at the best guesses and {} in 90% of the draws.",
      figure.title, ranged_name(first), value_text(*first.row, first.row->value), range_text(*first.row));
  figure.method =
      "All numbers with a range were drawn together, many times, and the game was solved again for each draw. The dot "
      "is the answer at the best guesses; the bar leaves out the lowest and the highest 5% of the draws. Behind a "
      "check's bar stands what it allows.";
  figure.marks = ranged_marks(ranged);
  return figure;
}

}  // namespace

std::vector<view::Figure> range_figures(const Report& report) {
  std::vector<view::Figure> figures;
  for (const Unit unit : {Unit::Share, Unit::Number}) {
    const std::vector<RangedRow> ranged = ranged_rows(report, unit);
    if (!ranged.empty()) figures.push_back(ranged_figure(ranged, unit));
  }
  return figures;
}

}  // namespace demarche
