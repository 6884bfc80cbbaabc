#include "demarche/study/why_difference.h"

#include "demarche/base/never.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace demarche {
namespace {

constexpr double told_from = 1e-9;  // choices that are nearer to each other are one

// The information sets of the second game by their names, which say what their actor knows there.
using SetsByName = std::unordered_map<std::string_view, InfosetId>;

SetsByName sets_by_name(const Game& game) {
  SetsByName sets;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) sets.emplace(game.names.infosets[row], InfosetId{row});
  return sets;
}

// The choice at a set of the first game as it is made at one of the second: its options there, their odds against each
// other kept. Nothing where none of them is ever taken there.
std::optional<std::vector<double>> logs_as_in(const Game& first, const Infoset& here, const PlayedSide& second,
                                              const Infoset& there) {
  const Game& game = second.position.compiled->game;
  std::vector<double> logs(here.num_actions, never);
  for (std::size_t k = 0; k < here.num_actions; ++k) {
    for (std::size_t other = 0; other < there.num_actions; ++other) {
      const ActionId action{there.first_action.value + other};
      const bool is_same = first.names.actions[here.first_action.value + k] == game.names.actions[action.value];
      if (is_same) logs[k] = second.strategy.log_probability[action];
    }
  }
  const double all = log_sum_exp(logs);
  if (all == never) return std::nullopt;
  if (here.num_actions != there.num_actions)
    for (double& log : logs) log -= all;
  return logs;
}

// The first world's strategy as everybody would play who played as in the second one.
struct Transplant {
  Strategy strategy;
  std::size_t num_unmatched = 0;
};

Transplant transplant(const PlayedSide& first, const PlayedSide& second) {
  const Game& game = first.position.compiled->game;
  const Game& other = second.position.compiled->game;
  Transplant moved{first.strategy, 0};
  if (&game == &other) {
    moved.strategy = second.strategy;
    return moved;
  }
  const SetsByName sets = sets_by_name(other);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& here = game.infosets[InfosetId{row}];
    const auto there = sets.find(game.names.infosets[row]);
    const auto logs =
        there == sets.end() ? std::nullopt : logs_as_in(game, here, second, other.infosets[there->second]);
    if (!logs) ++moved.num_unmatched;
    if (!logs) continue;
    for (std::size_t k = 0; k < here.num_actions; ++k)
      moved.strategy.log_probability[ActionId{here.first_action.value + k}] = (*logs)[k];
  }
  return moved;
}

double value_under(const PlayedSide& side, const Strategy& strategy, const AskedQuantity& asked) {
  return expectation_of(look_ahead(side.position, strategy, asked.seen_by), asked.quantity, asked.given).value;
}

// Somebody's own choices taken from another strategy.
Strategy with_choices_of(const Game& game, ActorId actor, Strategy strategy, const Strategy& from) {
  for (const Infoset& infoset : game.infosets) {
    if (infoset.actor != actor) continue;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId action{infoset.first_action.value + k};
      strategy.log_probability[action] = from.log_probability[action];
    }
  }
  return strategy;
}

bool plays_alike(const Game& game, const Strategy& one, const Strategy& other, ActorId actor) {
  for (const Infoset& infoset : game.infosets) {
    if (infoset.actor != actor) continue;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId action{infoset.first_action.value + k};
      if (std::abs(probability(one, action) - probability(other, action)) > told_from) return false;
    }
  }
  return true;
}

std::vector<ChangedMove> changes_between(const PlayedSide& first, const PlayedSide& second,
                                         std::optional<ActorId> seen_by) {
  const Outlook before = look_ahead(second.position, second.strategy, seen_by);
  const Outlook after = look_ahead(first.position, first.strategy, seen_by);
  const Model& model = *first.position.model;
  std::vector<ChangedMove> changes;
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    if (model.variables[VariableId{row}].kind != VariableKind::Move) continue;
    const std::vector<double> in_first = chances_of_move(after, first.strategy, VariableId{row});
    const std::vector<double> in_second = chances_of_move(before, second.strategy, VariableId{row});
    for (std::size_t value = 0; value < in_first.size(); ++value) {
      const bool differs = std::abs(in_first[value] - in_second[value]) > told_from;
      const bool is_told_by_other = in_first.size() == 2 && in_first[value] < in_second[value];
      if (differs && !is_told_by_other)
        changes.push_back({VariableId{row}, static_cast<ValueIndex>(value), in_first[value], in_second[value]});
    }
  }
  std::ranges::sort(changes, [](const ChangedMove& a, const ChangedMove& b) {
    const double one = std::abs(a.first - a.second);
    const double other = std::abs(b.first - b.second);
    if (one != other) return one > other;
    return a.move != b.move ? a.move < b.move : a.value < b.value;
  });
  return changes;
}

// Nothing where the quantity is not defined with that actor held.
double size_of_part(const HeldActor& held) { return std::isnan(held.goes_away) ? -1 : std::abs(held.goes_away); }

}  // namespace

DifferenceReasons reasons_of(const PlayedSide& first, const PlayedSide& second, const AskedQuantity& asked) {
  const Game& game = first.position.compiled->game;
  const Transplant moved = transplant(first, second);
  DifferenceReasons reasons;
  reasons.num_unmatched = moved.num_unmatched;
  reasons.first = value_under(first, first.strategy, asked);
  reasons.second = value_under(second, second.strategy, asked);
  const double all_held = value_under(first, moved.strategy, asked);
  reasons.by_everybody = reasons.first - all_held;
  reasons.by_rules = all_held - reasons.second;
  for (std::size_t row = 0; row < game.num_actors; ++row) {
    const ActorId actor{row};
    if (plays_alike(game, first.strategy, moved.strategy, actor)) continue;
    const double held = value_under(first, with_choices_of(game, actor, first.strategy, moved.strategy), asked);
    reasons.actors.push_back({actor, held, reasons.first - held});
  }
  std::ranges::sort(reasons.actors, [](const HeldActor& a, const HeldActor& b) {
    const double one = size_of_part(a);
    const double other = size_of_part(b);
    return one != other ? one > other : a.actor < b.actor;
  });
  reasons.changes = changes_between(first, second, asked.seen_by);
  return reasons;
}

}  // namespace demarche
