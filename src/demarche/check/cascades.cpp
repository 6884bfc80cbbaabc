#include "demarche/check/cascades.h"

#include "demarche/check/fixes.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

// Two lines are compared over all that their conditions read, up to so many cases.
constexpr std::size_t most_cases = 100'000;

// Two steps next to each other that may set one scale.
struct Pair {
  const Step& first;
  const Step& second;
  const ScaleChange& first_change;
  const ScaleChange& second_change;
};

ValueIndex level_behind(const Work& work, const ScaleChange& change, ValueIndex from) {
  return level_after(change, from, work.model.variables[change.variable].values.size());
}

bool moves(const Work& work, const ScaleChange& change, ValueIndex from) {
  return level_behind(work, change, from) != from;
}

// A level at which the first line leaves the scale, and the one to which the second moves it on.
struct Cascade {
  ValueIndex reached = 0;
  ValueIndex on = 0;
};

// What the conditions read besides the scale; nullopt where they read different things: lines with causes of their own
// may well both apply.
std::optional<std::vector<VariableId>> common_causes(const Pair& pair) {
  const VariableId scale = pair.first_change.variable;
  const auto read_by = [scale](const Step& step) {
    std::set<VariableId> variables;
    for (const VariableId id : variables_of(step.condition)) variables.insert(id);
    variables.erase(scale);
    return variables;
  };
  std::set<VariableId> all = read_by(pair.first);
  const std::set<VariableId> second = read_by(pair.second);
  const bool shared = std::ranges::any_of(second, [&](VariableId id) { return all.contains(id); });
  if (!shared && !(all.empty() && second.empty())) return std::nullopt;
  all.insert(second.begin(), second.end());
  return std::vector<VariableId>(all.begin(), all.end());
}

// The next case: every value of every variable, and that it has not happened. False after the last.
bool advance_case(const Model& model, const std::vector<VariableId>& variables, std::vector<ValueIndex>& state) {
  for (const VariableId id : variables) {
    ValueIndex& value = state[id.value];
    value = value == has_not_happened ? ValueIndex{0} : static_cast<ValueIndex>(value + 1);
    if (value < model.variables[id].values.size()) return true;
    value = has_not_happened;
  }
  return false;
}

bool holds_at(const Work& work, const Step& step, const VariableId scale, std::size_t level,
              std::vector<ValueIndex>& state) {
  state[scale.value] = static_cast<ValueIndex>(level);
  return holds(step.condition, work.best, state);
}

// Whether, in this case, the first line moves the scale to where the second moves it on, and both wait for a level.
std::optional<Cascade> leads_on(const Work& work, const Pair& pair, std::vector<ValueIndex>& state) {
  const VariableId scale = pair.first_change.variable;
  const std::size_t num_levels = work.model.variables[scale].values.size();
  std::optional<Cascade> found;
  bool first_waits = false;
  bool second_waits = false;
  for (std::size_t level = 0; level < num_levels; ++level) {
    const auto from = static_cast<ValueIndex>(level);
    const bool holds_here = holds_at(work, pair.first, scale, level, state);
    first_waits = first_waits || !holds_here;
    second_waits = second_waits || !holds_at(work, pair.second, scale, level, state);
    if (found || !holds_here || !moves(work, pair.first_change, from)) continue;
    const ValueIndex reached = level_behind(work, pair.first_change, from);
    if (moves(work, pair.second_change, reached) && holds_at(work, pair.second, scale, reached, state))
      found = Cascade{reached, level_behind(work, pair.second_change, reached)};
  }
  return first_waits && second_waits ? found : std::nullopt;
}

bool reads(const Formula& condition, VariableId id) {
  return std::ranges::any_of(variables_of(condition), [id](VariableId one) { return one == id; });
}

std::optional<Cascade> cascade_of(const Work& work, const Pair& pair) {
  const VariableId scale = pair.first_change.variable;
  if (!reads(pair.first.condition, scale) || !reads(pair.second.condition, scale)) return std::nullopt;
  const auto causes = common_causes(pair);
  if (!causes) return std::nullopt;
  double num_cases = 1;
  for (const VariableId id : *causes) num_cases *= static_cast<double>(work.model.variables[id].values.size() + 1);
  if (num_cases > most_cases) return std::nullopt;
  std::vector<ValueIndex> state(work.model.variables.size(), has_not_happened);
  do {
    if (const auto found = leads_on(work, pair, state)) return found;
  } while (advance_case(work.model, *causes, state));
  return std::nullopt;
}

void warn_of(Work& work, const Pair& pair, const Cascade& cascade) {
  const Variable& scale = work.model.variables[pair.first_change.variable];
  const std::string& there = scale.values[cascade.reached].name;
  const std::string& on = scale.values[cascade.on].name;
  say(work, {Kind::W107,
             fmt::format("{} goes on to {} in one go: the line above has just set {}, which this one waits for",
                         ticked(scale.name), ticked(on), ticked(there)),
             {pair.second.span, ""},
             {{pair.first.span, fmt::format("sets {}", ticked(there))}},
             "write such lines from the last level to the first, so that none sees what the one above it did",
             exchanged(work, pair.first.span, pair.second.span)});
}

// The next step behind `from` that sets the same scale, with nothing but changes of scales between.
const Step* next_change(const std::vector<Step>& steps, std::size_t from, VariableId scale) {
  for (std::size_t k = from + 1; k < steps.size(); ++k) {
    const auto* change = only<ScaleChange>(steps[k]);
    if (!change) return nullptr;
    if (change->variable == scale) return &steps[k];
  }
  return nullptr;
}

// Of lines that all lead on to each other the first two are told.
void look_through(Work& work, const std::vector<Step>& steps) {
  std::set<VariableId> told;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    if (const std::vector<Step>* inner = steps_within(steps[k])) look_through(work, *inner);
    const auto* change = only<ScaleChange>(steps[k]);
    if (!change) {
      told.clear();
      continue;
    }
    const Step* next = next_change(steps, k, change->variable);
    if (!next || told.contains(change->variable)) continue;
    const Pair pair{steps[k], *next, *change, *only<ScaleChange>(*next)};
    const std::optional<Cascade> cascade = cascade_of(work, pair);
    if (!cascade) continue;
    told.insert(change->variable);
    warn_of(work, pair, *cascade);
  }
}

}  // namespace

void warn_cascades(Work& work) {
  const std::vector<Stage>& stages = work.model.stages;
  for (const Stage& stage : stages) look_through(work, stage.steps);
}

}  // namespace demarche
