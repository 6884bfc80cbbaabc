#include "demarche/compile/advance.h"

#include "demarche/compile/records.h"
#include "demarche/compile/results.h"
#include "demarche/model/steps.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::uint64_t commands_a_sequel = 64;

// Whether a condition is met; one that is neither true nor false is kept for whoever reports it.
bool is_met(const Formula& condition, const Program& program, StateView state, const Formula*& undefined) {
  if (condition.code.empty()) return true;
  const double truth = evaluate(condition, program.point, state);
  if (std::isnan(truth)) undefined = &condition;
  return truth > 0;
}

void show(const Command& command, StateView state, Trace& trace) {
  const ValueIndex value = state[command.variable.value];
  if (value == has_not_happened) return;
  trace.sights.push_back({command.variable, value, command.deferred, command.seen_by, none<SiteTag>});
}

void change(const Program& program, const Command& command, std::span<ValueIndex> state) {
  ValueIndex& level = state[command.variable.value];
  level = level_after(*command.change, level, program.model->variables[command.variable].values.size());
  if (!program.records_of.empty())
    keep_records(program, command.variable, counters_around(program, command.loop), state);
  if (!command.deferred) keep_before_block(program, state);
}

void begin_round(const Program& program, const Command& command, std::span<ValueIndex> state, Trace& trace) {
  const ValueIndex round = ++state[command.variable.value];
  keep_levels_of_round(program, command.variable, state);
  trace.sights.push_back({command.variable, round, false, command.seen_by, none<SiteTag>});
}

std::uint32_t skip_unless(const Program& program, std::uint32_t at, StateView state, Trace& trace) {
  const Command& command = program.commands[at];
  if (is_met(*command.condition, program, state, trace.undefined)) return at + 1;
  if (trace.skips) trace.skips->push_back({at + 1, command.target, trace.sights.size()});
  return command.target;
}

// Runs one command other than Branch and Stop; returns the next.
std::uint32_t run(const Program& program, std::uint32_t at, std::span<ValueIndex> state, Trace& trace) {
  const Command& command = program.commands[at];
  switch (command.kind) {
    case CommandKind::SkipUnless:
      return skip_unless(program, at, state, trace);
    case CommandKind::EnterStage:
      trace.entered[command.target] = 1;
      break;
    case CommandKind::EnterRepeat:
      state[command.variable.value] = 0;
      break;
    case CommandKind::BeginRound:
      begin_round(program, command, state, trace);
      break;
    case CommandKind::EndRound:
      return state[command.variable.value] < command.value ? command.target : at + 1;
    case CommandKind::Show:
      show(command, state, trace);
      break;
    case CommandKind::Change:
      change(program, command, state);
      break;
    case CommandKind::Deliver:
      keep_before_block(program, state);
      trace.sights.push_back({});
      break;
    case CommandKind::Branch:
    case CommandKind::Stop:
      return at;
  }
  return at + 1;
}

// The first case whose guard holds; `otherwise` has none. Their number where there is no such case.
template <class Cases>
std::size_t case_that_applies(const Cases& cases, const Program& program, StateView state, Sequels& sequels) {
  const auto applies = [&](const auto& one) { return is_met(one.guard, program, state, sequels.undefined); };
  return static_cast<std::size_t>(std::find_if(cases.begin(), cases.end(), applies) - cases.begin());
}

void find_sequels(const Move& move, const Program& program, StateView state, Sequels& sequels) {
  for (const MoveOption& option : move.options) {
    if (is_met(option.condition, program, state, sequels.undefined)) sequels.values.push_back(option.value);
  }
  if (sequels.values.empty()) sequels.fault = Sequels::Fault::NoOption;
}

void find_sequels(const Chance& chance, const Program& program, StateView state, Sequels& sequels) {
  const std::size_t applies = case_that_applies(chance.cases, program, state, sequels);
  if (applies == chance.cases.size()) {
    sequels.fault = Sequels::Fault::NoCase;
    return;
  }
  sequels.case_index = static_cast<std::uint32_t>(applies);
  find_results(chance.cases[applies], certain_at(program, state), sequels.values);
}

void find_sequels(const Raid& raid, const Program& program, StateView state, Sequels& sequels) {
  find_results(raid, certain_at(program, state), sequels.values);
}

void find_sequels(const Vote& vote, const Program& program, StateView state, Sequels& sequels) {
  const std::size_t applies = case_that_applies(vote.others, program, state, sequels);
  if (vote.num_others > 0 && applies == vote.others.size()) {
    sequels.fault = Sequels::Fault::NoCase;
    return;
  }
  sequels.case_index = static_cast<std::uint32_t>(applies);
  find_results(vote, sequels.case_index, certain_at(program, state), sequels.values);
}

}  // namespace

Arrival advance(const Program& program, std::uint32_t& command, std::span<ValueIndex> state, Trace& trace) {
  while (true) {
    const CommandKind kind = program.commands[command].kind;
    if (kind == CommandKind::Branch) return Arrival::AtBranch;
    if (kind == CommandKind::Stop) return Arrival::AtEnd;
    if (trace.allowance == 0) return Arrival::OutOfAllowance;
    --trace.allowance;
    command = run(program, command, state, trace);
  }
}

void sequels_at(const Program& program, SiteId site, StateView state, Sequels& sequels) {
  sequels.values.clear();
  sequels.case_index = 0;
  sequels.fault = Sequels::Fault::None;
  sequels.undefined = nullptr;
  std::visit([&](const auto& what) { find_sequels(what, program, state, sequels); }, program.sites[site].step.what);
  if (sequels.undefined) sequels.fault = Sequels::Fault::Undefined;
}

void settle(const Program& program, SiteId site, ValueIndex value, std::span<ValueIndex> state, Trace& trace) {
  trace.allowance += commands_a_sequel;
  const Command& command = program.commands[program.branch_of[site]];
  state[command.variable.value] = value;
  keep_records(program, command.variable, program.sites[site].counters, state);
  if (!command.deferred) keep_before_block(program, state);
  ActorSet others = command.seen_by;
  if (const Move* move = only<Move>(program.sites[site].step)) {
    const ActorSet self = ActorSet{1} << move->actor.value;
    trace.sights.push_back({command.variable, value, false, self, site});
    others &= ~self;
  }
  if (others != 0) trace.sights.push_back({command.variable, value, command.deferred, others, none<SiteTag>});
}

}  // namespace demarche
