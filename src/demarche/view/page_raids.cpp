#include "demarche/view/figure_parts.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/raid_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// Who is there, and below the levels that this leads to; the cells beside say the same.
view::Cell coalition_cell(const RaidStudy& study, const Coalition& coalition) {
  view::Data levels = view::Data::list();
  for (std::size_t k = 0; k < study.levels.size(); ++k)
    levels.push_back({{"share", coalition.levels[k]}, {"name", study.levels[k]}});
  return {coalition_text(coalition.withdrawn), std::move(levels)};
}

view::Table raid_table(const RaidStudy& study, const RaidCase& one) {
  view::Table table;
  table.columns = {{"", "there", view::ColumnKind::Stack}, numbers_column("leak"), numbers_column("90%")};
  for (const std::string& level : study.levels) table.columns.push_back(numbers_column(level));
  table.columns.push_back(numbers_column("shots"));
  for (const Coalition& coalition : one.coalitions) {
    const MiddleNinety range = middle_ninety(coalition.outcome.leakers);
    std::vector<view::Cell>& row = table.rows.emplace_back();
    row = {coalition_cell(study, coalition), short_number(mean_of(coalition.outcome.leakers)),
           fmt::format("{} to {}", range.low, range.high)};
    for (const double share : coalition.levels) row.emplace_back(share_text(share));
    row.emplace_back(short_number(shots_of(coalition.outcome)));
  }
  return table;
}

void add_case(Blocks& blocks, const RaidStudy& study, const RaidCase& one) {
  const std::string when = one.where.empty() ? "" : " when " + one.where;
  blocks.push_back({view::Heading{fmt::format("{}{}: {} launched", study.scale, when, launched_text(study, one)),
                                  view::Level::Part}});
  blocks.push_back({raid_table(study, one)});
  for (const RaidCase::Alias& alias : one.aliases) {
    blocks.push_back({view::Paragraph{fmt::format("When {}: as {}.", alias.where, coalition_text(alias.withdrawn))}});
  }
}

}  // namespace

Blocks raids_part(const Report& report) {
  Blocks blocks;
  if (!report.raids) return blocks;
  for (const RaidStudy& study : *report.raids) {
    for (const RaidCase& one : study.cases) add_case(blocks, study, one);
  }
  if (blocks.empty()) return blocks;
  blocks.insert(blocks.begin(),
                {view::Paragraph{"Exact, before any equilibrium: how many weapons leak on average and in 90% of the "
                                 "raids, what that means, and the shots spent, with all layers of the defence and "
                                 "without those of owners who withdraw."}});
  return blocks;
}

}  // namespace demarche
