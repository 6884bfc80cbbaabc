#include "demarche/seats/seat_view.h"

#include "demarche/compile/observations.h"
#include "demarche/model/steps.h"
#include "demarche/seats/steps_played.h"

#include <algorithm>

namespace demarche {
namespace {

// The sites that settle a variable.
std::vector<SiteId> sites_of(const Story& story, VariableId variable) {
  std::vector<SiteId> sites;
  for (std::size_t row = 0; row < story.sites.size(); ++row) {
    if (story.sites[SiteId{row}].variable == variable) sites.push_back(SiteId{row});
  }
  return sites;
}

std::optional<std::size_t> stage_of(const Story& story, const std::vector<SiteId>& sites) {
  const auto in_first = [&](SiteId site) { return story.sites[site].stage == story.sites[sites.front()].stage; };
  if (sites.empty() || story.sites[sites.front()].stage < 0 || !std::ranges::all_of(sites, in_first)) return {};
  return static_cast<std::size_t>(story.sites[sites.front()].stage);
}

SeenAtSeat seen_by_it(const Solved& solved, const Observation& observation, ActorId seat) {
  const Story& story = solved.compiled.story;
  const std::vector<SiteId> sites = sites_of(story, observation.variable);
  SeenAtSeat seen{observation.variable, observation.value, SeenAtSeat::How::Seen, false, stage_of(story, sites)};
  const ActorSet everyone =
      solved.model.actors.size() == 64 ? ~ActorSet{0} : (ActorSet{1} << solved.model.actors.size()) - 1;
  const auto sees = [&](SiteId site) { return contains(seers_of_step(story.sites[site]), seat); };
  const auto all_see = [&](SiteId site) { return (seers_of_step(story.sites[site]) & everyone) == everyone; };
  if (observation.own != none<SiteTag>) seen.how = SeenAtSeat::How::Chosen;
  else if (!std::ranges::all_of(sites, sees)) seen.how = SeenAtSeat::How::Shown;
  seen.is_private = seen.how != SeenAtSeat::How::Shown && !std::ranges::all_of(sites, all_see);
  return seen;
}

void take_seen(SeatView& view, const Sitting& sitting, NodeId node) {
  const Solved& solved = *sitting.solved;
  const Story& story = solved.compiled.story;
  const ObservationId last = story.seen[std::size_t{node.value} * solved.compiled.game.num_actors + view.seat.value];
  for (const Observation& one : listed(story.observations, last)) {
    const Variable& variable = solved.model.variables[one.variable];
    const bool is_own_trait = variable.kind == VariableKind::Trait && variable.owner == view.seat;
    (is_own_trait ? view.traits : view.seen).push_back(seen_by_it(solved, one, view.seat));
  }
}

// The histories that the seat cannot tell from where it stands: those of its set, or while it waits all in which it has
// seen the same, and of the same kind: it knows whether the story is over.
std::vector<NodeId> histories_alike(const Sitting& sitting, ActorId seat, InfosetId asked) {
  const Game& game = sitting.solved->compiled.game;
  const std::vector<ObservationId>& seen = sitting.solved->compiled.story.seen;
  if (asked != none<InfosetTag>) {
    const auto members = members_of(game, game.infosets[asked]);
    return {members.begin(), members.end()};
  }
  const auto seen_at = [&](NodeId node) { return seen[std::size_t{node.value} * game.num_actors + seat.value]; };
  std::vector<NodeId> alike;
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const bool same_kind = (game.nodes[NodeId{row}].kind == NodeKind::Terminal) == is_over(sitting);
    if (same_kind && seen_at(NodeId{row}) == seen_at(sitting.stands_at)) alike.push_back(NodeId{row});
  }
  return alike;
}

// Where all of the histories stand, if they stand together.
std::optional<StoryPlace> shared_place(const Story& story, const std::vector<NodeId>& alike) {
  std::optional<StoryPlace> shared;
  for (const NodeId node : alike) {
    if (story.site_of[node] == none<SiteTag>) return std::nullopt;
    const StoryPlace place = place_at(story, node);
    if (shared && *shared != place) return std::nullopt;
    shared = place;
  }
  return shared;
}

// The raids that set a scale on the way to a history, the first one first.
std::vector<NodeId> raids_before(const Solved& solved, NodeId history, VariableId scale) {
  const Story& story = solved.compiled.story;
  std::vector<NodeId> raids;
  for (NodeId at = solved.compiled.game.nodes[history].parent; at != none<NodeTag>;
       at = solved.compiled.game.nodes[at].parent) {
    const Site& site = story.sites[story.site_of[at]];
    if (site.variable == scale && only<Raid>(site.step)) raids.push_back(at);
  }
  std::ranges::reverse(raids);
  return raids;
}

// The node of a scale's raid of that number in all histories; nothing where some have had another number of raids than
// the seat has seen.
std::vector<NodeId> raid_nodes(const Solved& solved, const std::vector<NodeId>& alike, VariableId scale,
                               std::size_t number, std::size_t num_seen) {
  std::vector<NodeId> nodes;
  for (const NodeId history : alike) {
    const std::vector<NodeId> raids = raids_before(solved, history, scale);
    if (raids.size() != num_seen) return {};
    nodes.push_back(raids[number]);
  }
  return nodes;
}

void take_counts(SeatView& view, const Sitting& sitting, const std::vector<NodeId>& alike) {
  for (std::size_t k = 0; k < view.seen.size(); ++k) {
    SeenAtSeat& seen = view.seen[k];
    if (!sitting.solved->model.variables[seen.variable].set_by_raid) continue;
    const auto is_same = [&](const SeenAtSeat& one) { return one.variable == seen.variable; };
    const auto earlier = static_cast<std::size_t>(
        std::ranges::count_if(view.seen.begin(), view.seen.begin() + static_cast<std::ptrdiff_t>(k), is_same));
    const auto num_seen = static_cast<std::size_t>(std::ranges::count_if(view.seen, is_same));
    const std::vector<NodeId> nodes = raid_nodes(*sitting.solved, alike, seen.variable, earlier, num_seen);
    if (!nodes.empty()) seen.counts = raid_counts_known(*sitting.solved, nodes, seen.value, sitting.plan.seed);
  }
}

bool can_be_hidden(const Variable& variable) {
  return variable.kind != VariableKind::Counter && variable.kind != VariableKind::Record && !variable.record;
}

std::vector<VariableId> hidden_in(const Solved& solved, const std::vector<NodeId>& alike) {
  const Story& story = solved.compiled.story;
  std::vector<VariableId> hidden;
  for (std::size_t row = 0; row < solved.model.variables.size(); ++row) {
    if (!can_be_hidden(solved.model.variables[VariableId{row}])) continue;
    const auto value_in = [&](NodeId node) { return state_view(story, story.state_of[node])[row]; };
    const auto differs = [&](NodeId node) { return value_in(node) != value_in(alike.front()); };
    if (std::ranges::any_of(alike, differs)) hidden.push_back(VariableId{row});
  }
  return hidden;
}

// Whose choice it waits for, where that is the same person's in all of the histories that it cannot tell apart.
std::optional<ActorId> waited_for(const Sitting& sitting, ActorId seat, const std::vector<NodeId>& alike) {
  const Game& game = sitting.solved->compiled.game;
  std::optional<ActorId> found;
  for (const NodeId at : alike) {
    const Node& node = game.nodes[at];
    if (node.kind != NodeKind::Decision) continue;
    const ActorId actor = game.infosets[node.infoset()].actor;
    if (actor == seat || !contains(sitting.plan.seats, actor)) continue;
    if (found && *found != actor) return std::nullopt;
    found = actor;
  }
  return found;
}

AskedAtSeat asked_at(const Sitting& sitting, InfosetId id) {
  const Solved& solved = *sitting.solved;
  const Story& story = solved.compiled.story;
  const Infoset& infoset = solved.compiled.game.infosets[id];
  const SiteId site = story.site_of[solved.compiled.game.members[infoset.first_member]];
  AskedAtSeat asked{id, story.sites[site].variable, {}, {}};
  const std::vector<Value>& values = solved.model.variables[asked.move].values;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const std::string& name = solved.compiled.game.names.actions[infoset.first_action.value + k];
    asked.options.push_back(static_cast<ValueIndex>(std::ranges::find(values, name, &Value::name) - values.begin()));
  }
  if (sitting.plan.asks_beliefs) asked.belief = belief_asked_at(solved, id);
  return asked;
}

}  // namespace

SeatView view_of(const Sitting& sitting, ActorId seat) {
  const InfosetId asked = sitting.asked[seat];
  const std::vector<NodeId> alike = histories_alike(sitting, seat, asked);
  SeatView view{seat, num_moves_of(sitting, seat), is_over(sitting)};
  take_seen(view, sitting, alike.front());
  take_counts(view, sitting, alike);
  view.place = shared_place(sitting.solved->compiled.story, alike);
  view.hidden = hidden_in(*sitting.solved, alike);
  if (asked != none<InfosetTag>) view.asked = asked_at(sitting, asked);
  else if (!view.is_over) view.waiting_for = waited_for(sitting, seat, alike);
  return view;
}

}  // namespace demarche
