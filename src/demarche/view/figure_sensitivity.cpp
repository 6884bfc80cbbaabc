#include "demarche/view/figure_map.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// How answers hang on single numbers: a ranking's ends of ranges, and a sweep.

namespace {

// A row of a ranking, and what was found over its range.
struct RankedBar {
  const AnswerRow& row;
  const RankedRange& range;
};

view::Data end_marks(const AnswerRow& row, double at, double reached) {
  return {{"at", plain_number(at)}, {"value", reached}, {"text", value_text(row, reached)}};
}

// Whether the number moves the answer by anything that the table would write.
bool moves_visibly(const AnswerRow& row, const RankedRange& range) {
  if (range.fixed || !std::isfinite(row.value)) return !range.fixed;
  return row.unit == Unit::Share ? row.value >= 5e-5 : swing_text(row, range) != "0";
}

std::vector<RankedBar> moving_bars(const Answer& answer, const OfRank& ranking) {
  std::vector<RankedBar> bars;
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    if (moves_visibly(answer.rows[k], ranking.ranges[k])) bars.push_back({answer.rows[k], ranking.ranges[k]});
  }
  return bars;
}

view::Data tornado_marks(const Answer& answer, const OfRank& ranking, const std::vector<RankedBar>& bars) {
  std::vector<double> numbers = {ranking.baseline};
  view::Data marks = {{"baseline", numbers.front()}, {"rows", view::Data::list()}};
  for (const auto& [row, range] : bars) {
    if (marks["rows"].size() == most_rows_drawn) break;
    numbers.insert(numbers.end(), {range.at_low, range.at_high});
    marks["rows"].push_back({{"name", row.label},
                             {"low", end_marks(row, range.low_at, range.at_low)},
                             {"high", end_marks(row, range.high_at, range.at_high)}});
  }
  marks["scale"] = scale_over(answer.rows.front(), numbers, Beginning::AtTheLeast);
  return marks;
}

view::Table ranking_table(const Answer& answer, const OfRank& ranking) {
  view::Table table;
  table.columns = {words_column("parameter"),  numbers_column("low end"),      numbers_column("answer there"),
                   numbers_column("high end"), numbers_column("answer there"), numbers_column("swing"),
                   words_column("note")};
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    const RankedRange& range = ranking.ranges[k];
    table.rows.push_back({row.label, plain_number(range.low_at), value_text(row, range.at_low),
                          plain_number(range.high_at), value_text(row, range.at_high), swing_text(row, range),
                          row.note});
  }
  return table;
}

std::string ranking_note(const Answer& answer, const OfRank& ranking, std::size_t num_moving) {
  std::vector<std::string> sentences = turning_remarks(answer, ranking);
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

view::Figure tornado_figure(const Answer& answer, const OfRank& ranking, const std::vector<RankedBar>& moving) {
  const auto& [most, range] = moving.front();
  view::Figure figure;
  figure.kind = view::FigureKind::Tornado;
  figure.title = answer.question;
  figure.table = ranking_table(answer, ranking);
  figure.reading = fmt::format("{}: {} moves the answer most, from {} where it is {} to {} where it is {}.",
                               answer.question, most.label, value_text(most, range.at_low), plain_number(range.low_at),
                               value_text(most, range.at_high), plain_number(range.high_at));
  figure.method =
      "Each parameter is set to the low and then to the high end of its 90% range, all others stay at their "
      "best guesses, and the game is solved again; likewise at three places between, where an answer beyond both ends "
      "is said. Sorted by how far the answer moves over all of them; `demarche tip` looks closer.";
  figure.note = ranking_note(answer, ranking, moving.size());
  figure.marks = tornado_marks(answer, ranking, moving);
  return figure;
}

view::Figure sweep_figure(const Answer& answer, const OfSweep& sweep) {
  const std::string& parameter = sweep.parameter;
  view::Figure figure;
  figure.kind = view::FigureKind::Line;
  figure.title = answer.question;
  figure.table.columns = {numbers_column(parameter), numbers_column("answer"), numbers_column("largest gain"),
                          words_column("note")};
  figure.marks = {{"along", parameter}, {"rows", view::Data::list()}};
  std::vector<double> numbers;
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    const std::string text = value_text(row, row.value);
    numbers.push_back(row.value);
    figure.marks["rows"].push_back({{"at", sweep.at[k]}, {"value", row.value}, {"text", text}});
    figure.table.rows.push_back({short_number(sweep.at[k]), text, short_number(row.max_gain), row.note});
  }
  figure.marks["scale"] = scale_over(answer.rows.front(), numbers, Beginning::AtZero);
  const AnswerRow& first = answer.rows.front();
  const AnswerRow& last = answer.rows.back();
  figure.reading = fmt::format("{}: {} where {} is {}, {} where it is {}.", answer.question,
                               value_text(first, first.value), parameter, short_number(sweep.at.front()),
                               value_text(last, last.value), short_number(sweep.at.back()));
  figure.method =
      "The parameter takes each value in turn, all others stay at their best guesses, and the game is solved "
      "again at each point. The line between the points is only a guide for the eye.";
  return figure;
}

}  // namespace

std::vector<view::Figure> tornado_figures(const Report& report) {
  std::vector<view::Figure> figures;
  std::size_t number = 0;
  for (const auto& [answer, ranking] : answers_of<OfRank>(report)) {
    ++number;
    const auto moving = moving_bars(answer, ranking);
    if (moving.empty()) continue;
    figures.push_back(tornado_figure(answer, ranking, moving));
    figures.back().key = fmt::format("ranking_{}", number);
  }
  return figures;
}

std::vector<view::Figure> sweep_figures(const Report& report) {
  std::vector<view::Figure> figures;
  for (const auto& [answer, sweep] : answers_of<OfSweep>(report)) {
    figures.push_back(sweep.also.empty() ? sweep_figure(answer, sweep) : map_figure(answer, sweep));
    figures.back().key = fmt::format("sweep_{}", figures.size());
  }
  return figures;
}

}  // namespace demarche
