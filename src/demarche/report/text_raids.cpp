#include "demarche/report/layout.h"
#include "demarche/report/raids.h"
#include "demarche/view/raid_cost.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t bar_width = 40;

// Of a share of 1, in eighths of a character.
std::string bar_of(double share) {
  constexpr std::string_view parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(share * bar_width * 8 + 0.5);
  std::string bar;
  for (std::size_t k = 0; k < eighths / 8; ++k) bar += "█";
  return bar + std::string(parts[eighths % 8]);
}

std::string coalitions_as_text(const RaidStudy& study, const RaidCase& one, const TerminalOptions& options) {
  TextTable table{{Align::Left, Align::Right, Align::Right, Align::Right}, {"there", "leak", "90%", "shots"}, {}};
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    table.columns.push_back(Align::Right);
    table.head.push_back(study.weapons[k]);
  }
  for (const Coalition& coalition : one.coalitions) {
    const LeakerRange range = middle_ninety(coalition.outcome.leakers);
    table.rows.push_back({coalition_text(coalition.withdrawn), short_number(mean_of(coalition.outcome.leakers)),
                          fmt::format("{} to {}", range.low, range.high), short_number(shots_of(coalition.outcome))});
    for (const std::vector<double>& law : coalition.outcome.by_class) {
      table.rows.back().push_back(short_number(mean_of(law)));
    }
  }
  return text_of(table, options.width, 2);
}

std::string levels_as_text(const RaidStudy& study, const RaidCase& one, const TerminalOptions& options) {
  TextTable table{{Align::Left, Align::Left, Align::Right, Align::Left}, {}, {}};
  for (const Coalition& coalition : one.coalitions) {
    for (std::size_t level = 0; level < study.levels.size(); ++level) {
      const double share = coalition.levels[level];
      table.rows.push_back({level == 0 ? coalition_text(coalition.withdrawn) : "", study.levels[level],
                            share_text(share), bar_of(share)});
    }
  }
  return text_of(table, options.width, 2);
}

std::string owner_text(const RaidNumbers& numbers, std::size_t layer) {
  const std::string& owner = numbers.owners[numbers.defence.layers[layer].owner];
  return owner.empty() ? "" : "by " + owner;
}

// Expected shots of each layer, a column a coalition as far as they fit.
std::string shots_as_text(const RaidCase& one, const TerminalOptions& options) {
  constexpr std::size_t most_columns = 4;
  const std::size_t num_columns = std::min(most_columns, one.coalitions.size());
  TextTable table{{Align::Left, Align::Left}, {"layer", ""}, {}};
  for (std::size_t k = 0; k < num_columns; ++k) {
    table.columns.push_back(Align::Right);
    table.head.push_back(coalition_text(one.coalitions[k].withdrawn));
  }
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    table.rows.push_back({one.numbers.layers[layer], owner_text(one.numbers, layer)});
    for (std::size_t k = 0; k < num_columns; ++k) {
      table.rows.back().push_back(short_number(shots_of(one.coalitions[k].outcome, layer)));
    }
  }
  return table.rows.empty() ? "" : text_of(table, options.width, 2);
}

std::string ratio_text(const std::optional<double>& ratio) { return ratio ? short_number(*ratio) : "-"; }

// Shots for each weapon stopped, by class and coalition.
std::string exchange_as_text(const RaidStudy& study, const RaidCase& one, const TerminalOptions& options) {
  TextTable table{{Align::Left}, {"there"}, {}};
  for (const std::string& weapon : study.weapons) table.head.push_back(weapon);
  if (study.weapons.size() > 1) table.head.push_back("all");
  table.columns.resize(table.head.size(), Align::Right);
  for (const Coalition& coalition : one.coalitions) {
    std::vector<std::string>& row = table.rows.emplace_back();
    row.push_back(coalition_text(coalition.withdrawn));
    for (const std::optional<double>& ratio : shots_for_each_stopped(one, coalition)) row.push_back(ratio_text(ratio));
    row.resize(table.head.size());
  }
  return text_of(table, options.width, 2);
}

// What each owner spends, and how many more would leak without it.
std::string owners_as_text(const RaidCase& one, const TerminalOptions& options) {
  TextTable table{
      {Align::Left, Align::Right, Align::Right, Align::Right}, {"owner", "shots", "kept out", "shots for each"}, {}};
  for (const OwnerShare& share : owner_shares(one)) {
    table.rows.push_back(
        {share.owner, short_number(share.shots), short_number(share.kept_out), ratio_text(share.shots_for_each)});
  }
  return table.rows.empty() ? "" : text_of(table, options.width, 2);
}

std::string costs_as_text(const RaidStudy& study, const RaidCase& one, const TerminalOptions& options) {
  std::string text = heading("Shots for each weapon stopped", options) + exchange_as_text(study, one, options);
  const std::string owners = owners_as_text(one, options);
  if (owners.empty()) return text;
  return text + heading("What each owner adds to the others: leakers kept out, shots for each of them", options) +
         owners;
}

std::string simulation_as_text(const RaidCase& one, const TerminalOptions& options) {
  std::string text;
  for (const Coalition& coalition : one.coalitions) {
    if (!coalition.agreement) continue;
    const Agreement& agreement = *coalition.agreement;
    const Verdict verdict = verdict_on(agreement);
    text += wrapped(
        fmt::format(
            "{}: simulated mean {} against {} (z {:.2f}); largest |z| {:.2f} of {} means; distributions at most "
            "{:.5f} apart, 99% bound {:.5f}: {}",
            coalition_text(coalition.withdrawn), short_number(agreement.leakers.sampled),
            short_number(agreement.leakers.exact), agreement.leakers.z, verdict.largest_z, verdict.num_means,
            agreement.ks, agreement.ks_bound, verdict.agrees ? "they agree" : "they DISAGREE"),
        options.width, {2, 4});
  }
  return text;
}

std::string case_as_text(const RaidStudy& study, const RaidCase& one, const TerminalOptions& options) {
  const std::string when = one.where.empty() ? "" : ", when " + one.where;
  std::string text = heading(fmt::format("raid {}{}", study.scale, when), options);
  text += wrapped("launched: " + launched_text(study, one), options.width, {2, 4});
  text += heading("Expected leakers, in all and by kind, and expected shots", options);
  text += coalitions_as_text(study, one, options);
  text += heading("What gets through", options) + levels_as_text(study, one, options);
  const std::string shots = shots_as_text(one, options);
  if (!shots.empty()) text += heading("Expected shots by layer", options) + shots;
  if (!shots.empty()) text += costs_as_text(study, one, options);
  for (const RaidCase::Alias& alias : one.aliases) {
    text += wrapped(fmt::format("When {}: as {} here.", alias.where, coalition_text(alias.withdrawn)), options.width,
                    {2, 4});
  }
  const std::string simulation = simulation_as_text(one, options);
  return simulation.empty() ? text : text + heading("Against raids simulated target by target", options) + simulation;
}

}  // namespace

std::string raids_as_text(const RaidReport& report, const TerminalOptions& options) {
  std::string text = strong(report.model->title, options) + "\n";
  for (const RaidStudy& study : *report.raids) {
    for (const RaidCase& one : study.cases) text += case_as_text(study, one, options);
  }
  return text;
}

}  // namespace demarche
