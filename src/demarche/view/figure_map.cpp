#include "demarche/view/figure_map.h"

#include "demarche/view/figure_parts.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// The rows with the least and the largest number, those without one left out; null where no row has one.
struct Extremes {
  const AnswerRow* least = nullptr;
  const AnswerRow* most = nullptr;
};

Extremes extremes_of(const Answer& answer) {
  Extremes found;
  for (const AnswerRow& row : answer.rows) {
    if (std::isnan(row.value)) continue;
    if (!found.least || row.value < found.least->value) found.least = &row;
    if (!found.most || row.value > found.most->value) found.most = &row;
  }
  return found;
}

std::string map_reading(const Answer& answer, const OfSweep& sweep) {
  const auto [least, most] = extremes_of(answer);
  if (!least) return answer.question + ": nowhere an answer.";
  return fmt::format("{}: from {} where {} and {} are {} to {} where they are {}.", answer.question,
                     value_text(*least, least->value), sweep.parameter, sweep.also, least->label,
                     value_text(*most, most->value), most->label);
}

}  // namespace

view::Figure map_figure(const Answer& answer, const OfSweep& sweep) {
  view::Figure figure;
  figure.kind = view::FigureKind::Heat;
  figure.title = answer.question;
  figure.table.columns = {numbers_column(sweep.parameter), numbers_column(sweep.also), numbers_column("answer"),
                          numbers_column("largest gain"), words_column("note")};
  figure.marks = {{"along", sweep.parameter}, {"across", sweep.also}, {"rows", view::Data::list()}};
  std::vector<double> numbers;
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    const std::string text = value_text(row, row.value);
    if (!std::isnan(row.value)) numbers.push_back(row.value);
    figure.marks["rows"].push_back(
        {{"at", sweep.at[k]}, {"across_at", sweep.also_at[k]}, {"value", row.value}, {"text", text}});
    figure.table.rows.push_back(
        {short_number(sweep.at[k]), short_number(sweep.also_at[k]), text, short_number(row.max_gain), row.note});
  }
  if (numbers.empty()) numbers.push_back(0);
  figure.marks["scale"] = scale_over(answer.rows.front(), numbers, Beginning::AtTheLeast);
  figure.reading = map_reading(answer, sweep);
  figure.method =
      "The two parameters take each pair of values in turn, all others stay at their best guesses, and the game is "
      "solved again at each pair. A field without a colour has no answer.";
  return figure;
}

}  // namespace demarche
