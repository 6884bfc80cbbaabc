#include "demarche/compile/lifetime.h"

#include "demarche/compile/reading.h"
#include "demarche/compile/results.h"
#include "demarche/model/steps.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

// The last command of the outermost repeat around each command; the command itself outside of repeats. What is read in
// a round may be read in the next one.
std::vector<std::uint32_t> ends_of_repeats(const Program& program) {
  std::vector<std::uint32_t> ends(program.commands.size());
  std::uint32_t end = 0;
  for (std::size_t at = ends.size(); at-- > 0;) {
    const Command& command = program.commands[at];
    const bool outermost = command.loop != 0 && program.loops[command.loop].outer == 0;
    if (outermost && command.kind == CommandKind::EndRound) end = static_cast<std::uint32_t>(at);
    ends[at] = command.loop == 0 ? static_cast<std::uint32_t>(at) : end;
  }
  return ends;
}

// [variable]: one more than the last command from which on nothing reads it; 0 if nothing ever does.
std::vector<std::uint32_t> ends_of_reading(const Program& program) {
  const std::vector<std::uint32_t> ends = ends_of_repeats(program);
  std::vector<std::uint32_t> last(program.start.size(), 0);
  for (std::size_t at = 0; at < program.commands.size(); ++at) {
    const Command& command = program.commands[at];
    const auto read = [&](VariableId variable) { last[variable.value] = std::max(last[variable.value], ends[at] + 1); };
    if (command.condition != nullptr) std::ranges::for_each(variables_of(*command.condition), read);
    if (command.kind == CommandKind::EndRound) read(command.variable);
    if (command.kind == CommandKind::Branch) std::ranges::for_each(read_by_sequels(program.sites[command.site]), read);
  }
  // What is kept of a scale in a round is read off the scale where the round begins.
  for (std::size_t row = 0; row < last.size(); ++row) {
    const auto& record = program.model->variables[VariableId{row}].record;
    if (record) last[record->of.value] = std::max(last[record->of.value], last[row]);
  }
  return last;
}

// A rest of plain odds that do not add up to 100%.
bool leaves_a_rest(const DrawCase& one) {
  double sum = 0;
  bool has_rest = false;
  for (const DrawCase::Draw& draw : one.draws) {
    has_rest = has_rest || !draw.odds;
    if (!draw.odds) continue;
    if (draw.odds->code.size() != 1 || draw.odds->code[0].op != OpCode::Number) return false;
    sum += draw.odds->code[0].number;
  }
  return has_rest && rest_after(sum) > 0;
}

double fewest_sequels(const Move& move) {
  return static_cast<double>(
      std::ranges::count_if(move.options, [](const MoveOption& option) { return option.condition.code.empty(); }));
}

// Plain odds above 0, whatever case applies.
double fewest_sequels(const DrawCase& one) {
  return static_cast<double>(std::ranges::count_if(one.draws, [](const DrawCase::Draw& draw) {
    return draw.odds && draw.odds->code.size() == 1 && draw.odds->code[0].op == OpCode::Number &&
           draw.odds->code[0].number > 0;
  }));
}

double fewest_sequels(const Chance& chance) {
  double fewest = std::numeric_limits<double>::infinity();
  for (const DrawCase& one : chance.cases)
    fewest = std::min(fewest, fewest_sequels(one) + (leaves_a_rest(one) ? 1 : 0));
  return chance.cases.empty() ? 1 : fewest;
}

double fewest_sequels(const Site& site) {
  return std::visit(Overloaded{[](const OneOf<Move, Chance> auto& what) { return std::max(1.0, fewest_sequels(what)); },
                               [](const OneOf<Raid, Vote> auto&) { return 1.0; }},
                    site.step.what);
}

// [command]: whether a condition may lead past it.
std::vector<std::uint8_t> guarded_commands(const Program& program) {
  std::vector<std::uint8_t> guarded(program.commands.size(), 0);
  std::uint32_t until = 0;
  for (std::uint32_t at = 0; at < guarded.size(); ++at) {
    guarded[at] = at < until ? 1 : 0;
    if (program.commands[at].kind == CommandKind::SkipUnless) until = std::max(until, program.commands[at].target);
  }
  return guarded;
}

// A repeat whose rounds are being multiplied, from its end up.
struct OpenRepeat {
  double after = 1;
  int times = 1;
  bool ends_inside = false;
};

}  // namespace

Lifetimes lifetimes_of(const Program& program) {
  const std::vector<std::uint32_t> last = ends_of_reading(program);
  Lifetimes lifetimes;
  for (std::size_t row = 0; row < last.size(); ++row) lifetimes.order.push_back(VariableId{row});
  const auto end_of = [&](VariableId variable) { return last[variable.value]; };
  std::ranges::sort(lifetimes.order, {},
                    [&](VariableId variable) { return std::pair(end_of(variable), variable.value); });
  for (const std::uint32_t command : program.branch_of) {
    const auto still_read = std::ranges::upper_bound(lifetimes.order, command, {}, end_of);
    lifetimes.num_forgotten.push_back(static_cast<std::uint32_t>(still_read - lifetimes.order.begin()));
  }
  return lifetimes;
}

double growth_floor(const Program& program) {
  const std::vector<std::uint8_t> guarded = guarded_commands(program);
  std::vector<OpenRepeat> open;
  double floor = 1;
  for (std::size_t at = program.commands.size(); at-- > 0;) {
    const Command& command = program.commands[at];
    if (command.kind == CommandKind::Stop) {
      floor = 1;
      for (OpenRepeat& repeat : open) repeat.ends_inside = true;
    } else if (command.kind == CommandKind::Branch && guarded[at] == 0) {
      floor *= fewest_sequels(program.sites[command.site]);
    } else if (command.kind == CommandKind::EndRound) {
      open.push_back({floor, command.value});
      floor = 1;
    } else if (command.kind == CommandKind::EnterRepeat) {
      const OpenRepeat repeat = open.back();
      open.pop_back();
      if (!repeat.ends_inside) floor = std::pow(floor, repeat.times) * repeat.after;
    }
  }
  return floor;
}

}  // namespace demarche
