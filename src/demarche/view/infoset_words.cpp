#include "demarche/view/infoset_words.h"

#include "demarche/view/infoset_beliefs.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Up to this many histories of an information set are listed where no model names what differs between them.
constexpr std::uint32_t max_listed_histories = 12;

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

}  // namespace

std::vector<InfosetId> infosets_by_reach(const Report& report, ActorId actor) {
  std::vector<InfosetId> rows;
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    const InfosetId id{row};
    if (report.game->infosets[id].actor == actor && is_told(report, id)) rows.push_back(id);
  }
  const Table<InfosetId, double>& reaches = report.certificate->log_reaches;
  std::sort(rows.begin(), rows.end(),
            [&](InfosetId a, InfosetId b) { return reaches[a] != reaches[b] ? reaches[a] > reaches[b] : a < b; });
  return rows;
}

std::string reach_and_gain_text(const Report& report, InfosetId id) {
  const Certificate& certificate = *report.certificate;
  const bool can_be = is_within_reach(certificate, id);
  const std::string reached = can_be ? "reached " + log_share_text(certificate.log_reaches[id]) : "cannot be reached";
  return fmt::format("{}, gain {:.2g}", reached, std::max(certificate.gains[id], 0.0));
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

bool reads_otherwise(const Report& report, InfosetId id, const Strategy& other) {
  constexpr double visible = 0.0005;
  const Infoset& infoset = report.game->infosets[id];
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    if (std::abs(probability(report.solution->strategy, action) - probability(other, action)) >= visible) return true;
  }
  return false;
}

}  // namespace demarche
