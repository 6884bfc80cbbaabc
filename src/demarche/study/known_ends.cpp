#include "demarche/study/known_ends.h"

#include <algorithm>

namespace demarche {
namespace {

bool same_step(const Instruction& one, const Instruction& other) {
  return one.op == other.op && one.count == other.count && one.index == other.index && one.first == other.first &&
         one.number == other.number;
}

bool same_program(const Formula& one, const Formula& other) {
  return std::ranges::equal(one.code, other.code, same_step) && one.values == other.values;
}

bool reads_numbers(const Formula& formula) {
  return std::ranges::any_of(
      formula.code, [](const Instruction& step) { return step.op == OpCode::Parameter || step.op == OpCode::Reading; });
}

std::vector<std::uint8_t> meet(const Compiled& compiled, const Point& point, const Formula& formula) {
  std::vector<std::uint8_t> met(compiled.game.nodes.size(), 0);
  for (std::size_t row = 0; row < met.size(); ++row) {
    const NodeId node{row};
    if (compiled.game.nodes[node].kind != NodeKind::Terminal) continue;
    met[row] = holds(formula, point, state_view(compiled.story, compiled.story.state_of[node])) ? 1 : 0;
  }
  return met;
}

}  // namespace

const std::uint8_t* ends_met(const Position& position, const Point& point, const Formula& formula) {
  if (!position.ends || reads_numbers(formula)) return nullptr;
  std::deque<KnownEnds::Event>& events = position.ends->events;
  const auto known =
      std::ranges::find_if(events, [&](const KnownEnds::Event& event) { return same_program(event.formula, formula); });
  if (known != events.end()) return known->met.data();
  return events.emplace_back(formula, meet(*position.compiled, point, formula)).met.data();
}

std::shared_ptr<const Table<NodeId, double>> reaches_under(const Position& position, const Strategy& strategy) {
  const auto look = [&] {
    return std::make_shared<const Table<NodeId, double>>(
        log_reaches(position.compiled->game, *position.stakes, strategy));
  };
  if (!position.ends || &strategy != &position.solution->strategy) return look();
  KnownEnds::Read& last = position.ends->last;
  const bool is_known = last.log_reaches && std::ranges::equal(last.odds, position.stakes->odds) &&
                        std::ranges::equal(last.strategy.log_probability, strategy.log_probability);
  if (!is_known) last = {strategy, position.stakes->odds, look(), nullptr};
  return last.log_reaches;
}

std::shared_ptr<const Endings>* known_endings(const Outlook& outlook) {
  KnownEnds* ends = outlook.position.ends;
  const bool is_last = ends && ends->last.log_reaches == outlook.log_reaches;
  return is_last ? &ends->last.endings : nullptr;
}

}  // namespace demarche
