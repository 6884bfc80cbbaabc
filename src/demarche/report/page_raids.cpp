#include "demarche/report/html.h"
#include "demarche/report/raids.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// Under the coalition's name, side by side, one stretch a level; the text in the cells says the same.
std::string bar_of(const RaidStudy& study, const Coalition& coalition) {
  std::string bar = "<span class=\"levels\" aria-hidden=\"true\">";
  for (std::size_t k = 0; k < study.levels.size(); ++k) {
    const double place =
        study.levels.size() < 2 ? 0 : static_cast<double>(k) / static_cast<double>(study.levels.size() - 1);
    bar += fmt::format("<span style=\"width:{:.2f}%;opacity:{:.2f}\" title=\"{}\"></span>", 100 * coalition.levels[k],
                       0.2 + 0.8 * place, escape_html(study.levels[k]));
  }
  return bar + "</span>";
}

// Above the table, where it can wrap: a caption is as wide as its table, which may scroll.
std::string raid_title(const RaidStudy& study, const RaidCase& one) {
  const std::string when = one.where.empty() ? "" : " when " + one.where;
  const std::string title = fmt::format("{}{}: {} launched", study.scale, when, launched_text(study, one));
  return fmt::format("<h3>{}</h3>\n", escape_html(title));
}

HtmlTable table_of(const RaidStudy& study, const RaidCase& one) {
  HtmlTable table{"", {"there", "#leak", "#90%"}, {}};
  for (const std::string& level : study.levels) table.head.push_back("#" + escape_html(level));
  table.head.push_back("#shots");
  for (const Coalition& coalition : one.coalitions) {
    const LeakerRange range = middle_ninety(coalition.outcome.leakers);
    std::vector<std::string>& row = table.rows.emplace_back();
    row = {escape_html(coalition_text(coalition.withdrawn)) + bar_of(study, coalition),
           short_number(mean_of(coalition.outcome.leakers)), fmt::format("{} to {}", range.low, range.high)};
    for (double share : coalition.levels) row.push_back(escape_html(share_text(share)));
    row.push_back(short_number(shots_of(coalition.outcome)));
  }
  return table;
}

}  // namespace

std::string raids_part(const std::vector<RaidStudy>& raids) {
  std::string out;
  for (const RaidStudy& study : raids) {
    for (const RaidCase& one : study.cases) {
      out += raid_title(study, one) + html_of(table_of(study, one));
      for (const RaidCase::Alias& alias : one.aliases) {
        out += fmt::format("<p>When {}: as {}.</p>\n", escape_html(alias.where),
                           escape_html(coalition_text(alias.withdrawn)));
      }
    }
  }
  if (out.empty()) return out;
  return "<p>Exact, before any equilibrium: how many weapons leak on average and in 90% of the raids, what that means, "
         "and the shots spent, with all layers of the defence and without those of owners who withdraw.</p>\n" +
         out;
}

}  // namespace demarche
