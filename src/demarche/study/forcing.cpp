#include "demarche/study/forcing.h"

#include "demarche/base/never.h"
#include "demarche/compile/results.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

// The nodes at which the value is not on offer, though the variable is settled there.
struct Gaps {
  std::vector<NodeId> nodes;
  bool offered = false;
};

void force_moves(const Position& position, const Point& point, ForcedValue wanted, Forced& forced, Gaps& gaps) {
  const Game& game = position.compiled->game;
  const Story& story = position.compiled->story;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const auto members = members_of(game, infoset);
    const NodeId node = members.front();
    const Move* move = only<Move>(story.sites[story.site_of[node]].step);
    if (!move || move->variable != wanted.variable) continue;
    const auto action = action_of(*move, wanted.value, point, state_view(story, story.state_of[node]));
    gaps.offered |= action.has_value();
    if (action) play(forced.strategy, infoset, *action);
    else gaps.nodes.insert(gaps.nodes.end(), members.begin(), members.end());
  }
}

void draw_surely(Table<OddsId, double>& odds, const Story::OddsRow& row, std::size_t drawn) {
  for (std::size_t k = 0; k < row.num; ++k) odds[OddsId{row.first.value + k}] = k == drawn ? 1 : 0;
}

void draw_surely(Stakes& stakes, const Story::OddsRow& row, std::size_t drawn) {
  draw_surely(stakes.odds, row, drawn);
  for (Table<OddsId, double>& own : stakes.thoughts) draw_surely(own, row, drawn);
}

std::vector<NodeId> nodes_drawn_by(const Game& game, OddsId first) {
  std::vector<NodeId> nodes;
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    if (node.kind == NodeKind::Chance && node.first_odds() == first) nodes.push_back(NodeId{row});
  }
  return nodes;
}

void force_draws(const Position& position, const Point& point, ForcedValue wanted, Forced& forced, Gaps& gaps) {
  const Story& story = position.compiled->story;
  for (const Story::OddsRow& row : story.odds_rows) {
    const Site& site = story.sites[row.site];
    if (site.variable != wanted.variable) continue;
    const std::vector<ValueIndex> results =
        results_of(site.step, row.case_index, {*position.model, point, state_view(story, row.state)});
    const auto found = std::ranges::find(results, wanted.value);
    if (found == results.end() || results.size() != row.num) {
      const std::vector<NodeId> nodes = nodes_drawn_by(position.compiled->game, row.first);
      gaps.nodes.insert(gaps.nodes.end(), nodes.begin(), nodes.end());
      continue;
    }
    gaps.offered = true;
    if (!forced.stakes) forced.stakes = *position.stakes;
    draw_surely(*forced.stakes, row, static_cast<std::size_t>(found - results.begin()));
    forced.drawn.emplace_back(row.first, row.num);
  }
}

std::string note_of(const Position& position, const Forced& forced, const Gaps& gaps, const Variable& variable,
                    ValueIndex wanted) {
  const std::string& value = variable.values[wanted].name;
  const bool is_move = variable.kind == VariableKind::Move;
  const std::string no_option =
      fmt::format("`{}` is no {} of `{}`", value, is_move ? "option" : "result", variable.name);
  if (!gaps.offered) return no_option + " anywhere: nothing was forced";
  if (gaps.nodes.empty()) return {};
  const Stakes& stakes = forced.stakes ? *forced.stakes : *position.stakes;
  const Table<NodeId, double> reaches = log_reaches(position.compiled->game, stakes, forced.strategy);
  std::vector<double> logs;
  for (const NodeId node : gaps.nodes) logs.push_back(reaches[node]);
  const double missed = std::exp(log_sum_exp(logs));
  if (missed < 0.0005) return {};
  return fmt::format("{} in {:.1f}% of histories: there {} stays as it was", no_option, 100 * missed,
                     is_move ? "the choice" : "chance");
}

}  // namespace

std::vector<ForcedValue> forced_values(const Question& question, ValueIndex value) {
  std::vector<ForcedValue> values{{question.forcing->move, value}};
  for (const Forcing& also : question.also_forced) values.push_back({also.move, also.values.front()});
  return values;
}

std::vector<ForcedValue> forced_values(const Question& question) {
  return forced_values(question, question.forcing->values.front());
}

Forced force(const Position& position, const std::vector<ForcedValue>& values) {
  const Point point = point_of(*position.model, *position.parameters);
  Forced forced{position.solution->strategy, {}, {}, {}};
  std::vector<Gaps> all_gaps;
  for (const ForcedValue& wanted : values) {
    Gaps& gaps = all_gaps.emplace_back();
    const bool is_move = position.model->variables[wanted.variable].kind == VariableKind::Move;
    (is_move ? force_moves : force_draws)(position, point, wanted, forced, gaps);
  }
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Variable& variable = position.model->variables[values[k].variable];
    const std::string note = note_of(position, forced, all_gaps[k], variable, values[k].value);
    if (!note.empty()) forced.note += (forced.note.empty() ? "" : "; ") + note;
  }
  return forced;
}

Position under(const Position& position, const Forced& forced) {
  Position changed = position;
  if (forced.stakes) changed.stakes = &*forced.stakes;
  return changed;
}

}  // namespace demarche
