#include "demarche/view/solution.h"

#include "demarche/view/data_head.h"
#include "demarche/view/equilibria.h"
#include "demarche/view/equilibrium_section.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/frame.h"
#include "demarche/view/infoset_sections.h"
#include "demarche/view/naming_words.h"

#include <utility>

namespace demarche {
namespace {

std::vector<view::Section> solution_sections(const Report& report, std::size_t most_infosets) {
  std::vector<view::Section> sections{title_section(report)};
  if (report.equilibria) sections.push_back(equilibria_section(report));
  sections.push_back(equilibrium_section(report));
  if (!report.told) sections.push_back(values_section(report));
  for (view::Section& section : infoset_sections(report, most_infosets)) sections.push_back(std::move(section));
  if (report.equilibria) {
    for (view::Section& section : other_equilibria_sections(report, most_infosets))
      sections.push_back(std::move(section));
  }
  sections.push_back(provenance_section(report.provenance));
  return sections;
}

view::Data solution_data(const Report& report) {
  view::Data data = data_head(report.provenance, "solution");
  data["game"] = game_data(report);
  data["solution"] = solution_summary_data(report);
  if (report.naming) data["naming"] = naming_data(report);
  data["infosets"] = infosets_data(report);
  if (report.equilibria) add_equilibria(data, report);
  return data;
}

void append_moves(view::Table& table, const Report& report) {
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    if (!is_told(report, InfosetId{row})) continue;
    for (std::vector<view::Cell>& cells : move_rows(report, InfosetId{row})) table.rows.push_back(std::move(cells));
  }
}

// Of several equilibria, their number stands first.
view::Table equilibria_table(const Report& report) {
  view::Table table{.key = "moves", .columns = move_columns()};
  table.columns.insert(table.columns.begin(), {"equilibrium", ""});
  for (std::size_t number = 1; number <= report.equilibria->rows.size(); ++number) {
    const std::size_t first = table.rows.size();
    append_moves(table, report_on_row(report, number - 1));
    for (std::size_t row = first; row < table.rows.size(); ++row)
      table.rows[row].insert(table.rows[row].begin(), data_cell(number));
  }
  return table;
}

view::Table solution_table(const Report& report) {
  if (report.equilibria) return equilibria_table(report);
  view::Table table{.key = "moves", .columns = move_columns()};
  append_moves(table, report);
  return table;
}

}  // namespace

view::Page solution_page(const Report& report, view::Part part, std::size_t most_infosets) {
  view::Page page = page_on(report);
  switch (part) {
    case view::Part::Sections:
      page.sections = solution_sections(report, most_infosets);
      break;
    case view::Part::Table:
      page.table = solution_table(report);
      break;
    case view::Part::Data:
      page.data = solution_data(report);
      break;
  }
  return page;
}

}  // namespace demarche
