#include "demarche/view/infoset_sections.h"

#include "demarche/view/infoset_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr view::Indent below_place{4, 4};
constexpr view::Indent belief_indent{6, 15};

view::Table moves_table(const Report& report, const Infoset& infoset) {
  using enum view::ColumnKind;
  view::Table table{
      .columns = {{"", "move"}, {"", "probability", Numbers}, {"", "worth", Numbers}}, .indent = 6, .has_head = false};
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    const view::Words worth = view::on_terminal("worth ") +
                              payoff_text(report.certificate->action_values[action], report.certificate->payoff_range);
    table.rows.push_back({action_name(*report.game, infoset, k),
                          log_share_text(report.solution->strategy.log_probability[action]), worth});
  }
  return table;
}

void append_infoset(std::vector<view::Block>& blocks, const Report& report, InfosetId id) {
  blocks.push_back({view::Heading{infoset_label(*report.game, id), view::Level::Entry}});
  blocks.push_back({view::Paragraph{reach_and_gain_text(report, id), below_place}});
  for (std::string& sentence : belief_sentences(report, id))
    blocks.push_back({view::Paragraph{std::move(sentence), belief_indent}});
  blocks.push_back({moves_table(report, report.game->infosets[id])});
}

view::Section listed_section(const Report& report, ActorId actor, const std::vector<InfosetId>& rows,
                             const std::string& of_what, std::size_t most) {
  const std::size_t shown = std::min(rows.size(), most);
  const std::string cut = shown < rows.size() ? fmt::format(", the {} reached most often", shown) : std::string();
  view::Section section{
      fmt::format("actor_{}", actor.value + 1),
      fmt::format("{}: {}{}{}", actor_name(*report.game, actor), counted(rows.size(), "information set"), of_what, cut),
      {}};
  for (std::size_t k = 0; k < shown; ++k) append_infoset(section.blocks, report, rows[k]);
  if (shown < rows.size()) {
    const view::Words rest =
        fmt::format("and {} more", rows.size() - shown) + view::on_terminal(": `--json` or `--csv` prints all of them");
    section.blocks.push_back({view::Paragraph{rest, {2, 2}}});
  }
  return section;
}

}  // namespace

std::vector<view::Section> infoset_sections(const Report& report, std::size_t most) {
  std::vector<view::Section> sections;
  for (std::size_t row = 0; row < report.game->num_actors; ++row) {
    const std::vector<InfosetId> rows = infosets_by_reach(report, ActorId{row});
    if (!rows.empty()) sections.push_back(listed_section(report, ActorId{row}, rows, "", most));
  }
  return sections;
}

std::vector<view::Section> difference_sections(const Report& report, const Strategy& other, std::size_t most) {
  std::vector<view::Section> sections;
  for (std::size_t row = 0; row < report.game->num_actors; ++row) {
    std::vector<InfosetId> rows = infosets_by_reach(report, ActorId{row});
    std::erase_if(rows, [&](InfosetId id) { return !reads_otherwise(report, id, other); });
    if (!rows.empty()) sections.push_back(listed_section(report, ActorId{row}, rows, " unlike equilibrium 1", most));
  }
  return sections;
}

}  // namespace demarche
