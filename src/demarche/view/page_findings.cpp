#include "demarche/survey/findings.h"
#include "demarche/view/box_words.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/ranking_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

std::string with_star(double number, bool is_best) { return short_number(number) + (is_best ? " *" : ""); }

view::Table choice_table_of_page(const StudyChoice& choice) {
  view::Table table;
  table.columns = {words_column("choice"), numbers_column("expected"), numbers_column("worst draw"),
                   numbers_column("most regret"), numbers_column("best in")};
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    const ChoiceRecord& record = choice.found.choices[k];
    table.rows.push_back({choice.names[k], with_star(record.expected, record.best_expected),
                          with_star(record.worst, record.best_worst),
                          with_star(record.most_regret, record.least_regret), share_text(record.share_best)});
  }
  return table;
}

// Of each finding its two figures beside each other, by number, then in the order of their kinds' names.
std::vector<view::Figure> paired(std::vector<view::Figure> first, std::vector<view::Figure> second) {
  std::vector<view::Figure> figures = std::move(first);
  figures.insert(figures.end(), second.begin(), second.end());
  const auto number_of_key = [](const view::Figure& figure) { return figure.key.substr(figure.key.rfind('_')); };
  std::ranges::sort(figures, [&](const view::Figure& one, const view::Figure& other) {
    const std::string a = number_of_key(one), b = number_of_key(other);
    if (a == b) return one.key < other.key;
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return figures;
}

}  // namespace

Blocks rankings_part(const Report& report) {
  Blocks blocks = introduced(
      "All numbers drawn together. Alone: the share of the answer's variance that would go if the number were known; "
      "with others: that would stay if all but it were. Lines: 95% bootstrap intervals; a hollow dot cannot be told "
      "from 0. Largest shift: how far the whole distribution moves when the number is held; up to the upright line, "
      "and "
      "grey, it may be chance.",
      paired(index_figures(report), shift_figures(report)));
  if (report.findings == nullptr) return blocks;
  for (const StudyRanking& ranking : report.findings->rankings) {
    if (ranking.always) blocks.push_back({view::Paragraph{always_text(ranking, "draw")}});
  }
  return blocks;
}

// Conditions that no box holds more of have no drawing.
Blocks boxes_part(const Report& report) {
  Blocks blocks = introduced(
      "The part of the ranges in which the condition holds more often than elsewhere, found among the draws of the "
      "study. Blue: inside the box; all other numbers are free. The upright line: the best guess.",
      paired(box_figures(report), peeling_figures(report)));
  if (report.findings == nullptr) return blocks;
  for (const StudyBox& box : report.findings->boxes) {
    if (!box.named.sides.empty()) continue;
    const bool why = box.num_meeting > 0 || box.fixed;
    blocks.push_back(
        {view::Paragraph{fmt::format("{}.{}{}", how_often(box, "draw"), why ? " " : "", why ? why_no_box(box) : "")}});
  }
  return blocks;
}

Blocks choices_part(const Report& report) {
  Blocks blocks;
  if (report.findings == nullptr || report.findings->choices.empty()) return blocks;
  blocks.push_back(
      {view::Paragraph{"Each choice in every draw of the study. Regret: how much better the best choice would have "
                       "been in a draw. * the "
                       "best by this rule."}});
  for (const StudyChoice& choice : report.findings->choices) {
    blocks.push_back({view::Heading{choice.quantity + " · " + choice.question, view::Level::Part}});
    blocks.push_back({choice_table_of_page(choice)});
    if (!choice.found.differ) blocks.push_back({view::Paragraph{"The choices do not differ in any draw."}});
  }
  return blocks;
}

}  // namespace demarche
