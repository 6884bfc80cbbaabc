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

std::string figure(const Chart& chart) {
  const std::string title = escape_html(chart.title);
  return fmt::format(
      "<figure class=\"{4}\">\n<figcaption id=\"{0}-title\">{1}</figcaption>\n"
      "<div class=\"chart\" data-chart=\"{0}\" role=\"img\" aria-label=\"{2}\"></div>\n"
      "<details><summary>Data</summary>\n{3}</details>\n"
      "<details><summary>How was this computed?</summary>\n<p>{5}</p>\n"
      "<pre class=\"specification\" data-specification=\"{0}\" tabindex=\"0\"></pre></details>\n</figure>\n",
      chart.name, title, escape_html(chart.reading), data_table(chart),
      chart.kind == ChartKind::Flow || chart.kind == ChartKind::Ranking ? "wide" : "", escape_html(chart.method));
}

std::string_view introduction(ChartKind kind) {
  switch (kind) {
    case ChartKind::Flow:
      return "Time runs down. Each row is one step, coloured by who moves (grey: chance or rules); a box is as wide as "
             "its "
             "value is probable.";
    case ChartKind::Ladder:
      return "The level each scale has when the story ends, over all histories.";
    case ChartKind::Comparison:
      return "The same question under different choices or rules.";
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
