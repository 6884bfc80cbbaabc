#include "demarche/study/ties.h"

#include "demarche/game/worths.h"
#include "demarche/reasons/move_weights.h"
#include "demarche/study/position.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace demarche {
namespace {

constexpr double tie_within = 1e-13;         // of the payoff range: rounding
constexpr double still_tied_within = 1e-10;  // once everybody plays otherwise
constexpr double met_from = 1e-6;            // sets that are reached less often are no ground of an answer

std::optional<Tie> tie_at(const Position& position, InfosetId id) {
  const Infoset& infoset = position.compiled->game.infosets[id];
  const Certificate& certificate = *position.certificate;
  if (certificate.log_reaches[id] < std::log(met_from)) return std::nullopt;
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < infoset.num_actions; ++k)
    best = std::max(best, certificate.action_values[ActionId{infoset.first_action.value + k}]);
  Tie tie{id, {}};
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId option{infoset.first_action.value + k};
    if (best - certificate.action_values[option] <= tie_within * certificate.payoff_range)
      tie.options.push_back(option);
  }
  return tie.options.size() > 1 ? std::optional(tie) : std::nullopt;
}

std::vector<Tie> ties_met(const Position& position) {
  std::vector<Tie> ties;
  for (std::size_t row = 0; row < position.compiled->game.infosets.size(); ++row) {
    if (auto tie = tie_at(position, InfosetId{row})) ties.push_back(std::move(*tie));
  }
  return ties;
}

VariableId move_of(const Compiled& compiled, InfosetId id) {
  const NodeId history = members_of(compiled.game, compiled.game.infosets[id]).front();
  return compiled.story.sites[compiled.story.site_of[history]].variable;
}

// The same value of the same move gets the same weight wherever it is chosen, so that parts of the story that are alike
// stay alike; no two others do.
Strategy with_other_odds(const Compiled& compiled, const Strategy& strategy) {
  Strategy other = strategy;
  for (std::size_t row = 0; row < compiled.game.infosets.size(); ++row) {
    const Infoset& infoset = compiled.game.infosets[InfosetId{row}];
    const double of_move = std::fmod(0.6180339887 * (1 + move_of(compiled, InfosetId{row}).value), 1.0);
    double total = 0;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId option{infoset.first_action.value + k};
      other.log_probability[option] += std::fmod(of_move + 0.4142135623 * static_cast<double>(k + 1), 1.0);
      total += std::exp(other.log_probability[option]);
    }
    for (std::size_t k = 0; k < infoset.num_actions; ++k)
      other.log_probability[ActionId{infoset.first_action.value + k}] -= std::log(total);
  }
  return other;
}

// Whether the options are worth the same at the set under a profile, too.
bool is_tied_under(const Game& game, const Table<NodeId, double>& reaches, const Table<NodeId, double>& worths,
                   const Tie& tie, double range) {
  const Infoset& infoset = game.infosets[tie.infoset];
  double top = -std::numeric_limits<double>::infinity();
  for (const NodeId member : members_of(game, infoset)) top = std::max(top, reaches[member]);
  if (!std::isfinite(top)) return false;
  std::vector<double> worth(tie.options.size(), 0.0);
  double total = 0;
  for (const NodeId member : members_of(game, infoset)) {
    const double weight = std::exp(reaches[member] - top);
    total += weight;
    for (std::size_t k = 0; k < worth.size(); ++k)
      worth[k] += weight * worths[child(game.nodes[member], tie.options[k].value - infoset.first_action.value)];
  }
  const auto [least, most] = std::ranges::minmax(worth);
  return (most - least) / total <= still_tied_within * range;
}

