#pragma once

#include "demarche/compile/program.h"

namespace demarche {

// Somebody gets to see a value; or, where nobody is named, what had been held back is delivered.
struct Sight {
  VariableId variable;
  ValueIndex value = 0;
  bool deferred = false;  // held back until the block ends
  ActorSet to = 0;
  SiteId own = none<SiteTag>;  // the step at which the one who sees it chose it
};

// Commands that were left out, as a condition did not hold: those from `from` up to `to`, after so many sights.
struct Skip {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::size_t num_sights = 0;
};

// What happens on the way from one branching command to the next. The allowance bounds repeats without a choice in
// them, which no count of histories would stop: every command takes one from it, every sequel that is settled adds
// some.
struct Trace {
  std::vector<Sight> sights;             // in order
  std::vector<Skip>* skips = nullptr;    // where they are wanted, in order
  std::vector<std::uint8_t> entered;     // [stage]: began at least once
  const Formula* undefined = nullptr;    // a condition on the way that compares numbers that are not finite
  std::uint64_t allowance = 20'000'000;  // commands that may still be run
};

enum class Arrival : std::uint8_t { AtBranch, AtEnd, OutOfAllowance };

// Runs commands, changing the state, until the story branches or ends; `command` is then the Branch or the Stop. This
// is the only interpreter: the census and the unfolding both run it, so that they cannot differ.
Arrival advance(const Program& program, std::uint32_t& command, std::span<ValueIndex> state, Trace& trace);

// What can happen at a branching step, whatever the parameters are. `case_index` is the case or the kind of other
// voters that applies.
struct Sequels {
  enum class Fault : std::uint8_t { None, NoCase, NoOption, Undefined };
  std::vector<ValueIndex> values;
  std::uint32_t case_index = 0;
  Fault fault = Fault::None;
  const Formula* undefined = nullptr;  // with Fault::Undefined: the condition
};
void sequels_at(const Program& program, SiteId site, StateView state, Sequels& sequels);

// Settles one of the sequels: the state and what is seen of it. The caller goes on with `advance` at the next command.
void settle(const Program& program, SiteId site, ValueIndex value, std::span<ValueIndex> state, Trace& trace);

}  // namespace demarche
