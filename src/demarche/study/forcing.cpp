#include "demarche/study/forcing.h"

#include "demarche/base/never.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <vector>

namespace demarche {
namespace {

// Which of the legal options, in their order, is the value: the number of the action at the information set.
std::optional<std::uint32_t> action_of(const Move& move, ValueIndex value, const Point& point, StateView state) {
  std::uint32_t number = 0;
  for (const MoveOption& option : move.options) {
    if (!holds(option.condition, point, state)) continue;
    if (option.value == value) return number;
    ++number;
  }
  return std::nullopt;
}

void play(Strategy& strategy, const Infoset& infoset, std::uint32_t action) {
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    strategy.log_probability[ActionId{infoset.first_action.value + k}] = k == action ? 0 : never;
  }
}

// The information sets of the move that do not offer the value.
struct Gaps {
  std::vector<InfosetId> infosets;
  bool offered = false;
};

std::string note_of(const Position& position, const Forced& forced, const Gaps& gaps, const Variable& move,
                    const std::string& value) {
  if (!gaps.offered) {
    return fmt::format("`{}` is no option of `{}` anywhere: nothing was forced", value, move.name);
  }
  if (gaps.infosets.empty()) return {};
  const Game& game = position.compiled->game;
  const Table<NodeId, double> reaches = log_reaches(game, *position.stakes, forced.strategy);
  std::vector<double> logs;
  for (const InfosetId row : gaps.infosets) {
    for (const NodeId node : members_of(game, game.infosets[row])) logs.push_back(reaches[node]);
  }
  const double missed = std::exp(log_sum_exp(logs));
  if (missed < 0.0005) return {};
  return fmt::format("`{}` is no option of `{}` in {:.1f}% of histories: there the choice stays as it was", value,
                     move.name, 100 * missed);
}

}  // namespace

Forced force(const Position& position, VariableId variable, ValueIndex value) {
  const Game& game = position.compiled->game;
  const Story& story = position.compiled->story;
  const Point point = point_of(*position.model, *position.parameters);
  Forced forced{position.solution->strategy, {}};
  Gaps gaps;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const NodeId node = members_of(game, infoset).front();
    const Move* move = only<Move>(story.sites[story.site_of[node]].step);
    if (!move || move->variable != variable) continue;
    const auto action = action_of(*move, value, point, state_view(story, story.state_of[node]));
    gaps.offered |= action.has_value();
    if (action) play(forced.strategy, infoset, *action);
    else gaps.infosets.push_back(InfosetId{row});
  }
  const Variable& move = position.model->variables[variable];
  forced.note = note_of(position, forced, gaps, move, move.values[value].name);
  return forced;
}

}  // namespace demarche
