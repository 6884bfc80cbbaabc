#include "demarche/compile/advance.h"
#include "demarche/compile/growth.h"
#include "demarche/compile/lifetime.h"
#include "demarche/compile/reading.h"
#include "demarche/compile/state_pool.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace demarche {
namespace {

// Histories that stand at one branching command, by state: how many have each.
struct Crowd {
  std::uint32_t command = 0;
  StatePool pool;
  std::vector<double> counts;  // [state]
};

// Forward dynamic programming over distinct (command, state), in order of time: a crowd is complete when its turn
// comes, because all that leads to it happens earlier. Histories themselves are never listed.
struct Walk {
  const Model& model;
  const Program& program;
  const CompileOptions& options;
  std::map<std::pair<double, std::uint32_t>, Crowd> waiting{};
  Trace trace{};
  Sequels sequels{};
  std::vector<ValueIndex> scratch{};
  std::vector<double> added{};  // histories that each stage adds; row 0: private traits
  std::vector<std::uint8_t> site_reached{};
  std::vector<std::uint8_t> site_faulty{};  // reported already
  Lifetimes lifetimes{};                    // of what was settled
  double least_histories = 1;               // however it is counted
  Diagnostics diagnostics{};
  double num_nodes = 0;
  double num_histories = 1;
  double work = 0;
  std::size_t waiting_bytes = 0;
  bool too_long = false;
  std::optional<std::uint32_t> stopped_at{};  // the command at which counting was given up
};

// Work is counted in sequels of histories that settle 64 things at most. So much is done whatever the limit on
// histories, and so much for each of the histories that may be.
constexpr double generous_work = 2'000'000;
constexpr double hopeless_work = 200'000;  // where there are too many for sure
constexpr double most_work_a_history = 4;
constexpr double waiting_bytes_a_history = 6;

std::size_t bytes_a_state(const Walk& walk) {
  return walk.program.start.size() * sizeof(ValueIndex) + 3 * sizeof(double);
}

double max_nodes(const CompileOptions& options) { return 3 * options.max_histories + 10'000; }

// The row of Walk::added and of Census::stages: 0 for private traits.
std::size_t growth_row(const Site& site) { return site.stage < 0 ? 0 : static_cast<std::size_t>(site.stage) + 1; }

// Counting goes on while it is cheap, or while the game may still turn out small enough to be unfolded.
bool may_go_on(const Walk& walk) {
  const double scale = std::max(10'000'000.0, walk.options.max_histories);
  if (walk.too_long || static_cast<double>(walk.waiting_bytes) > waiting_bytes_a_history * scale) return false;
  const bool hopeless = walk.least_histories > walk.options.max_histories;
  if (walk.work < (hopeless ? hopeless_work : generous_work)) return true;
  if (walk.work > most_work_a_history * scale || hopeless) return false;
  return walk.num_histories <= walk.options.max_histories && walk.num_nodes <= max_nodes(walk.options);
}

// Once a condition: the next step's fault is not the last one's.
void report_undefined(Walk& walk) {
  const Formula& condition = *std::exchange(walk.trace.undefined, nullptr);
  const auto same = [&](const Diagnostic& known) { return known.primary.span == condition.span; };
  if (std::ranges::any_of(walk.diagnostics, same)) return;
  walk.diagnostics.push_back(undefined_condition(walk.model, condition, walk.scratch));
}

// Goes on from a command with the state in `scratch` and joins the crowd at the next branching step.
void walk_on(Walk& walk, std::uint32_t command, double count) {
  const Arrival arrival = advance(walk.program, command, walk.scratch, walk.trace);
  if (walk.trace.undefined) report_undefined(walk);
  walk.trace.sights.clear();
  if (arrival == Arrival::OutOfAllowance) walk.too_long = true;
  if (arrival != Arrival::AtBranch) return;
  const SiteId site = walk.program.commands[command].site;
  for (VariableId variable : forgotten_at(walk.lifetimes, site)) walk.scratch[variable.value] = has_not_happened;
  Crowd& crowd = walk.waiting[{time_of(walk.program, command, walk.scratch), command}];
  crowd.command = command;
  crowd.pool.num_variables = walk.scratch.size();
  const StateId id = intern(crowd.pool, walk.scratch);
  if (id.value == crowd.counts.size()) {
    crowd.counts.push_back(0);
    walk.waiting_bytes += bytes_a_state(walk);
  }
  crowd.counts[id.value] += count;
}

Diagnostic no_case(const Walk& walk, const Site& site, StateView state) {
  const std::string& name = walk.model.variables[site.variable].name;
  return {Kind::E012,
          fmt::format("no case of `{}` applies", name),
          {site.step.span, reached_with(walk.model, state, read_by_shape(site))},
          {},
          "add a last line ending in `otherwise`"};
}

Diagnostic no_option(const Walk& walk, const Site& site, StateView state) {
  const std::string& name = walk.model.variables[site.variable].name;
  const ActorId actor = only<Move>(site.step)->actor;
  return {Kind::E013,
          fmt::format("{} has no option left at `{}`", walk.model.actors[actor].name, name),
          {site.step.span, reached_with(walk.model, state, read_by_shape(site))},
          {},
          "add an option without `if`, or an `if` to the step, so that it is left out here"};
}

void report_fault(Walk& walk, SiteId site, StateView state) {
  if (walk.site_faulty[site.value]++ != 0) return;
  if (walk.sequels.fault == Sequels::Fault::Undefined) {
    walk.diagnostics.push_back(undefined_condition(walk.model, *walk.sequels.undefined, state));
    return;
  }
  const bool no_options = walk.sequels.fault == Sequels::Fault::NoOption;
  walk.diagnostics.push_back(no_options ? no_option(walk, walk.program.sites[site], state)
                                        : no_case(walk, walk.program.sites[site], state));
}

void branch_out(Walk& walk, const Crowd& crowd, StateId state, double count) {
  const SiteId site = walk.program.commands[crowd.command].site;
  const StateView before = state_view(crowd.pool, state);
  sequels_at(walk.program, site, before, walk.sequels);
  if (walk.sequels.fault != Sequels::Fault::None) return report_fault(walk, site, before);
  const double more = count * static_cast<double>(walk.sequels.values.size() - 1);
  walk.added[growth_row(walk.program.sites[site])] += more;
  walk.num_histories += more;
  walk.num_nodes += count;
  walk.work += static_cast<double>(walk.sequels.values.size() * (1 + walk.scratch.size() / 64));
  for (ValueIndex value : walk.sequels.values) {
    walk.scratch.assign(before.begin(), before.end());
    settle(walk.program, site, value, walk.scratch, walk.trace);
    walk_on(walk, crowd.command + 1, count);
  }
}

void walk_crowd(Walk& walk, const Crowd& crowd) {
  walk.site_reached[walk.program.commands[crowd.command].site.value] = 1;
  walk.waiting_bytes -= crowd.counts.size() * bytes_a_state(walk);
  for (std::size_t state = 0; state < crowd.counts.size(); ++state) {
    if (!may_go_on(walk)) {
      walk.stopped_at = crowd.command;
      return;
    }
    branch_out(walk, crowd, StateId{state}, crowd.counts[state]);
  }
}

void walk_all(Walk& walk) {
  walk.scratch = walk.program.start;
  walk_on(walk, 0, 1);
  while (!walk.waiting.empty() && !walk.stopped_at) {
    const auto next = walk.waiting.extract(walk.waiting.begin());
    walk_crowd(walk, next.mapped());
  }
}

// The stage at which counting stopped and later ones grow as much as they can at most.
void bound_the_rest(const Walk& walk, Census& census) {
  const Command& stopped = walk.program.commands[*walk.stopped_at];
  const std::size_t from = growth_row(walk.program.sites[stopped.site]);
  double before = 1;
  for (std::size_t row = 0; row < census.stages.size(); ++row) {
    Census::StageGrowth& growth = census.stages[row];
    if (row >= from) growth.factor = growth_bound(row == 0 ? walk.model.traits : walk.model.stages[row - 1].steps);
    before *= growth.factor;
  }
  census.num_histories = std::max(before, walk.num_histories);
  census.num_nodes = 2 * census.num_histories;
}

void list_growth(const Walk& walk, Census& census) {
  double before = 1;
  for (std::size_t row = 0; row < walk.added.size(); ++row) {
    const auto& steps = row == 0 ? walk.model.traits : walk.model.stages[row - 1].steps;
    const std::string title = row == 0 ? "private traits" : walk.model.stages[row - 1].title;
    census.stages.push_back({title, (before + walk.added[row]) / before, growth_text(steps)});
    before += walk.added[row];
  }
}

void explain_growth(const Walk& walk, Census& census) {
  for (std::size_t row = 0; row < census.stages.size(); ++row) {
    Census::StageGrowth& growth = census.stages[row];
    const auto& steps = row == 0 ? walk.model.traits : walk.model.stages[row - 1].steps;
    const bool fewer = growth.factor < growth_bound(steps) * (1 - 1e-9);
    if (fewer && !growth.why.empty()) growth.why = "at most " + growth.why;
  }
}

void warn_of_dead_steps(Walk& walk) {
  for (std::size_t stage = 0; stage < walk.model.stages.size(); ++stage) {
    if (walk.trace.entered[stage] != 0) continue;
    const Stage& dead = walk.model.stages[stage];
    walk.diagnostics.push_back({Kind::W104,
                                fmt::format("stage \"{}\" is never reached", dead.title),
                                {dead.span, "no history gets here"},
                                {},
                                {}});
  }
  for (std::size_t row = 0; row < walk.program.sites.size(); ++row) {
    const Site& site = walk.program.sites[SiteId{row}];
    const bool stage_entered = site.stage < 0 || walk.trace.entered[static_cast<std::size_t>(site.stage)] != 0;
    if (!stage_entered || walk.site_reached[row] != 0) continue;
    walk.diagnostics.push_back({Kind::W104,
                                fmt::format("`{}` is never reached", walk.model.variables[site.variable].name),
                                {site.step.span, "no history gets here"},
                                {},
                                {}});
  }
}

void sum_up(Walk& walk, Census& census) {
  list_growth(walk, census);
  census.exact = !walk.stopped_at;
  census.num_histories = walk.num_histories;
  census.num_nodes = walk.num_nodes + walk.num_histories;
  if (!census.exact) bound_the_rest(walk, census);
  explain_growth(walk, census);
  const bool faulty = !walk.diagnostics.empty();
  if (census.exact && !walk.too_long && !faulty) warn_of_dead_steps(walk);
  const bool large = census.num_histories > walk.options.max_histories || census.num_nodes > max_nodes(walk.options);
  if (walk.too_long) {
    walk.diagnostics.push_back(too_long(walk.model));
  } else if (large || !census.exact) {
    walk.diagnostics.push_back(too_large(walk.model, census, walk.options.max_histories));
  } else if (census.num_nodes > most_nodes_in_memory(walk.model, walk.options)) {
    walk.diagnostics.push_back(too_heavy(walk.model, census));
  }
  census.exact = census.exact && !walk.too_long;
  census.diagnostics = std::move(walk.diagnostics);
}

}  // namespace

Census take_census(const Model& model, const CompileOptions& options) {
  const Program program = flatten(model);
  Walk walk{.model = model, .program = program, .options = options};
  walk.trace.entered.assign(model.stages.size(), 0);
  walk.added.assign(model.stages.size() + 1, 0);
  walk.site_reached.assign(program.sites.size(), 0);
  walk.lifetimes = lifetimes_of(program);
  walk.least_histories = growth_floor(program);
  walk.site_faulty.assign(program.sites.size(), 0);
  walk_all(walk);
  Census census;
  sum_up(walk, census);
  return census;
}

}  // namespace demarche