// What ties only since others keep the actor in doubt is an equilibrium at work, and no tie of numbers: it goes when
// others choose with other odds.
void keep_ties_of_numbers(const Position& position, std::vector<Tie>& ties) {
  const Game& game = position.compiled->game;
  if (ties.empty()) return;
  const Strategy strategy = with_other_odds(*position.compiled, position.solution->strategy);
  struct Seen {
    Table<NodeId, double> reaches, worths;
  };
  std::map<ActorId, Seen> seen;
  std::erase_if(ties, [&](const Tie& tie) {
    const ActorId actor = game.infosets[tie.infoset].actor;
    auto known = seen.find(actor);
    if (known == seen.end()) {
      Seen own{log_reaches(game, *position.stakes, strategy, actor),
               worths_of(game, *position.stakes, strategy, actor)};
      known = seen.emplace(actor, std::move(own)).first;
    }
    return !is_tied_under(game, known->second.reaches, known->second.worths, tie, position.certificate->payoff_range);
  });
}

// How far the answer would move if the options of the tie were chosen for certain, one after the other, along the
// straight line that its derivative draws.
double hangs_by(const Position& position, const MoveSlopes& slopes, const Tie& tie) {
  const Strategy& strategy = position.solution->strategy;
  double least = 0, most = 0;
  for (const ActionId option : tie.options) {
    const double share = probability(strategy, option);
    const double slope = slope_by_log_odds(position.compiled->game, strategy, slopes, tie.infoset, option);
    const double by = slope / std::max(share, 1e-9);  // all of what is left goes to it: slope / (share rest) times rest
    least = std::min(least, by);
    most = std::max(most, by);
  }
  return most - least;
}

// Such a change is worth a remark: of a part in 200 of all there is, or in 20 of the answer.
bool is_material(double change, const AnswerRow& row) {
  const double own = row.unit == Unit::Share ? 1 : row.payoff_range;
  const double all = row.rests_on > 0 ? row.rests_on : own;
  return change > row.slack.varying && (change >= all / 200 || change >= std::abs(row.value) / 20);
}

Diagnostic tie_remark(const Position& position, const Question& question, const Tie& tie) {
  const Variable& move = position.model->variables[move_of(*position.compiled, tie.infoset)];
  const std::string& actor = position.model->actors[*move.owner].name;
  std::string options;
  for (const ActionId option : tie.options)
    options += fmt::format("{}`{}`",
                           options.empty()                ? ""
                           : option == tie.options.back() ? " and "
                                                          : ", ",
                           position.compiled->game.names.actions[option.value]);
  return {Kind::R302,
          fmt::format("{} is paid the same for {} at `{}`, so that nothing but even odds decides there, and the answer "
                      "hangs on it",
                      actor, options, move.name),
          {question.span, ""},
          {},
          ""};
}

}  // namespace

std::vector<Tie> ties_of_numbers(const Position& position) {
  std::vector<Tie> ties = ties_met(position);
  if (!ties.empty()) keep_ties_of_numbers(position, ties);
  return ties;
}

Diagnostics ties_behind(const Position& position, const std::vector<Tie>& ties, const Question& question,
                        const std::vector<AnswerRow>& rows) {
  if (ties.empty() || question.quantities.empty() || rows.empty() || question.forcing) return {};
  const Outlook outlook = look_ahead(position, position.solution->strategy, question.seen_by);
  const Endings endings = endings_of(outlook, question.given ? &*question.given : nullptr);
  const MoveSlopes slopes =
      slopes_by_move(position, odds_of(outlook), slopes_by_end(outlook, endings, question.quantities.front()));
  std::map<VariableId, std::pair<const Tie*, double>> moves;  // by how much the answer hangs on each
  for (const Tie& tie : ties) {
    auto& [first, change] = moves[move_of(*position.compiled, tie.infoset)];
    if (!first) first = &tie;
    change += hangs_by(position, slopes, tie);
  }
  Diagnostics remarks;
  for (const auto& [move, found] : moves) {
    if (is_material(found.second, rows.front())) remarks.push_back(tie_remark(position, question, *found.first));
  }
  return remarks;
}

}  // namespace demarche
