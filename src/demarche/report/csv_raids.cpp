#include "demarche/report/csv_parts.h"
#include "demarche/report/raids.h"
#include "demarche/view/raid_cost.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// What every line of one coalition begins with.
struct Lines {
  std::vector<std::string> head;
  std::string text;
};

void add(Lines& lines, std::string_view quantity, std::string_view name, double value) {
  std::vector<std::string> fields = lines.head;
  fields.insert(fields.end(), {std::string(quantity), csv_field(name), csv_field(value)});
  lines.text += csv_line(fields);
}

std::string lines_of(const RaidStudy& study, const RaidCase& one, const Coalition& coalition) {
  const RaidOutcome& outcome = coalition.outcome;
  const std::string gone = fmt::format("{}", fmt::join(coalition.withdrawn, " and "));
  Lines lines{{csv_field(study.scale), csv_field(one.where), csv_field(gone)}, {}};
  add(lines, "mean", "", mean_of(outcome.leakers));
  add(lines, "deviation", "", deviation_of(outcome.leakers));
  for (std::size_t k = 0; k < study.levels.size(); ++k) add(lines, "level", study.levels[k], coalition.levels[k]);
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    add(lines, "class mean", study.weapons[k], mean_of(outcome.by_class[k]));
  }
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    add(lines, "shots", one.numbers.layers[layer], shots_of(outcome, layer));
  }
  const std::vector<std::optional<double>> ratios = shots_for_each_stopped(one, coalition);
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    if (ratios[k]) add(lines, "shots for each stopped", study.weapons[k], *ratios[k]);
  }
  for (std::size_t k = 0; k < outcome.leakers.size(); ++k) {
    add(lines, "leakers", fmt::format("{}", k), outcome.leakers[k]);
  }
  return lines.text;
}

}  // namespace

std::string raids_as_csv(const RaidReport& report) {
  std::string text = csv_line({"scale", "case", "withdrawn", "quantity", "name", "value"});
  for (const RaidStudy& study : *report.raids) {
    for (const RaidCase& one : study.cases) {
      for (const Coalition& coalition : one.coalitions) text += lines_of(study, one, coalition);
    }
  }
  return text;
}

}  // namespace demarche
