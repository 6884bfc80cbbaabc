#include "demarche/survey/findings.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/ranking_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Rankings over the draws of a study: Sobol indices with their bootstrap intervals, and largest shifts.

namespace {

std::string over_draws(const StudyRanking& ranking) { return "over " + counted(ranking.num_rows, "draw"); }

// Sentences that are there, one after the other.
std::string one_after_another(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() || sentence.empty() ? "" : " ") + sentence;
  return text;
}

view::Data index_marks(const Index& index) {
  return {{"value", std::clamp(index.estimate, 0.0, 1.0)},
          {"low", std::min(index.low, 1.0)},
          {"high", std::min(index.high, 1.0)},
          {"told", index.told_from_zero},
          {"text", index_text(index)}};
}

view::Figure index_figure(const StudyRanking& ranking) {
  view::Figure figure;
  figure.kind = view::FigureKind::Intervals;
  figure.title = fmt::format("{}: shares of its variance", ranking.quantity);
  figure.table.columns = {words_column("number"), words_column("alone (95% bootstrap interval)"),
                          words_column("with others (95% bootstrap interval)")};
  figure.marks["rows"] = view::Data::list();
  for (const RankedParameter& one : ranking.parameters) {
    if (!one.indices) continue;
    figure.table.rows.push_back({one.name, index_text(one.indices->first), index_text(one.indices->total)});
    if (figure.marks["rows"].size() == most_rows_drawn) continue;
    figure.marks["rows"].push_back({{"name", one.name},
                                    {"alone", index_marks(one.indices->first)},
                                    {"with_others", index_marks(one.indices->total)}});
  }
  const RankedParameter& most = ranking.parameters.front();
  figure.reading =
      fmt::format("What {} depends on, {}: most on {}, alone {}, with others {}.", ranking.quantity,
                  over_draws(ranking), most.name, index_text(most.indices->first), index_text(most.indices->total));
  figure.method = fmt::format(
      "{} Saltelli's blocks; first order after Saltelli (2010), total after Jansen (1999). An index whose interval "
      "reaches 0 is not told from 0: a hollow dot, and all of its line is possible.",
      fmt::join(ranking_keys(ranking), " "));
  figure.note = one_after_another({most_drawn_note(ranking.parameters.size()), few_blocks_warning(ranking)});
  return figure;
}

// By their own measure: indices may order numbers otherwise. Those that could not be measured stand last.
StudyRanking by_shift(StudyRanking ranking) {
  const auto shift = [](const RankedParameter& one) { return std::isnan(one.pawn.most) ? -1 : one.pawn.most; };
  std::ranges::sort(ranking.parameters, [&](const RankedParameter& one, const RankedParameter& other) {
    return shift(one) != shift(other) ? shift(one) > shift(other) : one.name < other.name;
  });
  return ranking;
}

view::Figure shift_figure(const StudyRanking& ranking) {
  view::Figure figure;
  figure.kind = view::FigureKind::Shifts;
  figure.title = fmt::format("{}: largest shifts", ranking.quantity);
  figure.table.columns = {words_column("number"), words_column("largest shift"), numbers_column("by chance")};
  figure.marks["rows"] = view::Data::list();
  for (const RankedParameter& one : ranking.parameters) {
    figure.table.rows.push_back({one.name, pawn_text(one.pawn), short_number(one.pawn.by_chance)});
    if (figure.marks["rows"].size() == most_rows_drawn) continue;
    figure.marks["rows"].push_back({{"name", one.name},
                                    {"value", std::isnan(one.pawn.most) ? 0 : one.pawn.most},
                                    {"by_chance", std::isnan(one.pawn.by_chance) ? 0 : one.pawn.by_chance},
                                    {"matters", one.pawn.matters},
                                    {"text", pawn_text(one.pawn)}});
  }
  const RankedParameter& most = ranking.parameters.front();
  figure.reading = fmt::format("How far {} moves when one number is held, {}: {} {}.", ranking.quantity,
                               over_draws(ranking), most.name, pawn_text(most.pawn));
  figure.method =
      shift_key(ranking) + " The upright line: 95% of such shifts lie below it where the number does not matter.";
  figure.note = most_drawn_note(ranking.parameters.size());
  return figure;
}

template <class Draw>
std::vector<view::Figure> figures_of_rankings(const Report& report, const Draw& draw) {
  std::vector<view::Figure> figures;
  if (report.findings == nullptr) return figures;
  std::size_t number = 0;
  for (const StudyRanking& ranking : report.findings->rankings) {
    ++number;
    if (!ranking.parameters.empty() && !ranking.always) draw(figures, ranking, number);
  }
  return figures;
}

}  // namespace

std::vector<view::Figure> index_figures(const Report& report) {
  return figures_of_rankings(report, [](auto& figures, const StudyRanking& ranking, std::size_t number) {
    if (!has_indices(ranking)) return;
    figures.push_back(index_figure(ranking));
    figures.back().key = fmt::format("indices_{}", number);
  });
}

// None where there are too few rows to measure any.
std::vector<view::Figure> shift_figures(const Report& report) {
  return figures_of_rankings(report, [](auto& figures, const StudyRanking& ranked, std::size_t number) {
    const StudyRanking ranking = by_shift(ranked);
    if (std::isnan(ranking.parameters.front().pawn.most)) return;
    figures.push_back(shift_figure(ranking));
    figures.back().key = fmt::format("shifts_{}", number);
  });
}

}  // namespace demarche
