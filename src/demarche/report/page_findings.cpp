#include "demarche/report/findings.h"
#include "demarche/report/html.h"
#include "demarche/report/page_parts.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string best_mark(bool best) { return best ? " *" : ""; }

std::string choice_table(const StudyChoice& choice) {
  HtmlTable table{"", {"choice", "#expected", "#worst draw", "#most regret", "#best in"}, {}};
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    const ChoiceRecord& record = choice.found.choices[k];
    table.rows.push_back({escape_html(choice.names[k]), short_number(record.expected) + best_mark(record.best_expected),
                          short_number(record.worst) + best_mark(record.best_worst),
                          short_number(record.most_regret) + best_mark(record.least_regret),
                          share_text(record.share_best)});
  }
  return fmt::format("<h3>{} · {}</h3>\n", escape_html(choice.quantity), escape_html(choice.question)) +
         html_of(table) + (choice.found.differ ? "" : "<p>The choices do not differ in any draw.</p>\n");
}

// Conditions that no box holds more of have no drawing.
std::string without_a_box(const std::vector<StudyBox>& boxes) {
  std::string out;
  for (const StudyBox& box : boxes) {
    if (!box.named.sides.empty()) continue;
    const bool why = box.num_meeting > 0 || box.fixed;
    out += fmt::format("<p>{}.{}{}</p>\n", escape_html(how_often(box, "draw")), why ? " " : "",
                       why ? why_no_box(box) : "");
  }
  return out;
}

}  // namespace

std::string rankings_part(const Report& report, const std::vector<Chart>& charts) {
  std::string out = charts_part(charts, ChartKind::Global);
  if (report.findings == nullptr) return out;
  for (const StudyRanking& ranking : report.findings->rankings) {
    if (ranking.always) out += fmt::format("<p>{}</p>\n", escape_html(always_text(ranking, "draw")));
  }
  return out;
}

std::string boxes_part(const Report& report, const std::vector<Chart>& charts) {
  if (report.findings == nullptr) return {};
  return charts_part(charts, ChartKind::Box) + without_a_box(report.findings->boxes);
}

std::string choices_part(const Report& report) {
  if (report.findings == nullptr || report.findings->choices.empty()) return {};
  std::string out =
      "<p>Each choice in every draw of the study. Regret: how much better the best choice would have been in a draw. "
      "* the best by this rule.</p>\n";
  for (const StudyChoice& choice : report.findings->choices) out += choice_table(choice);
  return out;
}

}  // namespace demarche
