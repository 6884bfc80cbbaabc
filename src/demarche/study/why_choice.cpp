#include "demarche/study/why_choice.h"

#include "demarche/base/never.h"
#include "demarche/game/worths.h"
#include "demarche/study/foresight.h"
#include "demarche/study/rows.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_sets_told = 3;

// A set that offers both, before it is weighed.
struct OpenPair {
  OptionPair pair;
  double log_weight = never;
  double share = 1;  // of the set, as its actor believes: where the condition is certain
};

std::optional<ActionId> option_with(const Compiled& compiled, const Infoset& infoset, VariableId move,
                                    ValueIndex value) {
  const NodeId history = members_of(compiled.game, infoset).front();
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    const NodeId next = child(compiled.game.nodes[history], k);
    const StateView state = state_view(compiled.story, compiled.story.state_of[next]);
    if (state[move.value] == value) return ActionId{infoset.first_action.value + k};
  }
  return std::nullopt;
}

bool is_of_move(const Compiled& compiled, const Infoset& infoset, VariableId move) {
  const NodeId history = members_of(compiled.game, infoset).front();
  return compiled.story.sites[compiled.story.site_of[history]].variable == move;
}

// Where the condition is certain, whatever comes.
class ConditionAtSets {
 public:
  ConditionAtSets(const Position& position, const Formula* given) : position_(position), given_(given) {
    if (!given) return;
    point_ = point_of(*position.model, *position.parameters);
    foresight_ = look_for(*position.model, *given, *position.compiled);
  }
  bool is_certain_at(NodeId node) const {
    return !given_ || is_certain(*given_, point_, *position_.compiled, foresight_, node);
  }
  // By the beliefs of the set's actor.
  double share_of(const Infoset& infoset) const {
    double share = 0;
    for (std::size_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row) {
      const NodeId node = position_.compiled->game.members[row];
      if (is_certain_at(node)) share += position_.certificate->beliefs[row];
    }
    return share;
  }

 private:
  const Position& position_;
  const Formula* given_;
  Point point_;
  Foresight foresight_;
};

std::vector<OpenPair> open_pairs(const Position& position, const AskedChoice& asked, ValueIndex other) {
  const Compiled& compiled = *position.compiled;
  const ConditionAtSets condition(position, asked.given);
  std::vector<OpenPair> open;
  for (std::size_t row = 0; row < compiled.game.infosets.size(); ++row) {
    const InfosetId id{row};
    const Infoset& infoset = compiled.game.infosets[id];
    if (!is_of_move(compiled, infoset, asked.move) || !is_within_reach(*position.certificate, id)) continue;
    const auto chosen = option_with(compiled, infoset, asked.move, asked.chosen);
    const auto instead = option_with(compiled, infoset, asked.move, other);
    const double share = chosen && instead ? condition.share_of(infoset) : 0;
    if (share > 0) open.push_back({{id, *chosen, *instead}, position.certificate->log_reaches[id], share});
  }
  return open;
}

void tell_sets(const Position& position, std::vector<OptionPair> pairs, ChoiceReasons& reasons) {
  const auto heavier = [](const OptionPair& a, const OptionPair& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.infoset < b.infoset;
  };
  std::ranges::sort(pairs, heavier);
  for (std::size_t k = 0; k < std::min(most_sets_told, pairs.size()); ++k) {
    const OptionPair& pair = pairs[k];
    reasons.sets.push_back({position.compiled->game.names.infosets[pair.infoset.value], pair.weight,
                            worth_of(position, pair.chosen) - worth_of(position, pair.other)});
  }
}

}  // namespace

std::vector<OptionPair> option_pairs(const Position& position, const AskedChoice& asked, ValueIndex other) {
  const std::vector<OpenPair> open = open_pairs(position, asked, other);
  double top = never;
  for (const OpenPair& one : open) top = std::max(top, one.log_weight);
  std::vector<OptionPair> pairs;
  double total = 0;
  for (const OpenPair& one : open) {
    pairs.push_back(one.pair);
    pairs.back().weight = one.share * (top == never ? 1 : std::exp(one.log_weight - top));
    total += pairs.back().weight;
  }
  for (OptionPair& pair : pairs) pair.weight /= total;
  std::erase_if(pairs, [](const OptionPair& pair) { return pair.weight == 0; });
  return pairs;
}

double log_reach_of(const Position& position, const AskedChoice& asked, ValueIndex other) {
  std::vector<double> logs;
  for (const OpenPair& one : open_pairs(position, asked, other)) logs.push_back(one.log_weight + std::log(one.share));
  return log_sum_exp(logs);
}

Table<InfosetId, std::uint8_t> sets_of_move(const Position& position, VariableId move, const Formula* given) {
  const Compiled& compiled = *position.compiled;
  const ConditionAtSets condition(position, given);
  Table<InfosetId, std::uint8_t> sets(compiled.game.infosets.size(), 0);
  for (std::size_t row = 0; row < sets.size(); ++row) {
    const Infoset& infoset = compiled.game.infosets[InfosetId{row}];
    if (!is_of_move(compiled, infoset, move)) continue;
    const auto holds_at = [&](NodeId node) { return condition.is_certain_at(node); };
    sets[InfosetId{row}] = std::ranges::any_of(members_of(compiled.game, infoset), holds_at) ? 1 : 0;
  }
  return sets;
}

std::optional<ValueIndex> best_other(const Position& position, const AskedChoice& asked) {
  std::optional<ValueIndex> best;
  double least = 0;
  for (std::size_t value = 0; value < position.model->variables[asked.move].values.size(); ++value) {
    const auto other = static_cast<ValueIndex>(value);
    if (other == asked.chosen) continue;
    const std::vector<OptionPair> pairs = option_pairs(position, asked, other);
    if (pairs.empty()) continue;
    const double over = preference(position, pairs);
    if (best && over >= least) continue;
    best = other;
    least = over;
  }
  return best;
}

std::optional<ChoiceReasons> reasons_of(const Position& position, const AskedChoice& asked) {
  const std::optional<ValueIndex> other = asked.over ? asked.over : best_other(position, asked);
  if (!other) return std::nullopt;
  const std::vector<OptionPair> pairs = option_pairs(position, asked, *other);
  if (pairs.empty()) return std::nullopt;
  ChoiceReasons reasons{
      .actor = actor_of(position, pairs), .move = asked.move, .chosen = asked.chosen, .other = *other};
  reasons.lines = reasons_by_line(position, pairs);
  reasons.log_odds = log_odds(position, pairs);
  reasons.log_reach = log_reach_of(position, asked, *other);
  reasons.gain_left = gain_left(position, pairs);
  reasons.num_sets = pairs.size();
  tell_sets(position, pairs, reasons);
  const Table<NodeId, double> worths =
      worths_of(position.compiled->game, *position.stakes, position.solution->strategy, reasons.actor);
  reasons.events = reasons_by_next_event(position, pairs, worths);
  reasons.beliefs = reasons_by_belief(position, pairs, worths);
  return reasons;
}

}  // namespace demarche
