#include "demarche/report/html.h"
#include "demarche/report/page_parts.h"

#include <fmt/format.h>

namespace demarche {

namespace {

std::string data_table(const Chart& chart) {
  HtmlTable table{.caption = "", .head = {}, .rows = {}};
  for (const std::string& head : chart.head) table.head.push_back(escape_html(head));
  for (const auto& row : chart.rows) {
    table.rows.emplace_back();
    for (const std::string& cell : row) table.rows.back().push_back(escape_html(cell));
  }
  return html_of(table);
}

std::string note_of(const Chart& chart) {
  return chart.note.empty() ? "" : fmt::format("<p class=\"small\">{}</p>\n", escape_html(chart.note));
}

std::string figure(const Chart& chart) {
  const std::string title = escape_html(chart.title);
  return fmt::format(
      "<figure class=\"{4}\">\n<figcaption id=\"{0}-title\">{1}</figcaption>\n"
      "<div class=\"chart\" data-chart=\"{0}\" role=\"img\" aria-label=\"{2}\"></div>\n{6}"
      "<details><summary>Data</summary>\n{3}</details>\n"
      "<details><summary>How was this computed?</summary>\n<p>{5}</p>\n"
      "<pre class=\"specification\" data-specification=\"{0}\" tabindex=\"0\"></pre></details>\n</figure>\n",
      chart.name, title, escape_html(chart.reading), data_table(chart),
      chart.kind == ChartKind::Flow || chart.kind == ChartKind::Ranking ? "wide" : "", escape_html(chart.method),
      note_of(chart));
}

std::string_view introduction(ChartKind kind) {
  switch (kind) {
    case ChartKind::Flow:
      return "Time runs down. Each row is one step, coloured by who moves (grey: chance or rules); a box is as wide as "
             "its "
             "value is probable.";
    case ChartKind::Ladder:
      return "The level each scale has when the story ends, over all histories.";
    case ChartKind::Ranges:
      return "Every number with a range was drawn, all of them together, and the game solved again for each draw. The "
             "dot: the answer at the best guesses. The blue bar: 90% of the draws; 5% give less, 5% more. Behind a "
             "check, "
             "in green: what it allows.";
    case ChartKind::Global:
      return "All numbers drawn together. Alone: the share of the answer's variance that would go if the number were "
             "known; with others: that would stay if all but it were. Lines: 95% bootstrap intervals; a hollow dot "
             "cannot "
             "be told from 0. Largest shift: how far the whole distribution moves when the number is held; up to the "
             "upright line, and grey, it may be chance.";
    case ChartKind::Tipping:
      return "Each number moves alone through its range, from its low to its high end; the others stay at their best "
             "guesses. Orange: there the condition holds. Diamonds: the values at which it tips. The upright line: the "
             "best guess.";
    case ChartKind::Box:
      return "The part of the ranges in which the condition holds more often than elsewhere, found among the draws of "
             "the "
             "study. Blue: inside the box; all other numbers are free. The upright line: the best guess.";
    case ChartKind::Comparison:
      return "The same question under different choices or rules. Broad bars, where a study is at hand: 90% of its "
             "draws.";
    case ChartKind::Sweep:
      return "One number takes several values; the game is solved again at each.";
    case ChartKind::Ranking:
      return "Each uncertain number is set to the low and the high end of its range, one at a time. The upright line "
             "is the "
             "answer at the best guesses.";
    case ChartKind::Beliefs:
      return "What hearers think a speaker privately is, before and after each thing it may say. Beside each message: "
             "how "
             "often it is said. A star and a paler bar mark what is (nearly) never said.";
    case ChartKind::Path:
      return "From choices at random, on the left, to choices that tell payoffs apart ever more sharply.";
  }
  return {};
}

}  // namespace

std::string charts_part(const std::vector<Chart>& charts, ChartKind kind) {
  std::string figures;
  for (const Chart& chart : charts) {
    if (chart.kind == kind) figures += figure(chart);
  }
  if (figures.empty()) return {};
  return fmt::format("<p>{}</p>\n<div class=\"figures\">\n{}</div>\n", introduction(kind), figures);
}

}  // namespace demarche
