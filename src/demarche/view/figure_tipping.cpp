#include "demarche/survey/findings.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/tipping_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

// The values at which single numbers tip a condition.

namespace {

// Numbers that tip nothing are drawn up to here, to show how far they move it.
constexpr std::size_t most_idle_rows = 5;

// `war: holds above 2.471`, or what the answer does where it stays on its side of the bound.
std::string tipping_words(const Tipping& tipping, const TippedParameter& one) {
  const std::string words = one.parameter.name + ": " + holding_text(tipping, one);
  if (!one.crossings.empty()) return words;
  return fmt::format("{}, {} to {}", words, quantity_text(tipping, one.at_low), quantity_text(tipping, one.at_high));
}

view::Data tipping_marks(const Tipping& tipping, const TippedParameter& one) {
  view::Data row = range_of_number(one.parameter, tipping_words(tipping, one));
  for (const auto& [from, to] : holding_stretches(tipping, one)) row["held"].push_back({{"from", from}, {"to", to}});
  for (const Crossing& crossing : one.crossings) row["points"].push_back(crossing.at);
  return row;
}

std::string tipping_reading(const Tipping& tipping, std::size_t num_tipping) {
  if (num_tipping == 0) {
    return fmt::format("{}: no number alone tips it within its range; at the best guesses it is {}.", tipping.condition,
                       quantity_text(tipping, tipping.central));
  }
  return fmt::format("{}: {} of {} can tip it alone within its range; at the best guesses it is {}.", tipping.condition,
                     num_tipping, counted(tipping.parameters.size(), "number"),
                     quantity_text(tipping, tipping.central));
}

std::vector<view::Cell> tipping_cells(const Tipping& tipping, const TippedParameter& one) {
  return {one.parameter.name,
          short_number(one.parameter.low) + " to " + short_number(one.parameter.high),
          short_number(one.parameter.best),
          quantity_text(tipping, one.at_low),
          quantity_text(tipping, one.at_high),
          holding_text(tipping, one)};
}

view::Figure tipping_figure(const Tipping& tipping) {
  view::Figure figure;
  figure.kind = view::FigureKind::Crossings;
  figure.title = fmt::format("When is {}?", tipping.condition);
  figure.table.columns = {words_column("number"),
                          words_column("range"),
                          numbers_column("best guess"),
                          numbers_column("answer at the low end"),
                          numbers_column("answer at the high end"),
                          words_column("the condition")};
  figure.marks["rows"] = view::Data::list();
  std::size_t num_tipping = 0;
  for (const TippedParameter* one : by_weight(tipping)) {
    num_tipping += one->crossings.empty() ? 0 : 1;
    figure.table.rows.push_back(tipping_cells(tipping, *one));
    if (figure.marks["rows"].size() < (one->crossings.empty() ? most_idle_rows : most_rows_drawn))
      figure.marks["rows"].push_back(tipping_marks(tipping, *one));
  }
  figure.note = figure.reading = tipping_reading(tipping, num_tipping);
  const std::size_t num_drawn = figure.marks["rows"].size();
  if (num_drawn < tipping.parameters.size()) {
    figure.note +=
        fmt::format(" Drawn: {} of {}; the table has all.", num_drawn, counted(tipping.parameters.size(), "number"));
  }
  figure.method = fmt::format(
      "Each number moves alone through its 90% range, all others stay at their best guesses, and the game is solved "
      "again in {} and wherever two neighbours lie on both sides of the bound: two crossings within one step are "
      "not seen. The drawing has the numbers that tip it or move it most, the table all.",
      counted(static_cast<std::size_t>(tipping.num_steps), "step"));
  return figure;
}

}  // namespace

std::vector<view::Figure> tipping_figures(const Report& report) {
  std::vector<view::Figure> figures;
  if (report.findings == nullptr) return figures;
  std::size_t number = 0;
  for (const Tipping& tipping : report.findings->tippings) {
    ++number;
    if (tipping.parameters.empty()) continue;
    figures.push_back(tipping_figure(tipping));
    figures.back().key = fmt::format("tipping_{}", number);
  }
  return figures;
}

}  // namespace demarche
