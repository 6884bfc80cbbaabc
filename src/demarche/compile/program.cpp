#include "demarche/compile/program.h"

#include "demarche/compile/records.h"

namespace demarche {
namespace {

// Where flattening stands.
struct Pen {
  Program& program;
  int stage = -1;
  int block_depth = 0;  // how many `simultaneously` are open
  std::uint32_t loop = 0;
  double time = 0;
};

void flatten_steps(Pen& pen, const std::vector<Step>& steps);

std::uint32_t next_command(const Pen& pen) { return static_cast<std::uint32_t>(pen.program.commands.size()); }

Command& write(Pen& pen, CommandKind kind) {
  Command command;
  command.kind = kind;
  command.deferred = pen.block_depth > 0;
  command.loop = pen.loop;
  command.time = pen.time++;
  return pen.program.commands.emplace_back(command);
}

// Writes the jump past what a condition guards; its target is filled in by `close_guard`.
std::uint32_t open_guard(Pen& pen, const Formula& condition) {
  const std::uint32_t at = next_command(pen);
  if (!condition.code.empty()) write(pen, CommandKind::SkipUnless).condition = &condition;
  return at;
}

void close_guard(Pen& pen, std::uint32_t at, const Formula& condition) {
  if (!condition.code.empty()) pen.program.commands[at].target = next_command(pen);
}

void branch(Pen& pen, BranchingStep step, VariableId variable, ActorSet seen_by) {
  const SiteId site =
      pen.program.sites.push_back({std::move(step), variable, pen.stage, counters_around(pen.program, pen.loop)});
  pen.program.branch_of.push_back(next_command(pen));
  Command& command = write(pen, CommandKind::Branch);
  command.site = site;
  command.variable = variable;
  command.seen_by = seen_by;
}

void deliver(Pen& pen) {
  if (pen.block_depth == 0) write(pen, CommandKind::Deliver);
}

void flatten_one(Pen& pen, const Move& move, const Step& step) {
  branch(pen, {move, step.span}, move.variable, move.seen_by);
}
void flatten_one(Pen& pen, const Chance& chance, const Step& step) {
  branch(pen, {chance, step.span}, chance.variable, chance.seen_by);
}
void flatten_one(Pen& pen, const Raid& raid, const Step& step) {
  branch(pen, {raid, step.span}, raid.variable, raid.seen_by);
}

void flatten_one(Pen& pen, const Simultaneous& block, const Step&) {
  ++pen.block_depth;
  flatten_steps(pen, block.steps);
  --pen.block_depth;
  deliver(pen);
}

void flatten_one(Pen& pen, const Repeat& repeat, const Step&) {
  write(pen, CommandKind::EnterRepeat).variable = repeat.counter;
  pen.program.loops.push_back({pen.loop, repeat.counter, 0});
  const std::uint32_t outer = pen.loop;
  const auto loop = static_cast<std::uint32_t>(pen.program.loops.size() - 1);
  pen.loop = loop;
  const std::uint32_t body = next_command(pen);
  const double begin = pen.time;
  Command& first = write(pen, CommandKind::BeginRound);
  first.variable = repeat.counter;
  first.seen_by = pen.program.everyone;
  flatten_steps(pen, repeat.steps);
  Command& last = write(pen, CommandKind::EndRound);
  last.variable = repeat.counter;
  last.value = static_cast<ValueIndex>(repeat.times);
  last.target = body;
  const double round_time = pen.time - begin;
  pen.program.loops[loop].round_time = round_time;
  pen.time = begin + round_time * repeat.times;
  pen.loop = outer;
}

// The ballots are simultaneous; then the other members are one draw of two branches.
void flatten_one(Pen& pen, const Vote& vote, const Step& step) {
  ++pen.block_depth;
  for (const Move& ballot : vote.ballots) {
    branch(pen, {ballot, step.span}, ballot.variable, ballot.seen_by);
  }
  --pen.block_depth;
  deliver(pen);
  branch(pen, {vote, step.span}, vote.variable, vote.seen_by);
}

void flatten_one(Pen& pen, const Reveal& reveal, const Step&) {
  Command& command = write(pen, CommandKind::Show);
  command.variable = reveal.variable;
  command.seen_by = reveal.to;
}

void flatten_one(Pen& pen, const ScaleChange& change, const Step&) {
  Command& command = write(pen, CommandKind::Change);
  command.variable = change.variable;
  command.change = &change;
}

void flatten_one(Pen& pen, const End&, const Step&) { write(pen, CommandKind::Stop); }

void flatten_steps(Pen& pen, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    const std::uint32_t guard = open_guard(pen, step.condition);
    std::visit([&](const auto& what) { flatten_one(pen, what, step); }, step.what);
    close_guard(pen, guard, step.condition);
  }
}

}  // namespace

std::vector<VariableId> counters_around(const Program& program, std::uint32_t loop) {
  std::vector<VariableId> counters;
  for (; loop != 0; loop = program.loops[loop].outer) counters.push_back(program.loops[loop].counter);
  return counters;
}

Program flatten(const Model& model) {
  Program program;
  program.model = &model;
  program.num_actors = model.actors.size();
  program.everyone = model.actors.size() >= 64 ? ~ActorSet{0} : (ActorSet{1} << model.actors.size()) - 1;
  program.point = point_of(model, best_guesses(model));
  for (const Variable& variable : model.variables) program.start.push_back(variable.start);
  list_records(program);
  program.loops.push_back({});
  Pen pen{program};
  flatten_steps(pen, model.traits);
  for (const Stage& stage : model.stages) {
    ++pen.stage;
    const std::uint32_t guard = open_guard(pen, stage.condition);
    write(pen, CommandKind::EnterStage).target = static_cast<std::uint32_t>(pen.stage);
    flatten_steps(pen, stage.steps);
    close_guard(pen, guard, stage.condition);
  }
  write(pen, CommandKind::Stop);
  return program;
}

double time_of(const Program& program, std::uint32_t command, StateView state) {
  double time = program.commands[command].time;
  for (std::uint32_t loop = program.commands[command].loop; loop != 0; loop = program.loops[loop].outer) {
    const ValueIndex round = state[program.loops[loop].counter.value];
    time += program.loops[loop].round_time * (round - 1);
  }
  return time;
}

}  // namespace demarche
