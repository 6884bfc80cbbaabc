#include "demarche/game/public_game.h"

#include "demarche/base/wide.h"

#include <limits>

namespace demarche {
namespace {

// Where a flat node stands: a draw of an actor's type, or a public node with everybody's types.
struct Stand {
  std::uint32_t public_node = 0;
  std::uint32_t profile = 0;    // types, mixed radix, the first actor's slowest
  std::uint32_t num_drawn = 0;  // actors whose types are drawn
};

struct Flattening {
  const PublicGame& open;
  const PublicStakes& stakes;
  std::vector<std::uint32_t> first_type_odds{};  // [actor]
  std::vector<Stand> stands{};                   // [node]
  FlatGame out{};
};

std::uint32_t type_of(const PublicGame& game, std::uint32_t profile, std::size_t actor) {
  for (std::size_t later = game.num_actors; --later > actor;) profile /= game.num_types[ActorId{later}];
  return profile % game.num_types[ActorId{actor}];
}

double payoff_at(const Flattening& flat, std::uint32_t terminal, std::uint32_t profile, std::size_t actor) {
  double sum = flat.stakes.constants[std::size_t{terminal} * flat.open.num_actors + actor];
  for (std::size_t row = flat.stakes.first_term[terminal]; row < flat.stakes.first_term[terminal + 1]; ++row) {
    const PublicStakes::Term& term = flat.stakes.terms[row];
    if (term.actor.value != actor) continue;
    std::size_t at = type_of(flat.open, profile, term.one.value);
    if (term.other != none<ActorTag>) {
      at = at * flat.open.num_types[term.other] + type_of(flat.open, profile, term.other.value);
    }
    sum += flat.stakes.numbers[term.first_number + at];
  }
  return sum;
}

std::uint32_t skip_single_types(const PublicGame& game, std::uint32_t actor) {
  while (actor < game.num_actors && game.num_types[ActorId{actor}] == 1) ++actor;
  return actor;
}

void lay_out_sets(Flattening& flat) {
  Game& game = flat.out.game;
  std::uint32_t num_profiles = 1;
  for (const std::uint32_t num : flat.open.num_types) num_profiles *= num;
  game.infosets.resize(flat.open.num_infosets);
  std::uint32_t first_member = 0;
  for (const PublicDecision& decision : flat.open.decisions) {
    const std::uint32_t num_types = flat.open.num_types[decision.actor];
    for (std::uint32_t t = 0; t < num_types; ++t) {
      const std::size_t first_action = decision.first_action.value + std::size_t{t} * decision.num_actions;
      game.infosets[InfosetId{decision.first_infoset.value + std::size_t{t}}] = {decision.actor, ActionId{first_action},
                                                                                 decision.num_actions, first_member, 0};
      first_member += num_profiles / num_types;
    }
  }
  game.members.resize(first_member);
  game.num_actions = flat.open.num_actions;
}

// Those of public moves, then those of types, actor by actor.
Table<OddsId, double> flat_odds(const PublicOdds& open) {
  Table<OddsId, double> odds = open.odds;
  for (const std::vector<double>& of_actor : open.priors)
    for (const double prior : of_actor) odds.push_back(prior);
  return odds;
}

void lay_out_odds(Flattening& flat) {
  std::size_t first = flat.stakes.odds.size();
  for (const std::vector<double>& prior : flat.stakes.priors) {
    flat.first_type_odds.push_back(static_cast<std::uint32_t>(first));
    first += prior.size();
  }
  flat.out.stakes.odds = flat_odds({flat.stakes.priors, flat.stakes.odds});
  for (const PublicOdds& own : flat.stakes.thoughts) flat.out.stakes.thoughts.push_back(flat_odds(own));
  flat.out.game.num_odds = static_cast<std::uint32_t>(first);
}

void add_child(Flattening& flat, std::size_t parent, const Stand& stand) {
  Node node;
  node.parent = NodeId{parent};
  flat.out.game.nodes.push_back(node);
  flat.stands.push_back(stand);
}

void draw_type(Flattening& flat, Node& node, const Stand& stand, std::size_t at) {
  const std::uint32_t num_types = flat.open.num_types[ActorId{stand.num_drawn}];
  node.kind = NodeKind::Chance;
  node.owner = flat.first_type_odds[stand.num_drawn];
  node.num_children = static_cast<std::uint16_t>(num_types);
  const std::uint32_t next = skip_single_types(flat.open, stand.num_drawn + 1);
  for (std::uint32_t t = 0; t < num_types; ++t) add_child(flat, at, {0, stand.profile * num_types + t, next});
}

void end_here(Flattening& flat, Node& node, const Stand& stand) {
  node.kind = NodeKind::Terminal;
  node.owner = flat.out.game.num_outcomes++;
  for (std::size_t actor = 0; actor < flat.open.num_actors; ++actor) {
    const std::uint32_t terminal = flat.open.nodes[stand.public_node].owner;
    const double payoff = payoff_at(flat, terminal, stand.profile, actor);
    const Wide whole = exact_sum(base_of(flat.stakes, actor), payoff);
    flat.out.stakes.payoffs.push_back(whole.high);
    if (!flat.stakes.bases.empty()) flat.out.stakes.remainders.push_back(whole.low);
  }
}

void join_set(Flattening& flat, Node& node, const Stand& stand, std::size_t at) {
  const PublicDecision& decision = flat.open.decisions[flat.open.nodes[stand.public_node].owner];
  const std::uint32_t type = type_of(flat.open, stand.profile, decision.actor.value);
  node.kind = NodeKind::Decision;
  node.owner = decision.first_infoset.value + type;
  Infoset& infoset = flat.out.game.infosets[InfosetId{node.owner}];
  flat.out.game.members[infoset.first_member + infoset.num_members++] = NodeId{at};
}

void expand(Flattening& flat, std::size_t at) {
  const Stand stand = flat.stands[at];
  Node node = flat.out.game.nodes[NodeId{at}];
  node.first_child = NodeId{flat.out.game.nodes.size()};
  if (stand.num_drawn < flat.open.num_actors) {
    draw_type(flat, node, stand, at);
  } else {
    const PublicNode& open = flat.open.nodes[stand.public_node];
    if (open.kind == NodeKind::Terminal) {
      end_here(flat, node, stand);
    } else if (open.kind == NodeKind::Chance) {
      node.kind = NodeKind::Chance;
      node.owner = open.owner;
    } else {
      join_set(flat, node, stand, at);
    }
    node.num_children = open.num_children;
    for (std::uint32_t k = 0; k < open.num_children; ++k) {
      add_child(flat, at, {open.first_child + k, stand.profile, stand.num_drawn});
    }
  }
  flat.out.game.nodes[NodeId{at}] = node;
}

}  // namespace

FlatGame flatten(const PublicGame& game, const PublicStakes& stakes) {
  Flattening flat{.open = game, .stakes = stakes};
  flat.out.game.num_actors = game.num_actors;
  lay_out_sets(flat);
  lay_out_odds(flat);
  add_child(flat, none<NodeTag>.value, {0, 0, skip_single_types(game, 0)});
  for (std::size_t at = 0; at < flat.out.game.nodes.size(); ++at) expand(flat, at);
  flat.out.game.num_terminals = flat.out.game.num_outcomes;
  return std::move(flat.out);
}

}  // namespace demarche
