#include "demarche/reasons/next_events.h"

#include <map>
#include <utility>

namespace demarche {
namespace {

struct EventKey {
  std::uint32_t site = 0;  // in the order of the story; the end comes last
  VariableId variable = none<VariableTag>;
  ValueIndex value = has_not_happened;
  friend auto operator<=>(const EventKey&, const EventKey&) = default;
};

// How often an event follows an option, and what it is worth then, times how often.
struct Followed {
  double chance = 0;
  double worth = 0;
};
struct FollowedBoth {
  Followed chosen, other;
};
using EventTable = std::map<EventKey, FollowedBoth>;

EventKey end_of_story() { return {.site = none<SiteTag>.value}; }

// The event that a child of a branching node stands for.
EventKey event_at(const Position& position, NodeId node, NodeId next) {
  const Story& story = position.compiled->story;
  const SiteId site = story.site_of[node];
  const VariableId variable = story.sites[site].variable;
  return {site.value, variable, state_view(story, story.state_of[next])[variable.value]};
}

// The first node from here on at which more than one thing can happen, or the end.
NodeId next_branching(const Game& game, NodeId node) {
  while (game.nodes[node].num_children == 1) node = child(game.nodes[node], 0);
  return node;
}

void follow(const Position& position, ActorId actor, NodeId from, double weight, const Table<NodeId, double>& worths,
            Followed FollowedBoth::* option, EventTable& events) {
  const Game& game = position.compiled->game;
  const NodeId at = next_branching(game, from);
  const Node& node = game.nodes[at];
  const auto add = [&](const EventKey& key, NodeId next, double chance) {
    Followed& followed = events[key].*option;
    followed.chance += chance;
    followed.worth += chance * worths[next];
  };
  if (node.kind == NodeKind::Terminal) return add(end_of_story(), at, weight);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const double chance = weight * chance_of_move(position, node, k, actor);
    if (chance > 0) add(event_at(position, at, child(node, k)), child(node, k), chance);
  }
}

double mean_worth(const EventTable& events) {
  double sum = 0;
  for (const auto& [key, both] : events) sum += both.chosen.worth + both.other.worth;
  return sum / 2;
}

NextEvent split_in_two(const EventKey& key, const FollowedBoth& both, double mean) {
  NextEvent event{.variable = key.variable, .value = key.value};
  event.chance_chosen = both.chosen.chance;
  event.chance_other = both.other.chance;
  const Followed& known_chosen = both.chosen.chance > 0 ? both.chosen : both.other;
  const Followed& known_other = both.other.chance > 0 ? both.other : both.chosen;
  event.worth_chosen = known_chosen.worth / known_chosen.chance - mean;
  event.worth_other = known_other.worth / known_other.chance - mean;
  event.by_chance = (event.chance_chosen - event.chance_other) * (event.worth_chosen + event.worth_other) / 2;
  event.by_worth = (event.chance_chosen + event.chance_other) * (event.worth_chosen - event.worth_other) / 2;
  return event;
}

}  // namespace

std::vector<NextEvent> reasons_by_next_event(const Position& position, const std::vector<OptionPair>& pairs,
                                             const Table<NodeId, double>& worths) {
  const Game& game = position.compiled->game;
  EventTable events;
  for (const OptionPair& pair : pairs) {
    const Infoset& infoset = game.infosets[pair.infoset];
    for (std::size_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row) {
      const double weight = pair.weight * position.certificate->beliefs[row];
      if (weight == 0) continue;
      const NodeId history = game.members[row];
      follow(position, infoset.actor, node_after(game, history, infoset, pair.chosen), weight, worths,
             &FollowedBoth::chosen, events);
      follow(position, infoset.actor, node_after(game, history, infoset, pair.other), weight, worths,
             &FollowedBoth::other, events);
    }
  }
  const double mean = mean_worth(events);
  std::vector<NextEvent> found;
  for (const auto& [key, both] : events) found.push_back(split_in_two(key, both, mean));
  return found;
}

}  // namespace demarche
