#include "demarche/view/equilibria.h"

#include "demarche/view/equilibrium_section.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/frame.h"
#include "demarche/view/infoset_sections.h"
#include "demarche/view/naming_words.h"
#include "demarche/view/refinement_words.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace demarche {
namespace {

view::Table list_table(const Report& report) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "", Numbers},
                                {"", "starts", Numbers},
                                {"", "largest gain", Numbers},
                                {"", "stable"},
                                {"", "criteria"},
                                {"", "reached first by"}},
                    .indent = 2};
  if (report.naming) table.columns.push_back({"", "named"});
  const std::vector<Equilibrium>& rows = report.equilibria->rows;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const FoundEquilibrium& found = rows[row].found;
    table.rows.push_back({fmt::format("{}", row + 1), fmt::format("{}", found.num_starts),
                          fmt::format("{:.2g}", rows[row].certificate.max_gain), std::string(stable_word(found)),
                          std::string(refinement_word(report_on_row(report, row).refinement)), route_text(found)});
    if (report.naming) table.rows.back().emplace_back(is_named_row(report, row) ? "yes" : "no");
  }
  return table;
}

// How all Nash equilibria are told; nothing where they are not known.
view::Data nash_data(const Report& report) {
  const Equilibria& equilibria = *report.equilibria;
  if (!equilibria.nash) return {};
  const NashSummary& nash = *equilibria.nash;
  view::Data unlisted = view::Data::list();
  for (const Table<ActorId, double>& values : equilibria.unlisted)
    unlisted.push_back(data_by_actor(*report.game, values));
  return {{"num_row_plans", nash.num_plans[0]},    {"num_column_plans", nash.num_plans[1]},
          {"num_incredible", nash.num_incredible}, {"num_sets", nash.num_sets},
          {"num_single", nash.num_single},         {"num_continua", nash.num_continua},
          {"unlisted", std::move(unlisted)}};
}

}  // namespace

view::Data search_data(const Report& report) {
  const Equilibria& equilibria = *report.equilibria;
  return {{"num_found", equilibria.rows.size()},
          {"num_starts", equilibria.num_starts},
          {"num_starts_asked", equilibria.num_starts_asked},
          {"seed", equilibria.seed},
          {"stopped", equilibria.stopped},
          {"num_rejected", equilibria.num_rejected},
          {"index_sum", equilibria.index_sum},
          {"complete", completeness_word(completeness_of(equilibria))},
          {"nash", nash_data(report)}};
}

view::Data equilibrium_data(const Report& report, std::size_t row) {
  const Equilibrium& equilibrium = report.equilibria->rows[row];
  const FoundEquilibrium& found = equilibrium.found;
  Report one = report_on_row(report, row);
  const std::optional<Refinement> refinement = std::exchange(one.refinement, std::nullopt);  // told here, once
  view::Data data = {{"number", row + 1},
                     {"route", route_word(found.route)},
                     {"order", found.order},
                     {"num_starts", found.num_starts},
                     {"index", found.index == 0 ? view::Data() : view::Data(found.index)},
                     {"stable", found.stable},
                     {"apart", equilibrium.apart},
                     {"apart_on_path", equilibrium.apart_on_path},
                     {"plays_as", equilibrium.plays_as ? view::Data(*equilibrium.plays_as + 1) : view::Data()},
                     {"solution", solution_summary_data(one)}};
  if (report.naming) data["claims"] = claims_data(*report.model, report.naming->reads[row]);
  if (refinement) data["refinement"] = refinement_data(*report.game, *refinement);
  return data;
}

view::Section equilibria_section(const Report& report) {
  const std::vector<Equilibrium>& rows = report.equilibria->rows;
  view::Section section{"equilibria", fmt::format("Equilibria found: {}", rows.size()), {{list_table(report)}}};
  for (const std::string& sentence : search_sentences(report))
    section.blocks.push_back(sentence_block(view::with_code(sentence)));
  return section;
}

std::vector<view::Section> other_equilibria_sections(const Report& report, std::size_t most_infosets) {
  std::vector<view::Section> sections;
  const std::vector<Equilibrium>& rows = report.equilibria->rows;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const Report one = report_on_row(report, row);
    std::vector<view::Section> own{equilibrium_section(one), values_section(one)};
    for (view::Section& section : difference_sections(one, rows.front().found.solution.strategy, most_infosets))
      own.push_back(std::move(section));
    for (view::Section& section : own) {
      section.key += fmt::format("_{}", row + 1);
      sections.push_back(std::move(section));
    }
  }
  return sections;
}

void add_equilibria(view::Data& data, const Report& report) {
  data["search"] = search_data(report);
  view::Data& all = data["equilibria"];
  all = view::Data::list();
  for (std::size_t row = 0; row < report.equilibria->rows.size(); ++row) {
    all.push_back(equilibrium_data(report, row));
    all.back()["infosets"] = infosets_data(report_on_row(report, row));
  }
}

view::Data chosen_equilibrium_data(const Report& report) {
  const Equilibrium& equilibrium = report.equilibria->rows[report.equilibrium - 1];
  return {{"number", report.equilibrium},
          {"num_found", report.equilibria->rows.size()},
          {"route", route_word(equilibrium.found.route)},
          {"num_starts", report.equilibria->num_starts},
          {"seed", report.equilibria->seed}};
}

}  // namespace demarche
