#include "demarche/report/html.h"
#include "demarche/report/page_parts.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

std::string equilibria_part(const Report& report) {
  if (!report.equilibria) return {};
  HtmlTable table{
      .caption = "", .head = {"#number", "reached first by", "#starts", "stable", "#largest gain"}, .rows = {}};
  for (std::size_t row = 0; row < report.game->num_actors; ++row)
    table.head.push_back("#" + escape_html(actor_name(*report.game, ActorId{row})));
  const std::vector<Equilibrium>& rows = report.equilibria->rows;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    table.rows.push_back({fmt::format("{}", row + 1), route_text(rows[row].found),
                          fmt::format("{}", rows[row].found.num_starts), std::string(stable_word(rows[row].found)),
                          short_number(rows[row].certificate.max_gain)});
    for (const double value : rows[row].certificate.values) table.rows.back().push_back(short_number(value));
  }
  std::string out = html_of(table) + "<ul class=\"small\">\n";
  for (const std::string& sentence : search_sentences(*report.equilibria))
    out += fmt::format("<li>{}</li>\n", escape_html(sentence));
  return out +
         fmt::format("</ul>\n<p>Everything else on this page is said under equilibrium {}.</p>\n", report.equilibrium);
}

}  // namespace demarche
