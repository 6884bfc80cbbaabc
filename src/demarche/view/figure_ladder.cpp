#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/play.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

// Where a scale ends, the highest level first; with 90% of the draws of a study where it holds the level's probability.

namespace {

// A study has the draws of what was asked.
const RangeOfDraws* draws_of_level(const Report& report, const Variable& scale, const Value& level) {
  const std::string quantity = fmt::format("P({} is {})", scale.name, level.name);
  for (const auto& [answer, of] : answers_of<OfAsk>(report)) {
    for (const AnswerRow& row : answer.rows)
      if (row.quantity == quantity && row.draws && !row.condition_probability) return &*row.draws;
  }
  return nullptr;
}

std::string draws_text(const RangeOfDraws& draws) {
  return draws.fixed ? "does not vary" : share_text(draws.low) + " to " + share_text(draws.high);
}

void add_level(view::Figure& figure, const Value& level, double probability, const RangeOfDraws* draws) {
  const std::string share = share_text(probability);
  view::Data marks = {{"name", level.name}, {"probability", probability}, {"text", share}};
  if (draws) {
    marks["text"] = fmt::format("{} (90% of the draws: {})", share, draws_text(*draws));
    marks.update({{"low", draws->low}, {"high", draws->high}});
  }
  figure.marks["levels"].push_back(std::move(marks));
  figure.table.rows.push_back({level.name, share});
  if (figure.table.columns.size() > 2) figure.table.rows.back().emplace_back(draws ? draws_text(*draws) : "not asked");
}

view::Figure ladder_figure(const Report& report, const ScaleEnd& end) {
  const Variable& variable = report.model->variables[end.variable];
  view::Figure figure;
  figure.kind = view::FigureKind::Ladder;
  figure.title = variable.name;
  figure.table.columns = {words_column("level"), numbers_column("probability")};
  const bool is_studied = std::ranges::any_of(
      variable.values, [&](const Value& level) { return draws_of_level(report, variable, level) != nullptr; });
  if (is_studied) figure.table.columns.push_back(numbers_column("90% of the draws"));
  figure.marks["levels"] = view::Data::list();
  std::vector<std::string> said;
  for (std::size_t v = variable.values.size(); v-- > 0;) {
    const Value& level = variable.values[v];
    add_level(figure, level, end.probabilities[v], draws_of_level(report, variable, level));
    said.push_back(level.name + " " + share_text(end.probabilities[v]));
  }
  figure.reading = fmt::format("Where {} ends, highest level first: {}.", variable.name, fmt::join(said, ", "));
  figure.method = "The probability of every history, by the level the scale has when the history ends.";
  if (is_studied) {
    figure.method +=
        " The line leaves out the lowest and the highest 5% of a study's draws; it is there for levels "
        "whose probability the study was asked for.";
  }
  return figure;
}

}  // namespace

std::vector<view::Figure> ladder_figures(const Report& report) {
  std::vector<view::Figure> figures;
  for (const ScaleEnd& end : scale_ends(report)) {
    figures.push_back(ladder_figure(report, end));
    figures.back().key = fmt::format("ladder_{}", figures.size());
  }
  return figures;
}

}  // namespace demarche
