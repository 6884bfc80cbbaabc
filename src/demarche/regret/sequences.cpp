#include "demarche/regret/sequences.h"

#include "demarche/regret/public_states.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace demarche {
namespace {

constexpr ActionId no_move = none<struct ActionTag>;
constexpr std::uint32_t width = 4;
constexpr std::size_t fewest_in_lanes = 3;  // below that, holes cost more than lanes gain
constexpr std::uint32_t rows_before = 8;    // an actor's empty row, and holes

std::uint32_t padded(std::size_t num) { return (static_cast<std::uint32_t>(num) + width - 1) / width * width; }

struct Before {
  Table<InfosetId, ActionId> moves;        // the own move that leads to each set
  Table<InfosetId, std::uint32_t> levels;  // how many own moves lead to it
  Table<InfosetId, InfosetId> sets;        // the own set where that move is made; itself where there is none
};

Before before_infosets(const Game& game) {
  const std::vector<ActionId> lasts = last_moves(game);
  Table<ActionId, InfosetId> owners(game.num_actions);
  Before before;
  for (std::uint32_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const NodeId first = members_of(game, infoset)[0];
    const ActionId move = lasts[std::size_t{first.value} * game.num_actors + infoset.actor.value];
    before.moves.push_back(move);
    before.levels.push_back(move == no_move ? 0 : before.levels[owners[move]] + 1);
    before.sets.push_back(move == no_move ? InfosetId{row} : owners[move]);
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
      owners[ActionId{infoset.first_action.value + k}] = InfosetId{row};
    }
  }
  return before;
}

// A set on its way into a bundle.
struct Place {
  std::uint32_t level = 0;
  std::uint32_t group = 0;
  std::uint32_t branch = 0;
  std::uint32_t parent = 0;  // row
  std::uint32_t infoset = 0;
};

// The lanes of the move whose row this is.
struct Lanes {
  std::uint32_t first = 0;
  std::uint32_t num = 0;
};

struct Layout {
  const Game& game;
  Sequences sequences;
  std::vector<Lanes> lanes_of_row;
};

bool are_distinct(std::span<const Place> places) {
  for (std::size_t k = 1; k < places.size(); ++k) {
    if (places[k].parent == places[k - 1].parent) return false;
  }
  return true;
}

// The lanes that the sets can share with the move before them; none where they do not fit.
Lanes lanes_in_step(const Layout& layout, std::span<const Place> places) {
  const Lanes lanes = layout.lanes_of_row[places[0].parent];
  const bool one_move = places.back().parent < lanes.first + lanes.num;
  const bool dense = places.size() * 2 >= lanes.num && lanes.num >= width;
  return one_move && dense && are_distinct(places) ? lanes : Lanes{};
}

// Which lane each set takes, and what the bundle hangs on.
std::vector<std::uint32_t> hang(Layout& layout, Bundle& bundle, std::span<const Place> places) {
  std::vector<std::uint32_t> lanes(places.size());
  for (std::uint32_t k = 0; k < places.size(); ++k) lanes[k] = k;
  bundle.num_lanes = places.size() == 1 ? 1 : padded(places.size());
  bundle.parent = places[0].parent;
  if (places[0].parent == places.back().parent) return lanes;
  if (const Lanes shared = lanes_in_step(layout, places); shared.num > 0) {
    bundle.hang = Hang::InStep;
    bundle.num_lanes = shared.num;
    bundle.parent = shared.first;
    for (std::size_t k = 0; k < places.size(); ++k) lanes[k] = places[k].parent - shared.first;
    return lanes;
  }
  bundle.hang = Hang::Scattered;
  bundle.parent = static_cast<std::uint32_t>(layout.sequences.scattered.size());
  for (const Place& place : places) layout.sequences.scattered.push_back(place.parent);
  return lanes;
}

// Holes hang on themselves: what is pushed there is 0, and no other bundle's thread comes by.
void hang_holes(const Bundle& bundle, std::vector<std::uint32_t>& scattered) {
  if (bundle.hang != Hang::Scattered) return;
  const auto num_sets = static_cast<std::uint32_t>(scattered.size()) - bundle.parent;
  for (std::uint32_t lane = num_sets; lane < bundle.num_lanes; ++lane) scattered.push_back(bundle.first_row + lane);
}

void add_bundle(Layout& layout, std::span<const Place> places) {
  Bundle bundle;
  bundle.level = places[0].level;
  bundle.num_actions = layout.game.infosets[InfosetId{places[0].infoset}].num_actions;
  const std::vector<std::uint32_t> lanes = hang(layout, bundle, places);
  std::uint32_t& next = layout.sequences.num_rows;
  if (bundle.num_lanes > 1) next = padded(next);
  bundle.first_row = next;
  hang_holes(bundle, layout.sequences.scattered);
  next += bundle.num_actions * bundle.num_lanes;
  layout.lanes_of_row.resize(next);
  for (std::uint32_t row = bundle.first_row; row < next; ++row) {
    const std::uint32_t lane = (row - bundle.first_row) % bundle.num_lanes;
    layout.lanes_of_row[row] = {row - lane, bundle.num_lanes};
  }
  for (std::size_t k = 0; k < places.size(); ++k) {
    const Infoset& infoset = layout.game.infosets[InfosetId{places[k].infoset}];
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
      layout.sequences.rows[ActionId{infoset.first_action.value + a}] =
          bundle.first_row + a * bundle.num_lanes + lanes[k];
    }
  }
  layout.sequences.bundles.push_back(bundle);
}

