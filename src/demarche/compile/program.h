#pragma once

#include "demarche/compile/compile.h"
#include "demarche/compile/known.h"

namespace demarche {

enum class CommandKind : std::uint8_t {
  SkipUnless,   // goes on at `target` unless the condition holds
  EnterStage,   // stage number `target` begins
  EnterRepeat,  // the counter goes back to 0 rounds
  BeginRound,   // the counter goes up by one, which everyone notices
  EndRound,     // goes on at `target`, the first command of the body, until `value` rounds are over
  Branch,       // a move, a ballot or a draw of chance at `site`: the only command with more than one sequel
  Show,         // those in `seen_by` learn the value of the variable
  Change,       // the scale moves as `change` says
  Deliver,      // what happened inside `simultaneously` becomes known
  Stop,         // the end of the story
};

// One step of the story, flattened. A condition points into the model, which outlives the program.
struct Command {
  CommandKind kind = CommandKind::Stop;
  bool deferred = false;  // inside `simultaneously`: seen at the end of the block
  ValueIndex value = 0;
  const ScaleChange* change = nullptr;  // points into the model, too
  std::uint32_t target = 0;
  VariableId variable;
  SiteId site;
  ActorSet seen_by = 0;
  const Formula* condition = nullptr;
  std::uint32_t loop = 0;  // the innermost repeat around it, a row of Program::loops; row 0 is no repeat
  double time = 0;         // how many commands come before it where every repeat is in its first round
};

// A repeat as a stretch of commands that is run over again.
struct Loop {
  std::uint32_t outer = 0;
  VariableId counter;
  double round_time = 0;  // commands a round takes, inner repeats in full
};

// The story as one flat list of commands, run by `advance`; branching commands have a site each.
struct Program {
  const Model* model = nullptr;
  std::vector<Command> commands;  // the last one is Stop
  std::vector<Loop> loops;
  Table<SiteId, Site> sites;
  Table<SiteId, std::uint32_t> branch_of;                 // the Branch command of a site
  Table<VariableId, std::vector<VariableId>> records_of;  // what is kept of each variable; empty where nothing is
  std::vector<VariableId> before_block;  // records of what things are while no `simultaneously` is open
  std::vector<ValueIndex> start;         // what is settled before anything happens
  Point point;                           // best guesses; shape conditions read no parameters
  std::size_t num_actors = 0;
  ActorSet everyone = 0;
};

// A state read for what holds whatever the parameters are.
inline Certain certain_at(const Program& program, StateView state) { return {*program.model, program.point, state}; }

// The counters of a loop and of those around it, the innermost first.
std::vector<VariableId> counters_around(const Program& program, std::uint32_t loop);

// Keeps pointers into the model.
Program flatten(const Model& model);

// When the command is run, counted in commands if none were skipped: whatever follows has a later time.
double time_of(const Program& program, std::uint32_t command, StateView state);

}  // namespace demarche
