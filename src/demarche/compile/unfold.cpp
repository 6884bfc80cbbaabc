#include "demarche/compile/unfold.h"

#include "demarche/compile/advance.h"
#include "demarche/compile/growth.h"
#include "demarche/compile/hidden_option.h"
#include "demarche/compile/names.h"
#include "demarche/compile/observations.h"
#include "demarche/compile/reading.h"
#include "demarche/compile/state_pool.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace demarche {
namespace {

constexpr std::uint32_t nothing_held_back = 0;

// Something seen inside `simultaneously` that is not known yet, and what was held back before it.
struct HeldBack {
  std::uint32_t before = nothing_held_back;
  Sight sight;
};

struct Unfolding {
  const Model& model;
  const Program& program;
  Compiled out{};
  StatePool states{};
  ObservationPool observations{};
  std::vector<HeldBack> held_back = std::vector<HeldBack>(1);  // row 0: nothing
  std::vector<std::uint32_t> held_back_at{};                   // [node]
  std::unordered_map<std::uint64_t, InfosetId> infosets{};     // by site and list of observations
  Table<InfosetId, NodeId> first_member{};
  std::vector<ValueIndex> action_values{};                         // [action]
  std::unordered_map<std::string, std::uint32_t> odds_rows{};      // by site, case and the values its odds read
  std::vector<std::vector<std::vector<VariableId>>> odds_reads{};  // [site][case]
  Table<StateId, OutcomeId> outcome_of{};
  Trace trace{};
  Sequels sequels{};
  std::vector<ValueIndex> scratch{};
  std::vector<std::uint8_t> site_faulty{};  // [site]: E009 was reported
  bool too_long = false;
  Diagnostics diagnostics{};
};

// Where a history stands before its next step: the observers' lists are rows of Story::seen once it is a node.
struct Stand {
  std::vector<ObservationId> seen;  // [actor]
  std::uint32_t held_back = nothing_held_back;
};

void show_to(Unfolding& unfolding, Stand& stand, const Sight& sight) {
  for (std::size_t actor = 0; actor < stand.seen.size(); ++actor) {
    if (contains(sight.to, ActorId{actor})) stand.seen[actor] = see(unfolding.observations, stand.seen[actor], sight);
  }
}

void deliver(Unfolding& unfolding, Stand& stand) {
  std::vector<Sight> sights;
  for (std::uint32_t at = stand.held_back; at != nothing_held_back; at = unfolding.held_back[at].before) {
    sights.push_back(unfolding.held_back[at].sight);
  }
  for (const Sight& sight : sights | std::views::reverse) show_to(unfolding, stand, sight);
  stand.held_back = nothing_held_back;
}

void spread_news(Unfolding& unfolding, Stand& stand) {
  for (const Sight& sight : unfolding.trace.sights) {
    if (sight.to == 0) {
      deliver(unfolding, stand);
    } else if (sight.deferred) {
      unfolding.held_back.push_back({stand.held_back, sight});
      stand.held_back = static_cast<std::uint32_t>(unfolding.held_back.size() - 1);
    } else {
      show_to(unfolding, stand, sight);
    }
  }
  unfolding.trace.sights.clear();
}

OutcomeId outcome_with(Unfolding& unfolding, StateId state) {
  if (unfolding.outcome_of.size() < unfolding.states.num_states) {
    unfolding.outcome_of.resize(unfolding.states.num_states, none<OutcomeTag>);
  }
  OutcomeId& outcome = unfolding.outcome_of[state];
  if (outcome == none<OutcomeTag>) outcome = unfolding.out.story.state_of_outcome.push_back(state);
  return outcome;
}

// Runs on from a command with the state in `scratch` and writes down the node at which the history stands next.
void add_node(Unfolding& unfolding, NodeId parent, std::uint32_t command, Stand& stand) {
  const Arrival arrival = advance(unfolding.program, command, unfolding.scratch, unfolding.trace);
  if (arrival == Arrival::OutOfAllowance) unfolding.too_long = true;
  spread_news(unfolding, stand);
  if (arrival != Arrival::AtBranch) deliver(unfolding, stand);
  Story& story = unfolding.out.story;
  Node node;
  node.parent = parent;
  const StateId state = intern(unfolding.states, unfolding.scratch);
  if (arrival == Arrival::AtBranch) {
    const SiteId site = unfolding.program.commands[command].site;
    const bool decides = only<Move>(unfolding.program.sites[site].step) != nullptr;
    node.kind = decides ? NodeKind::Decision : NodeKind::Chance;
    story.site_of.push_back(site);
  } else {
    node.owner = outcome_with(unfolding, state).value;
    story.site_of.push_back(none<SiteTag>);
    ++unfolding.out.game.num_terminals;
  }
  unfolding.out.game.nodes.push_back(node);
  story.state_of.push_back(state);
  story.seen.insert(story.seen.end(), stand.seen.begin(), stand.seen.end());
  unfolding.held_back_at.push_back(stand.held_back);
}

bool same_options(const Unfolding& unfolding, const Infoset& infoset) {
  const auto first = unfolding.action_values.begin() + infoset.first_action.value;
  return std::equal(first, first + infoset.num_actions, unfolding.sequels.values.begin(),
                    unfolding.sequels.values.end());
}

bool offered(const Unfolding& unfolding, const Infoset& infoset, ValueIndex value) {
  const auto first = unfolding.action_values.begin() + infoset.first_action.value;
  return std::find(first, first + infoset.num_actions, value) != first + infoset.num_actions;
}

// The option that one history offers and the other does not.
const MoveOption& odd_option(const Unfolding& unfolding, const Infoset& infoset, const Move& move) {
  for (const MoveOption& option : move.options) {
    const bool now = std::ranges::count(unfolding.sequels.values, option.value) > 0;
    if (now != offered(unfolding, infoset, option.value)) return option;
  }
  return move.options.front();
}

void report_hidden_option(Unfolding& unfolding, SiteId site, InfosetId id, StateId state) {
  if (unfolding.site_faulty[site.value]++ != 0) return;
  const Infoset& infoset = unfolding.out.game.infosets[id];
  const Move& move = *only<Move>(unfolding.program.sites[site].step);
  const StateId first = unfolding.out.story.state_of[unfolding.first_member[id]];
  unfolding.diagnostics.push_back(hidden_option(unfolding.model, move, odd_option(unfolding, infoset, move),
                                                state_view(unfolding.states, first),
                                                state_view(unfolding.states, state)));
}

InfosetId new_infoset(Unfolding& unfolding, NodeId node, ActorId actor) {
  Game& game = unfolding.out.game;
  const std::vector<ValueIndex>& values = unfolding.sequels.values;
  Infoset infoset;
  infoset.actor = actor;
  infoset.first_action = ActionId{game.num_actions};
  infoset.num_actions = static_cast<std::uint32_t>(values.size());
  game.num_actions += infoset.num_actions;
  unfolding.action_values.insert(unfolding.action_values.end(), values.begin(), values.end());
  unfolding.first_member.push_back(node);
  return game.infosets.push_back(infoset);
}

// The information set follows from the step and from all that the mover saw; rounds are among what everyone sees.
std::uint32_t join_infoset(Unfolding& unfolding, NodeId node, SiteId site, const Move& move) {
  const ObservationId seen = unfolding.out.story.seen[node.value * unfolding.program.num_actors + move.actor.value];
  const std::uint64_t key = std::uint64_t{site.value} << 32 | seen.value;
  const auto [at, is_new] = unfolding.infosets.try_emplace(key);
  if (is_new) at->second = new_infoset(unfolding, node, move.actor);
  if (!same_options(unfolding, unfolding.out.game.infosets[at->second])) {
    report_hidden_option(unfolding, site, at->second, unfolding.out.story.state_of[node]);
  }
  ++unfolding.out.game.infosets[at->second].num_members;
  return at->second.value;
}

const std::vector<VariableId>& reads_of(Unfolding& unfolding, SiteId site, std::uint32_t case_index) {
  auto& cases = unfolding.odds_reads[site.value];
  while (cases.size() <= case_index) {
    cases.push_back(read_by_odds(unfolding.program.sites[site], static_cast<std::uint32_t>(cases.size())));
  }
  return cases[case_index];
}

std::uint32_t join_odds(Unfolding& unfolding, NodeId node, SiteId site) {
  Game& game = unfolding.out.game;
  Story& story = unfolding.out.story;
  const std::uint32_t case_index = unfolding.sequels.case_index;
  const StateId state = story.state_of[node];
  std::string key = std::to_string(site.value) + "/" + std::to_string(case_index) + "/";
  const auto& reads = reads_of(unfolding, site, case_index);
  for (VariableId variable : reads) {
    const ValueIndex value = state_view(unfolding.states, state)[variable.value];
    key.push_back(static_cast<char>(value & 0xFF));
    key.push_back(static_cast<char>(value >> 8));
  }
  const auto [at, is_new] = unfolding.odds_rows.try_emplace(std::move(key), game.num_odds);
  if (is_new) {
    const auto num = static_cast<std::uint32_t>(unfolding.sequels.values.size());
    story.odds_rows.push_back({OddsId{game.num_odds}, num, site, state, case_index});
    game.num_odds += num;
  }
  return at->second;
}

// A census tells it in full; here it ends the unfolding of a game that had none.
void report_fault(Unfolding& unfolding, SiteId site) {
  if (unfolding.sequels.fault == Sequels::Fault::Undefined) {
    unfolding.trace.undefined = unfolding.sequels.undefined;
    return;
  }
  const std::string& name = unfolding.model.variables[unfolding.program.sites[site].variable].name;
  const bool no_case = unfolding.sequels.fault == Sequels::Fault::NoCase;
  unfolding.diagnostics.push_back({no_case ? Kind::E012 : Kind::E013,
                                   fmt::format("no {} of `{}` applies", no_case ? "case" : "option", name),
                                   {unfolding.program.sites[site].step.span, {}},
                                   {},
                                   {}});
}

void expand(Unfolding& unfolding, NodeId id, Stand& stand) {
  const SiteId site = unfolding.out.story.site_of[id];
  if (site == none<SiteTag>) return;
  const StateId state = unfolding.out.story.state_of[id];
  sequels_at(unfolding.program, site, state_view(unfolding.states, state), unfolding.sequels);
  if (unfolding.sequels.fault != Sequels::Fault::None) return report_fault(unfolding, site);
  const Move* move = only<Move>(unfolding.program.sites[site].step);
  const std::uint32_t owner = move ? join_infoset(unfolding, id, site, *move) : join_odds(unfolding, id, site);
  Node& node = unfolding.out.game.nodes[id];
  node.owner = owner;
  node.first_child = NodeId{unfolding.out.game.nodes.size()};
  node.num_children = static_cast<std::uint16_t>(unfolding.sequels.values.size());
  for (ValueIndex value : unfolding.sequels.values) {
    const StateView before = state_view(unfolding.states, state);
    unfolding.scratch.assign(before.begin(), before.end());
    const auto seen = unfolding.out.story.seen.begin() +
                      static_cast<std::ptrdiff_t>(std::size_t{id.value} * unfolding.program.num_actors);
    stand.seen.assign(seen, seen + static_cast<std::ptrdiff_t>(unfolding.program.num_actors));
    stand.held_back = unfolding.held_back_at[id.value];
    settle(unfolding.program, site, value, unfolding.scratch, unfolding.trace);
    add_node(unfolding, id, unfolding.program.branch_of[site] + 1, stand);
  }
}

// An information set that differs is reported once and does not end the unfolding; everything else does.
bool goes_on(const Unfolding& unfolding, const UnfoldOptions& options) {
  const auto stops = [](const Diagnostic& diagnostic) { return diagnostic.kind != Kind::E009; };
  if (unfolding.too_long || unfolding.trace.undefined) return false;
  if (std::ranges::any_of(unfolding.diagnostics, stops)) return false;
  return static_cast<double>(unfolding.out.game.nodes.size()) <= options.max_nodes;
}

void unfold_all(Unfolding& unfolding, const UnfoldOptions& options) {
  unfolding.scratch = unfolding.program.start;
  Stand stand{std::vector<ObservationId>(unfolding.program.num_actors), nothing_held_back};
  add_node(unfolding, none<NodeTag>, options.first_command, stand);
  std::size_t id = 0;
  for (; id < unfolding.out.game.nodes.size() && goes_on(unfolding, options); ++id) {
    expand(unfolding, NodeId{id}, stand);
  }
  if (unfolding.trace.undefined) {
    unfolding.diagnostics.push_back(
        undefined_condition(unfolding.model, *unfolding.trace.undefined, unfolding.program.start));
  }
  if (unfolding.too_long) unfolding.diagnostics.push_back(too_long(unfolding.model));
  if (id < unfolding.out.game.nodes.size() && unfolding.diagnostics.empty()) {
    unfolding.diagnostics.push_back(
        {Kind::E020, fmt::format("more than {} histories", readable_count(options.max_nodes)), {}, {}, {}});
  }
}

void lay_out_members(Game& game) {
  std::uint32_t num_members = 0;
  std::vector<std::uint32_t> next;
  for (Infoset& infoset : game.infosets) {
    infoset.first_member = num_members;
    next.push_back(num_members);
    num_members += infoset.num_members;
  }
  game.members.resize(num_members);
  for (std::size_t id = 0; id < game.nodes.size(); ++id) {
    const Node& node = game.nodes[NodeId{id}];
    if (node.kind == NodeKind::Decision) game.members[next[node.owner]++] = NodeId{id};
  }
}

void finish(Unfolding& unfolding) {
  Game& game = unfolding.out.game;
  Story& story = unfolding.out.story;
  lay_out_members(game);
  game.num_actors = static_cast<std::uint32_t>(unfolding.program.num_actors);
  game.num_outcomes = static_cast<std::uint32_t>(story.state_of_outcome.size());
  story.sites = unfolding.program.sites;
  story.num_variables = unfolding.program.start.size();
  story.states = std::move(unfolding.states.states);
  story.observations = std::move(unfolding.observations.observations);
  name_game(unfolding.model, story, unfolding.action_values, game);
}

}  // namespace

std::expected<Compiled, Diagnostics> unfold(const Model& model, const Program& program, const UnfoldOptions& options) {
  Unfolding unfolding{.model = model, .program = program};
  unfolding.states.num_variables = program.start.size();
  unfolding.trace.entered.assign(model.stages.size(), 0);
  unfolding.site_faulty.assign(program.sites.size(), 0);
  unfolding.odds_reads.resize(program.sites.size());
  unfold_all(unfolding, options);
  if (!unfolding.diagnostics.empty()) return std::unexpected(std::move(unfolding.diagnostics));
  finish(unfolding);
  return std::move(unfolding.out);
}

std::expected<Compiled, Diagnostics> compile(const Model& model, const CompileOptions& options) {
  const Census census = take_census(model, options);
  if (has_errors(census.diagnostics)) return std::unexpected(census.diagnostics);
  return unfold(model, flatten(model), {});
}

}  // namespace demarche
