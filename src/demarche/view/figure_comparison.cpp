#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

// Comparisons: the cases against the quantities, each answer once.

namespace {

using ComparedRows = std::vector<const AnswerRow*>;

ComparedRows rows_of_quantity(const Answer& answer, const std::string& quantity) {
  ComparedRows rows;
  for (const AnswerRow& row : answer.rows) {
    if (row.quantity == quantity) rows.push_back(&row);
  }
  return rows;
}

std::string difference_from_first(const Answer& answer, const AnswerRow& row) {
  const Difference* difference = difference_of(answer, static_cast<std::size_t>(&row - answer.rows.data()));
  return difference ? difference_text(row, *difference) : std::string();
}

bool is_ranged(const Answer& answer) {
  return std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.draws.has_value(); });
}

view::Data scale_of_rows(const ComparedRows& rows) {
  std::vector<double> numbers;
  for (const AnswerRow* row : rows) {
    numbers.push_back(row->value);
    if (row->draws) numbers.insert(numbers.end(), {row->draws->low, row->draws->high});
  }
  return scale_over(*rows.front(), numbers, Beginning::AtZero);
}

std::string compared_text(const AnswerRow& row) { return value_text(row, row.value) + (row.off_path ? " *" : ""); }

view::Data cell_marks(const Answer& answer, const AnswerRow& row) {
  view::Data cell = {{"text", compared_text(row)}, {"value", row.value}};
  if (row.draws) cell.update({{"low", row.draws->low}, {"high", row.draws->high}, {"range", range_text(row)}});
  if (const std::string more = difference_from_first(answer, row); !more.empty()) cell["difference"] = more;
  return cell;
}

view::Data matrix_marks(const Answer& answer) {
  view::Data marks = {{"cases", view::Data::list()}, {"quantities", view::Data::list()}};
  for (const AnswerRow* row : rows_of_quantity(answer, answer.rows.front().quantity))
    marks["cases"].push_back(row->label);
  for (const std::string& name : quantities_of(answer)) {
    const ComparedRows rows = rows_of_quantity(answer, name);
    view::Data quantity = {{"name", name}, {"scale", scale_of_rows(rows)}, {"cells", view::Data::list()}};
    for (const AnswerRow* row : rows) quantity["cells"].push_back(cell_marks(answer, *row));
    marks["quantities"].push_back(std::move(quantity));
  }
  return marks;
}

view::Table comparison_table(const Answer& answer) {
  view::Table table;
  const bool ranged = is_ranged(answer);
  table.columns = {words_column("case"), numbers_column("value")};
  if (ranged) {
    table.columns.push_back(numbers_column("90% of the draws"));
    table.columns.push_back(numbers_column("more than " + answer.rows.front().label + " (90% of the draws)"));
  }
  table.columns.push_back(numbers_column("largest gain"));
  for (const std::string& quantity : quantities_of(answer)) {
    table.rows.push_back({quantity});
    for (const AnswerRow* row : rows_of_quantity(answer, quantity)) {
      table.rows.push_back({row->label, compared_text(*row)});
      if (ranged) {
        table.rows.back().emplace_back(range_text(*row));
        table.rows.back().emplace_back(difference_from_first(answer, *row));
      }
      table.rows.back().emplace_back(short_number(row->max_gain));
    }
  }
  return table;
}

std::string comparison_reading(const Answer& answer) {
  std::string text;
  for (const std::string& quantity : quantities_of(answer)) {
    std::vector<std::string> said;
    for (const AnswerRow* row : rows_of_quantity(answer, quantity))
      said.push_back(row->label + " " + compared_text(*row));
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", quantity, fmt::join(said, ", "));
  }
  return text + ".";
}

std::string comparison_method(bool ranged) {
  return std::string(
             "A dot is one answer, on a scale that each quantity has for itself; the upright line is the first "
             "case's. ") +
         (ranged ? "The bar leaves out the lowest and the highest 5% of a study's draws; cases move together from draw "
                   "to draw, so that the range of the difference tells them apart. "
                 : "") +
         "`forcing` replaces one choice and keeps everyone else's strategy; a variant changes the rules and is solved "
         "again.";
}

bool any_off_path(const Answer& answer) { return std::ranges::any_of(answer.rows, &AnswerRow::off_path); }

}  // namespace

std::vector<view::Figure> comparison_figures(const Report& report) {
  std::vector<view::Figure> figures;
  for (const auto& [answer, compared] : answers_of<OfCompare>(report)) {
    view::Figure figure;
    figure.kind = view::FigureKind::Matrix;
    figure.key = fmt::format("comparison_{}", figures.size() + 1);
    figure.title = answer.question;
    figure.reading = comparison_reading(answer);
    figure.method = comparison_method(is_ranged(answer));
    figure.table = comparison_table(answer);
    figure.marks = matrix_marks(answer);
    if (any_off_path(answer))
      figure.note = "* The condition is (nearly) never met: the answer rests on beliefs off the path of play.";
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace demarche
