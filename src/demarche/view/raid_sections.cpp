#include "demarche/view/raid_cost.h"
#include "demarche/view/raid_words.h"
#include "demarche/view/raids_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

view::Block raid_sentence(std::string text) { return {view::Paragraph{std::move(text), {2, 4}}}; }

view::Table leakers_table(const RaidStudy& study, const RaidCase& one) {
  using enum view::ColumnKind;
  view::Table table{
      .columns = {{"", "there", Words}, {"", "leak", Numbers}, {"", "90%", Numbers}, {"", "shots", Numbers}},
      .indent = 2};
  for (const std::string& weapon : study.weapons) table.columns.push_back({"", weapon, Numbers});
  for (const Coalition& coalition : one.coalitions) {
    const MiddleNinety range = middle_ninety(coalition.outcome.leakers);
    std::vector<view::Cell>& row = table.rows.emplace_back();
    row = {coalition_text(coalition.withdrawn), short_number(mean_of(coalition.outcome.leakers)),
           fmt::format("{} to {}", range.low, range.high), short_number(shots_of(coalition.outcome))};
    for (const std::vector<double>& law : coalition.outcome.by_class) row.emplace_back(short_number(mean_of(law)));
  }
  return table;
}

view::Table levels_table(const RaidStudy& study, const RaidCase& one) {
  using enum view::ColumnKind;
  view::Table table{
      .columns = {{"", "there", Words}, {"", "level", Words}, {"", "probability", Numbers}, {"", "", FineBar}},
      .indent = 2,
      .has_head = false};
  for (const Coalition& coalition : one.coalitions) {
    for (std::size_t level = 0; level < study.levels.size(); ++level) {
      const double share = coalition.levels[level];
      table.rows.push_back({level == 0 ? coalition_text(coalition.withdrawn) : "", study.levels[level],
                            share_text(share), view::Cell({}, share)});
    }
  }
  return table;
}

std::string owner_of_layer(const RaidNumbers& numbers, std::size_t layer) {
  const std::string& owner = numbers.owners[numbers.defence.layers[layer].owner];
  return owner.empty() ? "" : "by " + owner;
}

// Expected shots of each layer, a column a coalition as far as they fit.
view::Table shots_table(const RaidCase& one) {
  using enum view::ColumnKind;
  constexpr std::size_t most_columns = 4;
  const std::size_t num_columns = std::min(most_columns, one.coalitions.size());
  view::Table table{.columns = {{"", "layer", Words}, {"", "", Words}}, .indent = 2};
  for (std::size_t k = 0; k < num_columns; ++k) {
    table.columns.push_back({"", coalition_text(one.coalitions[k].withdrawn), Numbers});
  }
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    std::vector<view::Cell>& row = table.rows.emplace_back();
    row = {one.numbers.layers[layer], owner_of_layer(one.numbers, layer)};
    for (std::size_t k = 0; k < num_columns; ++k) {
      row.emplace_back(short_number(shots_of(one.coalitions[k].outcome, layer)));
    }
  }
  return table;
}

std::string ratio_text(const std::optional<double>& ratio) { return ratio ? short_number(*ratio) : "-"; }

// Shots for each weapon stopped, by class and coalition.
view::Table exchange_table(const RaidStudy& study, const RaidCase& one) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "there", Words}}, .indent = 2};
  for (const std::string& weapon : study.weapons) table.columns.push_back({"", weapon, Numbers});
  if (study.weapons.size() > 1) table.columns.push_back({"", "all", Numbers});
  for (const Coalition& coalition : one.coalitions) {
    std::vector<view::Cell>& row = table.rows.emplace_back();
    row.emplace_back(coalition_text(coalition.withdrawn));
    for (const std::optional<double>& ratio : shots_for_each_stopped(one, coalition)) {
      row.emplace_back(ratio_text(ratio));
    }
    row.resize(table.columns.size());
  }
  return table;
}

// What each owner spends, and how many more would leak without it.
view::Table owners_table(const RaidCase& one) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "owner", Words},
                                {"", "shots", Numbers},
                                {"", "kept out", Numbers},
                                {"", "shots for each", Numbers}},
                    .indent = 2};
  for (const OwnerShare& share : owner_shares(one)) {
    table.rows.push_back(
        {share.owner, short_number(share.shots), short_number(share.kept_out), ratio_text(share.shots_for_each)});
  }
  return table;
}

void append_part(std::vector<view::Block>& blocks, const char* heading, view::Table table) {
  blocks.push_back({view::Heading{heading, view::Level::Part}});
  blocks.push_back({std::move(table)});
}

void append_shots(std::vector<view::Block>& blocks, const RaidStudy& study, const RaidCase& one) {
  if (one.numbers.layers.empty()) return;
  append_part(blocks, "Expected shots by layer", shots_table(one));
  append_part(blocks, "Shots for each weapon stopped", exchange_table(study, one));
  view::Table owners = owners_table(one);
  if (owners.rows.empty()) return;
  append_part(blocks, "What each owner adds to the others: leakers kept out, shots for each of them",
              std::move(owners));
}

std::string agreement_text(const Coalition& coalition) {
  const Agreement& agreement = *coalition.agreement;
  const Verdict verdict = verdict_on(agreement);
  return fmt::format(
      "{}: simulated mean {} against {} (z {:.2f}); largest |z| {:.2f} of {} means; distributions at most {:.5f} "
      "apart, "
      "99% bound {:.5f}: {}",
      coalition_text(coalition.withdrawn), short_number(agreement.leakers.sampled),
      short_number(agreement.leakers.exact), agreement.leakers.z, verdict.largest_z, verdict.num_means, agreement.ks,
      agreement.ks_bound, verdict.agrees ? "they agree" : "they DISAGREE");
}

void append_simulation(std::vector<view::Block>& blocks, const RaidCase& one) {
  const auto is_simulated = [](const Coalition& coalition) { return coalition.agreement.has_value(); };
  if (std::ranges::none_of(one.coalitions, is_simulated)) return;
  blocks.push_back({view::Heading{"Against raids simulated target by target", view::Level::Part}});
  for (const Coalition& coalition : one.coalitions) {
    if (is_simulated(coalition)) blocks.push_back(raid_sentence(agreement_text(coalition)));
  }
}

std::vector<view::Block> case_blocks(const RaidStudy& study, const RaidCase& one) {
  std::vector<view::Block> blocks{raid_sentence("launched: " + launched_text(study, one))};
  append_part(blocks, "Expected leakers, in all and by kind, and expected shots", leakers_table(study, one));
  append_part(blocks, "What gets through", levels_table(study, one));
  append_shots(blocks, study, one);
  for (const RaidCase::Alias& alias : one.aliases) {
    blocks.push_back(raid_sentence(fmt::format("When {}: as {} here.", alias.where, coalition_text(alias.withdrawn))));
  }
  append_simulation(blocks, one);
  return blocks;
}

}  // namespace

std::vector<view::Section> raid_sections(const RaidReport& report) {
  std::vector<view::Section> sections{{"title", "", {{view::Heading{report.model->title, view::Level::Title, false}}}}};
  for (const RaidStudy& study : *report.raids) {
    for (const RaidCase& one : study.cases) {
      const std::string when = one.where.empty() ? "" : ", when " + one.where;
      sections.push_back({fmt::format("raid_{}", sections.size()), fmt::format("raid {}{}", study.scale, when),
                          case_blocks(study, one)});
    }
  }
  return sections;
}

}  // namespace demarche
