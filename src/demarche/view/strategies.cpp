#include "demarche/view/strategies.h"

#include "demarche/view/equilibrium_words.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/infoset_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_sets_open = 12;     // of the whole game that stand unfolded
constexpr std::size_t most_sets_told = 2'000;  // of an actor, those reached most often

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

view::Table sets_table(const Report& report, const std::vector<InfosetId>& sets) {
  view::Table table;
  table.columns = {
      words_column("move"), numbers_column("probability"), {"", "", view::ColumnKind::Bar}, numbers_column("worth")};
  for (std::size_t k = 0; k < std::min(sets.size(), most_sets_told); ++k) add_set(table, report, sets[k]);
  return table;
}

void add_actor(std::vector<view::Block>& blocks, const Report& report, ActorId actor,
               const std::vector<InfosetId>& sets, const char* which) {
  if (sets.empty()) return;
  view::Details details{
      fmt::format("{}: {}{}", actor_name(*report.game, actor), counted(sets.size(), "information set"), which),
      {{sets_table(report, sets)}},
      report.game->infosets.size() <= most_sets_open};
  if (sets.size() > most_sets_told) {
    details.blocks.push_back(
        {view::Paragraph{fmt::format("These are the {} reached most often; `--json` and `--csv` hold the other {}.",
                                     count_text(static_cast<double>(most_sets_told)),
                                     count_text(static_cast<double>(sets.size() - most_sets_told)))}});
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

void add_other_equilibrium(std::vector<view::Block>& blocks, const Report& report, const Strategy& first) {
  view::Details details{fmt::format("Equilibrium {}: {}", report.equilibrium,
                                    route_text(report.equilibria->rows[report.equilibrium - 1].found)),
                        {{payoffs_table(report)}}};
  for (std::size_t row = 0; row < report.game->num_actors; ++row) {
    std::vector<InfosetId> sets = infosets_by_reach(report, ActorId{row});
    std::erase_if(sets, [&](InfosetId id) { return !reads_otherwise(report, id, first); });
    add_actor(details.blocks, report, ActorId{row}, sets, " unlike equilibrium 1");
  }
  blocks.push_back({std::move(details)});
}

}  // namespace

std::vector<view::Block> strategy_blocks(const Report& report) {
  std::vector<view::Block> blocks;
  blocks.push_back({view::Paragraph{
      "By information set, those reached most often first: how often it is reached, what is gained there at most by "
      "another move, what the actor believes, and of each move its probability and what the actor expects of it. Only "
      "the actor's own moves and what it saw tell its information sets apart."}});
  blocks.push_back({payoffs_table(report)});
  for (std::size_t row = 0; row < report.game->num_actors; ++row)
    add_actor(blocks, report, ActorId{row}, infosets_by_reach(report, ActorId{row}), "");
  if (!report.equilibria) return blocks;
  for (std::size_t row = 1; row < report.equilibria->rows.size(); ++row) {
    add_other_equilibrium(blocks, report_on_row(report, row), report.equilibria->rows.front().found.solution.strategy);
  }
  return blocks;
}

}  // namespace demarche
