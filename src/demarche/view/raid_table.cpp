#include "demarche/view/raid_cost.h"
#include "demarche/view/raids_page.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// Where the lines of one coalition go, and what each begins with.
struct CoalitionLines {
  view::Table& table;
  std::vector<view::Cell> head;
};

void add_line(CoalitionLines& lines, const char* quantity, const std::string& name, double value) {
  std::vector<view::Cell> row = lines.head;
  row.insert(row.end(), {quantity, name, view::Cell({}, value)});
  lines.table.rows.push_back(std::move(row));
}

void add_lines(CoalitionLines& lines, const RaidStudy& study, const RaidCase& one, const Coalition& coalition) {
  const RaidOutcome& outcome = coalition.outcome;
  add_line(lines, "mean", "", mean_of(outcome.leakers));
  add_line(lines, "deviation", "", deviation_of(outcome.leakers));
  for (std::size_t k = 0; k < study.levels.size(); ++k) add_line(lines, "level", study.levels[k], coalition.levels[k]);
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    add_line(lines, "class mean", study.weapons[k], mean_of(outcome.by_class[k]));
  }
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    add_line(lines, "shots", one.numbers.layers[layer], shots_of(outcome, layer));
  }
  const std::vector<std::optional<double>> ratios = shots_for_each_stopped(one, coalition);
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    if (ratios[k]) add_line(lines, "shots for each stopped", study.weapons[k], *ratios[k]);
  }
  for (std::size_t k = 0; k < outcome.leakers.size(); ++k) {
    add_line(lines, "leakers", fmt::format("{}", k), outcome.leakers[k]);
  }
}

}  // namespace

view::Table raids_table(const RaidReport& report) {
  view::Table table{.key = "raids",
                    .columns = {{"scale", ""},
                                {"case", ""},
                                {"withdrawn", ""},
                                {"quantity", ""},
                                {"name", ""},
                                {"value", "", view::ColumnKind::Numbers}}};
  for (const RaidStudy& study : *report.raids) {
    for (const RaidCase& one : study.cases) {
      for (const Coalition& coalition : one.coalitions) {
        const std::string gone = fmt::format("{}", fmt::join(coalition.withdrawn, " and "));
        CoalitionLines lines{table, {study.scale, one.where, gone}};
        add_lines(lines, study, one, coalition);
      }
    }
  }
  return table;
}

}  // namespace demarche
