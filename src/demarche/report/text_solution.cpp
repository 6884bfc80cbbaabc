#include "demarche/report/text_parts.h"
#include "demarche/view/infoset_beliefs.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Up to this many histories of an information set are listed where no model names what differs between them.
constexpr std::uint32_t max_listed_histories = 12;

std::string belief_text(const Variable& variable, const VariableBelief& belief) {
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

std::string beliefs_as_text(const Report& report, InfosetId id, const TerminalOptions& options) {
  std::string text;
  if (report.solved) {
    for (const VariableBelief& belief : beliefs_at(*report.solved, *report.certificate, id)) {
      text += wrapped("believes " + belief_text(report.solved->model.variables[belief.variable], belief), options.width,
                      {6, 15});
    }
  } else if (report.game->infosets[id].num_members > 1) {
    text += wrapped("believes " + history_beliefs_text(report, report.game->infosets[id]), options.width, {6, 15});
  }
  return text;
}

std::string moves_as_text(const Report& report, const Infoset& infoset, const TerminalOptions& options) {
  TextTable table{{Align::Left, Align::Right, Align::Right}, {}, {}};
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    table.rows.push_back(
        {action_name(*report.game, infoset, k), log_share_text(report.solution->strategy.log_probability[action]),
         fmt::format("worth {}",
                     payoff_text(report.certificate->action_values[action], report.certificate->payoff_range))});
  }
  return text_of(table, options.width, 6);
}

std::string infoset_as_text(const Report& report, InfosetId id, const TerminalOptions& options) {
  const Certificate& certificate = *report.certificate;
  std::string text = wrapped(infoset_label(*report.game, id), options.width, {2, 4});
  const bool can_be = is_within_reach(certificate, id);
  text += wrapped(fmt::format("{}, gain {:.2g}",
                              can_be ? "reached " + log_share_text(certificate.log_reaches[id]) : "cannot be reached",
                              std::max(certificate.gains[id], 0.0)),
                  options.width, {4, 4});
  text += beliefs_as_text(report, id, options);
  return text + moves_as_text(report, report.game->infosets[id], options);
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

std::string listed_as_text(const Report& report, ActorId actor, const std::vector<InfosetId>& rows,
                           const std::string& of_what, const TerminalOptions& options) {
  if (rows.empty()) return {};
  const std::size_t shown = std::min(rows.size(), options.max_infosets);
  std::string text = heading(
      fmt::format("{}: {}{}{}", actor_name(*report.game, actor), counted(rows.size(), "information set"), of_what,
                  shown < rows.size() ? fmt::format(", the {} reached most often", shown) : std::string()),
      options);
  for (std::size_t k = 0; k < shown; ++k) text += infoset_as_text(report, rows[k], options);
  if (shown == rows.size()) return text;
  return text + wrapped(fmt::format("and {} more: `--json` or `--csv` prints all of them", rows.size() - shown),
                        options.width, {2, 2});
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

std::string values_as_text(const Report& report, const TerminalOptions& options) {
  const Certificate& certificate = *report.certificate;
  TextTable table{{Align::Left, Align::Right, Align::Left}, {}, {}};
  for (std::size_t row = 0; row < certificate.values.size(); ++row) {
    table.rows.push_back(
        {actor_name(*report.game, ActorId{row}),
         payoff_text(certificate.values[ActorId{row}], certificate.payoff_range),
         fmt::format("and at most {:.2g} more by another strategy", certificate.nash_gaps[ActorId{row}])});
  }
  return heading("Expected payoffs", options) + text_of(table, options.width, 2);
}

std::string infosets_as_text(const Report& report, const TerminalOptions& options) {
  std::string text;
  for (std::size_t row = 0; row < report.game->num_actors; ++row)
    text += listed_as_text(report, ActorId{row}, infosets_of(report, ActorId{row}), "", options);
  return text;
}

std::string differences_as_text(const Report& report, const Strategy& other, const TerminalOptions& options) {
  std::string text;
  for (std::size_t row = 0; row < report.game->num_actors; ++row) {
    std::vector<InfosetId> rows = infosets_of(report, ActorId{row});
    std::erase_if(rows, [&](InfosetId id) { return !differs(report, id, other); });
    text += listed_as_text(report, ActorId{row}, rows, " unlike equilibrium 1", options);
  }
  return text;
}

std::string solution_as_text(const Report& report, const TerminalOptions& options) {
  std::string text = title_as_text(report, options);
  if (report.equilibria) text += equilibria_as_text(report, options);
  text += equilibrium_as_text(report, options);
  text += values_as_text(report, options);
  text += infosets_as_text(report, options);
  if (report.equilibria) text += other_equilibria_as_text(report, options);
  return text + provenance_as_text(report, options);
}

}  // namespace demarche
