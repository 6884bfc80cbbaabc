#include "demarche/view/strategies.h"

#include "demarche/view/equilibrium_words.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/infoset_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace demarche {
namespace {

// `; believes US.backing firm 63.0%, loose 37.0%`; empty where the actor knows where it stands.
std::string believed_at(const Report& report, InfosetId id) {
  const std::vector<std::string> sentences = belief_sentences(report, id);
  return sentences.empty() ? "" : fmt::format("; {}", fmt::join(sentences, "; "));
}

void add_set(view::Table& table, const Report& report, InfosetId id) {
  const Certificate& certificate = *report.certificate;
  const Infoset& infoset = report.game->infosets[id];
  const view::Words name = view::strong(infoset_label(*report.game, id));
  table.rows.push_back(
      {view::Cell(name + view::small(" · " + reach_and_gain_text(report, id) + believed_at(report, id)))});
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    const double log_share = report.solution->strategy.log_probability[action];
    table.rows.push_back({action_name(*report.game, infoset, k), log_share_text(log_share),
                          view::Cell({}, std::exp(log_share)),
                          payoff_text(certificate.action_values[action], certificate.payoff_range)});
  }
}

// A set of a story is called by its move, and by what was seen.
std::string_view move_of_set(const Report& report, InfosetId id) {
  const std::string_view name = report.game->names.infosets[id.value];
  return name.substr(0, name.find(" | "));
}

std::vector<InfosetId> sets_shown(const Report& report, const StrategiesShown& shown,
                                  const std::vector<InfosetId>& sets) {
  std::map<std::string_view, std::size_t> of_move;
  std::vector<InfosetId> told;
  for (const InfosetId id : sets) {
    if (told.size() == shown.most_sets_told) break;
    if (of_move[move_of_set(report, id)]++ < shown.most_sets_of_move) told.push_back(id);
  }
  return told;
}

view::Table sets_table(const Report& report, const std::vector<InfosetId>& sets) {
  view::Table table;
  table.columns = {
      words_column("move"), numbers_column("probability"), {"", "", view::ColumnKind::Bar}, numbers_column("worth")};
  for (const InfosetId id : sets) add_set(table, report, id);
  return table;
}

void add_actor(std::vector<view::Block>& blocks, const Report& report, const StrategiesShown& shown, ActorId actor,
               const std::vector<InfosetId>& sets, const char* which) {
  if (sets.empty()) return;
  const std::vector<InfosetId> told = sets_shown(report, shown, sets);
  view::Details details{
      fmt::format("{}: {}{}", actor_name(*report.game, actor), counted(sets.size(), "information set"), which),
      {{sets_table(report, told)}},
      report.game->infosets.size() <= shown.most_sets_open};
  if (told.size() < sets.size()) {
    details.blocks.push_back({view::Paragraph{view::with_code(fmt::format(
        "These are the {} reached most often{}; `demarche solve` holds the other {}, with `--json` or `--csv`.",
        count_text(static_cast<double>(told.size())), shown.most_sets_of_move < sets.size() ? " of each move" : "",
        count_text(static_cast<double>(sets.size() - told.size()))))}});
  }
  blocks.push_back({std::move(details)});
}

view::Table payoffs_table(const Report& report) {
  const Certificate& certificate = *report.certificate;
  const bool has_gaps = certificate.nash_gaps.size() == certificate.values.size();
  view::Table table;
  table.columns = {words_column("actor"), numbers_column("expected payoff")};
  const bool has_own = !certificate.own_values.empty();
  if (has_own) table.columns.push_back(numbers_column("expected by its own odds"));
  if (has_gaps) table.columns.push_back(numbers_column("at most more by another strategy"));
  for (std::size_t row = 0; row < certificate.values.size(); ++row) {
    table.rows.push_back({actor_name(*report.game, ActorId{row}),
                          payoff_text(certificate.values[ActorId{row}], certificate.payoff_range)});
    if (has_own)
      table.rows.back().emplace_back(payoff_text(certificate.own_values[ActorId{row}], certificate.payoff_range));
    if (has_gaps) table.rows.back().emplace_back(fmt::format("{:.2g}", certificate.nash_gaps[ActorId{row}]));
  }
  return table;
}

void add_other_equilibrium(std::vector<view::Block>& blocks, const Report& report, const StrategiesShown& shown,
                           const Strategy& first) {
  view::Details details{fmt::format("Equilibrium {}: {}", report.equilibrium,
                                    route_text(report.equilibria->rows[report.equilibrium - 1].found)),
                        {{payoffs_table(report)}}};
  for (std::size_t row = 0; row < report.game->num_actors; ++row) {
    std::vector<InfosetId> sets = infosets_by_reach(report, ActorId{row});
    std::erase_if(sets, [&](InfosetId id) { return !reads_otherwise(report, id, first); });
    add_actor(details.blocks, report, shown, ActorId{row}, sets, " unlike equilibrium 1");
  }
  blocks.push_back({std::move(details)});
}

}  // namespace

std::vector<view::Block> strategy_blocks(const Report& report, const StrategiesShown& shown) {
  std::vector<view::Block> blocks;
  blocks.push_back({view::Paragraph{
      "By information set, those reached most often first: how often it is reached, what is gained there at most by "
      "another move, what the actor believes, and of each move its probability and what the actor expects of it. Only "
      "the actor's own moves and what it saw tell its information sets apart."}});
  blocks.push_back({payoffs_table(report)});
  for (std::size_t row = 0; row < report.game->num_actors; ++row)
    add_actor(blocks, report, shown, ActorId{row}, infosets_by_reach(report, ActorId{row}), "");
  if (!report.equilibria || report.answers) return blocks;
  for (std::size_t row = 1; row < report.equilibria->rows.size(); ++row) {
    add_other_equilibrium(blocks, report_on_row(report, row), shown,
                          report.equilibria->rows.front().found.solution.strategy);
  }
  return blocks;
}

}  // namespace demarche
