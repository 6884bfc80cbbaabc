#include "demarche/view/infoset_sections.h"

#include "demarche/view/infoset_beliefs.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Up to this many histories of an information set are listed where no model names what differs between them.
constexpr std::uint32_t max_listed_histories = 12;

constexpr view::Indent below_place{4, 4};
constexpr view::Indent belief_indent{6, 15};

std::string variable_belief_text(const Variable& variable, const VariableBelief& belief) {
  std::string text = variable.name;
  const char* separator = " ";
  for (std::size_t value = 0; value < belief.shares.size(); ++value) {
    if (belief.shares[value] == 0) continue;
    text += fmt::format("{}{} {}", separator, variable.values[value].name, share_text(belief.shares[value]));
    separator = ", ";
  }
  if (belief.not_happened > 0) text += fmt::format("{}not made {}", separator, share_text(belief.not_happened));
  return text;
}

std::string history_beliefs_text(const Report& report, const Infoset& infoset) {
  std::string shares;
  for (std::uint32_t k = 0; k < std::min(infoset.num_members, max_listed_histories); ++k) {
    shares += (k == 0 ? "" : ", ") + share_text(report.certificate->beliefs[infoset.first_member + k]);
  }
  const bool cut = infoset.num_members > max_listed_histories;
  return fmt::format("{} over its {} histories, in their order{}", shares, infoset.num_members, cut ? " (cut)" : "");
}

std::vector<std::string> belief_sentences(const Report& report, InfosetId id) {
  std::vector<std::string> sentences;
  if (report.solved) {
    for (const VariableBelief& belief : beliefs_at(*report.solved, *report.certificate, id)) {
      const Variable& variable = report.solved->model.variables[belief.variable];
      sentences.push_back("believes " + variable_belief_text(variable, belief));
    }
  } else if (report.game->infosets[id].num_members > 1) {
    sentences.push_back("believes " + history_beliefs_text(report, report.game->infosets[id]));
  }
  return sentences;
}

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
  const Certificate& certificate = *report.certificate;
  blocks.push_back({view::Heading{infoset_label(*report.game, id), view::Level::Entry}});
  const bool can_be = is_within_reach(certificate, id);
  const std::string reached = can_be ? "reached " + log_share_text(certificate.log_reaches[id]) : "cannot be reached";
  blocks.push_back(
      {view::Paragraph{fmt::format("{}, gain {:.2g}", reached, std::max(certificate.gains[id], 0.0)), below_place}});
  for (std::string& sentence : belief_sentences(report, id))
    blocks.push_back({view::Paragraph{std::move(sentence), belief_indent}});
  blocks.push_back({moves_table(report, report.game->infosets[id])});
}

// The actor's information sets, those reached most often first; equally often, in the game's order.
std::vector<InfosetId> infosets_of(const Report& report, ActorId actor) {
  std::vector<InfosetId> rows;
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    if (report.game->infosets[InfosetId{row}].actor == actor) rows.push_back(InfosetId{row});
  }
  const Table<InfosetId, double>& reaches = report.certificate->log_reaches;
  std::sort(rows.begin(), rows.end(),
            [&](InfosetId a, InfosetId b) { return reaches[a] != reaches[b] ? reaches[a] > reaches[b] : a < b; });
  return rows;
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

// Whether choices at an information set read otherwise.
bool differs(const Report& report, InfosetId id, const Strategy& other) {
  constexpr double visible = 0.0005;
  const Infoset& infoset = report.game->infosets[id];
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    if (std::abs(probability(report.solution->strategy, action) - probability(other, action)) >= visible) return true;
  }
  return false;
}

}  // namespace

std::vector<view::Section> infoset_sections(const Report& report, std::size_t most) {
  std::vector<view::Section> sections;
  for (std::size_t row = 0; row < report.game->num_actors; ++row) {
    const std::vector<InfosetId> rows = infosets_of(report, ActorId{row});
    if (!rows.empty()) sections.push_back(listed_section(report, ActorId{row}, rows, "", most));
  }
  return sections;
}

std::vector<view::Section> difference_sections(const Report& report, const Strategy& other, std::size_t most) {
  std::vector<view::Section> sections;
  for (std::size_t row = 0; row < report.game->num_actors; ++row) {
    std::vector<InfosetId> rows = infosets_of(report, ActorId{row});
    std::erase_if(rows, [&](InfosetId id) { return !differs(report, id, other); });
    if (!rows.empty()) sections.push_back(listed_section(report, ActorId{row}, rows, " unlike equilibrium 1", most));
  }
  return sections;
}

}  // namespace demarche
