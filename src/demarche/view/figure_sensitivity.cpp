#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

// How answers hang on single numbers: a ranking's ends of ranges, and a sweep.

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

view::Data end_marks(const AnswerRow& row, std::optional<double> reached, std::optional<double> at) {
  return {{"at", plain_number(at.value_or(0))},
          {"value", reached.value_or(not_a_number)},
          {"text", value_text(row, reached.value_or(not_a_number))}};
}

// Whether the number moves the answer by anything that the table would write.
bool moves_visibly(const AnswerRow& row) {
  if (row.fixed || !std::isfinite(row.value)) return !row.fixed;
  return row.unit == Unit::Share ? row.value >= 5e-5 : swing_text(row) != "0";
}

std::vector<const AnswerRow*> moving_rows(const Answer& answer) {
  std::vector<const AnswerRow*> rows;
  for (const AnswerRow& row : answer.rows) {
    if (moves_visibly(row)) rows.push_back(&row);
  }
  return rows;
}

view::Data tornado_marks(const Answer& answer, const std::vector<const AnswerRow*>& rows) {
  std::vector<double> numbers = {answer.baseline.value_or(not_a_number)};
  view::Data marks = {{"baseline", numbers.front()}, {"rows", view::Data::list()}};
  for (const AnswerRow* row : rows) {
    if (marks["rows"].size() == most_rows_drawn) break;
    numbers.insert(numbers.end(), {row->low.value_or(not_a_number), row->high.value_or(not_a_number)});
    marks["rows"].push_back({{"name", row->label},
                             {"low", end_marks(*row, row->low, row->low_at)},
                             {"high", end_marks(*row, row->high, row->high_at)}});
  }
  marks["scale"] = scale_over(answer.rows.front(), numbers, Beginning::AtTheLeast);
  return marks;
}

view::Table ranking_table(const Answer& answer) {
  view::Table table;
  table.columns = {words_column("parameter"),  numbers_column("low end"),      numbers_column("answer there"),
                   numbers_column("high end"), numbers_column("answer there"), numbers_column("swing"),
                   words_column("note")};
  for (const AnswerRow& row : answer.rows) {
    table.rows.push_back({row.label, plain_number(row.low_at.value_or(0)), value_text(row, row.low.value_or(0)),
                          plain_number(row.high_at.value_or(0)), value_text(row, row.high.value_or(0)), swing_text(row),
                          row.note});
  }
  return table;
}

std::string ranking_note(const Answer& answer, std::size_t num_moving) {
  std::vector<std::string> sentences = turning_remarks(answer);
  if (const std::string drawn = most_drawn_note(num_moving); !drawn.empty()) sentences.push_back(drawn);
  const std::size_t num_idle = answer.rows.size() - num_moving;
  if (num_idle > 0) {
    sentences.push_back(fmt::format("{} that {} nothing {} in the table only.", counted(num_idle, "number"),
                                    num_idle == 1 ? "moves" : "move", num_idle == 1 ? "is" : "are"));
  }
  std::string note;
  for (const std::string& sentence : sentences) {
    note += (note.empty() ? "" : " ") + sentence + (sentence.ends_with('.') ? "" : ".");
  }
  return note;
}

view::Figure tornado_figure(const Answer& answer, const std::vector<const AnswerRow*>& moving) {
  const AnswerRow& most = *moving.front();
  view::Figure figure;
  figure.kind = view::FigureKind::Tornado;
  figure.title = answer.question;
  figure.table = ranking_table(answer);
  figure.reading =
      fmt::format("{}: {} moves the answer most, from {} where it is {} to {} where it is {}.", answer.question,
                  most.label, value_text(most, most.low.value_or(0)), plain_number(most.low_at.value_or(0)),
                  value_text(most, most.high.value_or(0)), plain_number(most.high_at.value_or(0)));
  figure.method =
      "Each parameter is set to the low and then to the high end of its 90% range, all others stay at their "
      "best guesses, and the game is solved again; likewise at three places between, where an answer beyond both ends "
      "is said. Sorted by how far the answer moves over all of them; `demarche tip` looks closer.";
  figure.note = ranking_note(answer, moving.size());
  figure.marks = tornado_marks(answer, moving);
  return figure;
}

// The word after `sweep`.
std::string swept_parameter(const Answer& answer) {
  const std::size_t begin = answer.question.find("sweep ");
  if (begin == std::string::npos) return "parameter";
  const std::size_t end = answer.question.find(' ', begin + 6);
  return answer.question.substr(begin + 6, end == std::string::npos ? end : end - begin - 6);
}

view::Figure sweep_figure(const Answer& answer) {
  const std::string parameter = swept_parameter(answer);
  view::Figure figure;
  figure.kind = view::FigureKind::Line;
  figure.title = answer.question;
  figure.table.columns = {numbers_column(parameter), numbers_column("answer"), numbers_column("largest gain"),
                          words_column("note")};
  figure.marks = {{"along", parameter}, {"rows", view::Data::list()}};
  std::vector<double> numbers;
  for (const AnswerRow& row : answer.rows) {
    const std::string text = value_text(row, row.value);
    numbers.push_back(row.value);
    figure.marks["rows"].push_back({{"at", row.at.value_or(0)}, {"value", row.value}, {"text", text}});
    figure.table.rows.push_back({short_number(row.at.value_or(0)), text, short_number(row.max_gain), row.note});
  }
  figure.marks["scale"] = scale_over(answer.rows.front(), numbers, Beginning::AtZero);
  const AnswerRow& first = answer.rows.front();
  const AnswerRow& last = answer.rows.back();
  figure.reading = fmt::format("{}: {} where {} is {}, {} where it is {}.", answer.question,
                               value_text(first, first.value), parameter, short_number(first.at.value_or(0)),
                               value_text(last, last.value), short_number(last.at.value_or(0)));
  figure.method =
      "The parameter takes each value in turn, all others stay at their best guesses, and the game is solved "
      "again at each point. The line between the points is only a guide for the eye.";
  return figure;
}

}  // namespace

std::vector<view::Figure> tornado_figures(const Report& report) {
  std::vector<view::Figure> figures;
  std::size_t number = 0;
  for (const Answer* answer : answers_of(report, "rank")) {
    ++number;
    const auto moving = moving_rows(*answer);
    if (moving.empty()) continue;
    figures.push_back(tornado_figure(*answer, moving));
    figures.back().key = fmt::format("ranking_{}", number);
  }
  return figures;
}

std::vector<view::Figure> sweep_figures(const Report& report) {
  std::vector<view::Figure> figures;
  for (const Answer* answer : answers_of(report, "sweep")) {
    figures.push_back(sweep_figure(*answer));
    figures.back().key = fmt::format("sweep_{}", figures.size());
  }
  return figures;
}

}  // namespace demarche