// Sets that go with no others, put side by side as they come: sweeps gain by it, payments do not care.
void add_loose(Layout& layout, std::vector<Place> places) {
  const auto num_actions = [&](const Place& place) {
    return layout.game.infosets[InfosetId{place.infoset}].num_actions;
  };
  const auto go_together = [&](const Place& a, const Place& b) {
    return a.branch == b.branch && num_actions(a) == num_actions(b);
  };
  std::ranges::sort(places, {},
                    [&](const Place& p) { return std::tuple(p.branch, num_actions(p), p.parent, p.infoset); });
  for (std::size_t first = 0; first < places.size();) {
    std::size_t num = 1;
    while (num < width && first + num < places.size() && go_together(places[first], places[first + num])) ++num;
    if (num < fewest_in_lanes) num = 1;
    add_bundle(layout, std::span<const Place>(places).subspan(first, num));
    first += num;
  }
}

// Groups in the order of what they hang on, so that children and parents are walked in step.
std::vector<std::span<const Place>> groups_in_order(std::vector<Place>& places) {
  std::ranges::sort(places, {}, [](const Place& p) { return std::tuple(p.group, p.parent, p.infoset); });
  std::vector<std::span<const Place>> groups;
  for (std::size_t first = 0, k = 1; k <= places.size(); ++k) {
    if (k < places.size() && places[k].group == places[first].group) continue;
    groups.push_back(std::span<const Place>(places).subspan(first, k - first));
    first = k;
  }
  std::ranges::sort(groups, {}, [](const auto& group) { return std::pair(group[0].parent, group[0].infoset); });
  return groups;
}

void add_level(Layout& layout, const Before& before, std::vector<Place>& places) {
  for (Place& place : places) {
    const InfosetId id{place.infoset};
    const ActionId move = before.moves[id];
    place.parent = move == no_move ? layout.sequences.empty_rows.back() : layout.sequences.rows[move];
    layout.sequences.parent_rows[id] = place.parent;
  }
  std::vector<Place> loose;
  for (const auto& group : groups_in_order(places)) {
    if (group.size() >= fewest_in_lanes) add_bundle(layout, group);
    else loose.insert(loose.end(), group.begin(), group.end());
  }
  add_loose(layout, std::move(loose));
}

// Large games are cut into branches that threads can take: an actor's sets from some level on, by the set of that level
// that leads to them. Sets of different branches are not put side by side for speed alone.
void find_branches(const Before& before, std::vector<Place>& places) {
  constexpr std::size_t least_sets = 8192, enough_branches = 64;
  if (places.size() < least_sets) return;
  const std::uint32_t level = places[enough_branches].level;
  Table<InfosetId, std::uint32_t> branches(before.sets.size());
  for (Place& place : places) {
    const InfosetId id{place.infoset};
    branches[id] = place.level <= level ? place.infoset : branches[before.sets[id]];
    place.branch = branches[id];
  }
}

void add_actor(Layout& layout, const Before& before, std::vector<Place> places) {
  Sequences& sequences = layout.sequences;
  sequences.num_rows = padded(sequences.num_rows);
  sequences.empty_rows.push_back(sequences.num_rows);
  sequences.num_rows += rows_before;
  layout.lanes_of_row.resize(sequences.num_rows);
  std::ranges::sort(places, {}, [](const Place& place) { return std::pair(place.level, place.infoset); });
  find_branches(before, places);
  for (std::size_t first = 0; first < places.size();) {
    std::size_t last = first;
    while (last < places.size() && places[last].level == places[first].level) ++last;
    std::vector<Place> level(places.begin() + static_cast<std::ptrdiff_t>(first),
                             places.begin() + static_cast<std::ptrdiff_t>(last));
    add_level(layout, before, level);
    first = last;
  }
  sequences.first_bundles.push_back(static_cast<std::uint32_t>(sequences.bundles.size()));
}

}  // namespace

std::vector<ActionId> last_moves(const Game& game) {
  const std::size_t num_actors = game.num_actors;
  std::vector<ActionId> lasts(game.nodes.size() * num_actors, no_move);
  for (std::size_t at = 1; at < game.nodes.size(); ++at) {
    const NodeId above = game.nodes[NodeId{at}].parent;
    const Node& parent = game.nodes[above];
    std::copy_n(lasts.begin() + static_cast<std::ptrdiff_t>(above.value * num_actors), num_actors,
                lasts.begin() + static_cast<std::ptrdiff_t>(at * num_actors));
    if (parent.kind != NodeKind::Decision) continue;
    const Infoset& infoset = game.infosets[parent.infoset()];
    lasts[at * num_actors + infoset.actor.value] =
        ActionId{infoset.first_action.value + (at - parent.first_child.value)};
  }
  return lasts;
}

Sequences make_sequences(const Game& game) {
  const Before before = before_infosets(game);
  const std::vector<std::uint32_t> groups = group_infosets(game, before.levels);
  std::vector<std::vector<Place>> places(game.num_actors);
  for (std::uint32_t row = 0; row < game.infosets.size(); ++row) {
    places[game.infosets[InfosetId{row}].actor.value].push_back(
        {before.levels[InfosetId{row}], groups[row], 0, 0, row});
  }
  Layout layout{game, {}, {}};
  layout.sequences.rows.resize(game.num_actions);
  layout.sequences.parent_rows.resize(game.infosets.size());
  layout.sequences.first_bundles.push_back(0);
  for (auto& of_actor : places) add_actor(layout, before, std::move(of_actor));
  layout.sequences.num_rows = padded(layout.sequences.num_rows);
  return std::move(layout.sequences);
}

}  // namespace demarche
