#include "demarche/compile/bypass.h"

#include "demarche/compile/advance.h"
#include "demarche/compile/observations.h"

#include <algorithm>
#include <ranges>

namespace demarche {
namespace {

constexpr std::uint32_t no_news = 0;

// Something the actor will see when the block is over, and what was held back before it.
struct Withheld {
  std::uint32_t before = no_news;
  Sight sight;
};

// A site that conditions may leave out, and its place among those asked for.
struct Skippable {
  std::uint32_t command = 0;
  std::size_t row = 0;
};

// The story told once more, as it was unfolded, for the eyes of one actor.
struct Retelling {
  const Compiled& compiled;
  const Program& program;
  ActorId actor;
  std::vector<Skippable> wanted{};
  std::unordered_map<ObservationPool::Key, ObservationId, ObservationPool::Hash> lists{};
  std::vector<Withheld> withheld = std::vector<Withheld>(1);  // row 0: nothing
  Table<NodeId, std::uint32_t> withheld_at{};
  std::vector<Skip> skips{};
  Trace trace{};
  Sequels sequels{};
  std::vector<ValueIndex> scratch{};
  std::vector<std::vector<Bypass>> found{};
};

// Where the actor stands on the way from one node to the next; no list: it has seen what it has seen at no node.
struct Listener {
  ObservationId seen;
  std::uint32_t withheld = no_news;
};

bool can_be_skipped(const Program& program, std::uint32_t at) {
  for (std::uint32_t row = 0; row < at; ++row) {
    const Command& command = program.commands[row];
    if (command.kind == CommandKind::SkipUnless && command.target > at) return true;
  }
  return false;
}

void look(const Retelling& retelling, const Sight& sight, Listener& listener) {
  if (!contains(sight.to, retelling.actor) || listener.seen == none<ObservationTag>) return;
  const auto found = retelling.lists.find({listener.seen, sight.variable, sight.own, sight.value});
  listener.seen = found == retelling.lists.end() ? none<ObservationTag> : found->second;
}

void hear_what_was_withheld(const Retelling& retelling, Listener& listener) {
  std::vector<Sight> sights;
  for (std::uint32_t at = listener.withheld; at != no_news; at = retelling.withheld[at].before) {
    sights.push_back(retelling.withheld[at].sight);
  }
  for (const Sight& sight : sights | std::views::reverse) look(retelling, sight, listener);
  listener.withheld = no_news;
}

void take(Retelling& retelling, const Sight& sight, Listener& listener) {
  if (sight.to == 0) return hear_what_was_withheld(retelling, listener);
  if (!sight.deferred) return look(retelling, sight, listener);
  if (!contains(sight.to, retelling.actor)) return;
  retelling.withheld.push_back({listener.withheld, sight});
  listener.withheld = static_cast<std::uint32_t>(retelling.withheld.size() - 1);
}

void note_skip(Retelling& retelling, const Skip& skip, ObservationId seen, NodeId next) {
  if (seen == none<ObservationTag>) return;
  for (const Skippable& site : retelling.wanted) {
    if (skip.from <= site.command && site.command < skip.to) retelling.found[site.row].push_back({next, seen});
  }
}

// Runs on from a command to the next node, the state being in `scratch` and what was settled in the trace.
void go_on(Retelling& retelling, std::uint32_t command, Listener listener, NodeId next) {
  retelling.skips.clear();
  advance(retelling.program, command, retelling.scratch, retelling.trace);
  std::size_t num_taken = 0;
  for (const Skip& skip : retelling.skips) {
    while (num_taken < skip.num_sights) take(retelling, retelling.trace.sights[num_taken++], listener);
    note_skip(retelling, skip, listener.seen, next);
  }
  while (num_taken < retelling.trace.sights.size()) take(retelling, retelling.trace.sights[num_taken++], listener);
  retelling.withheld_at[next] = listener.withheld;
  retelling.trace.sights.clear();
}

void retell_from(Retelling& retelling, NodeId id) {
  const Story& story = retelling.compiled.story;
  const Node& node = retelling.compiled.game.nodes[id];
  const SiteId site = story.site_of[id];
  const StateView state = state_view(story, story.state_of[id]);
  sequels_at(retelling.program, site, state, retelling.sequels);
  const ObservationId seen = story.seen[std::size_t{id.value} * retelling.program.num_actors + retelling.actor.value];
  for (std::size_t k = 0; k < node.num_children; ++k) {
    retelling.scratch.assign(state.begin(), state.end());
    settle(retelling.program, site, retelling.sequels.values[k], retelling.scratch, retelling.trace);
    go_on(retelling, retelling.program.branch_of[site] + 1, {seen, retelling.withheld_at[id]}, child(node, k));
  }
}

void retell(Retelling& retelling, std::size_t num_stages) {
  const Story& story = retelling.compiled.story;
  for (std::size_t row = 1; row < story.observations.size(); ++row) {
    const Observation& last = story.observations[ObservationId{row}];
    retelling.lists.emplace(ObservationPool::Key{last.before, last.variable, last.own, last.value}, ObservationId{row});
  }
  retelling.withheld_at.resize(retelling.compiled.game.nodes.size(), no_news);
  retelling.trace.entered.assign(num_stages, 0);
  retelling.trace.skips = &retelling.skips;
  retelling.scratch = retelling.program.start;
  go_on(retelling, 0, {}, NodeId{0});
  for (std::size_t row = 0; row < story.site_of.size(); ++row) {
    if (story.site_of[NodeId{row}] != none<SiteTag>) retell_from(retelling, NodeId{row});
  }
}

}  // namespace

std::vector<std::vector<Bypass>> bypasses_of(const Model& model, const Compiled& compiled, ActorId actor,
                                             const std::vector<SiteId>& sites) {
  const Program program = flatten(model);
  Retelling retelling{.compiled = compiled, .program = program, .actor = actor};
  retelling.found.resize(sites.size());
  for (std::size_t row = 0; row < sites.size(); ++row) {
    const std::uint32_t at = program.branch_of[sites[row]];
    if (can_be_skipped(program, at)) retelling.wanted.push_back({at, row});
  }
  if (!retelling.wanted.empty()) retell(retelling, model.stages.size());
  return std::move(retelling.found);
}

}  // namespace demarche
