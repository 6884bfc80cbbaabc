#include "demarche/game/game.h"

#include <fmt/format.h>

#include <iterator>

namespace demarche {

namespace {

std::string_view name_of_move(const Game& game, const Node& node, std::size_t k) {
  if (node.kind == NodeKind::Chance) return game.names.odds[node.first_odds().value + k];
  return game.names.actions[game.infosets[node.infoset()].first_action.value + k];
}

void dump_infoset(std::string& out, const Game& game, InfosetId id) {
  const Infoset& infoset = game.infosets[id];
  fmt::format_to(std::back_inserter(out), "  {} `{}` at `{}`:", id.value, game.names.actors[infoset.actor.value],
                 game.names.infosets[id.value]);
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    fmt::format_to(std::back_inserter(out), " `{}`", game.names.actions[infoset.first_action.value + k]);
  }
  out += "; histories";
  for (const NodeId member : members_of(game, infoset)) fmt::format_to(std::back_inserter(out), " {}", member.value);
  out += '\n';
}

void dump_node(std::string& out, const Game& game, NodeId id) {
  const Node& node = game.nodes[id];
  fmt::format_to(std::back_inserter(out), "  {} ", id.value);
  if (id.value != 0) {
    const Node& parent = game.nodes[node.parent];
    fmt::format_to(std::back_inserter(out), "= {} `{}` ", node.parent.value,
                   name_of_move(game, parent, id.value - parent.first_child.value));
  }
  const std::string_view kind = node.kind == NodeKind::Terminal ? "outcome"
                                : node.kind == NodeKind::Chance ? "chance"
                                                                : "set";
  fmt::format_to(std::back_inserter(out), "-> {} {}\n", kind, node.owner);
}

// Of each actor what it thinks otherwise than the others.
void dump_thoughts(std::string& out, const Game& game, const Stakes& stakes) {
  for (std::size_t actor = 0; actor < stakes.thoughts.size(); ++actor) {
    const Table<OddsId, double>& own = stakes.thoughts[ActorId{actor}];
    if (own == stakes.odds) continue;
    fmt::format_to(std::back_inserter(out), "`{}` thinks\n", game.names.actors[actor]);
    for (std::size_t row = 0; row < own.size(); ++row) {
      if (own[OddsId{row}] == stakes.odds[OddsId{row}]) continue;
      fmt::format_to(std::back_inserter(out), "  {} `{}` {}\n", row, game.names.odds[row], own[OddsId{row}]);
    }
  }
}

}  // namespace

std::string dump(const Game& game) {
  std::string out = fmt::format("game `{}`\nactors:", game.names.title);
  for (const std::string& actor : game.names.actors) fmt::format_to(std::back_inserter(out), " `{}`", actor);
  fmt::format_to(std::back_inserter(out), "\nnodes {}, terminal {}, outcomes {}, ", game.nodes.size(),
                 game.num_terminals, game.num_outcomes);
  fmt::format_to(std::back_inserter(out), "information sets {}, actions {}, odds {}\n", game.infosets.size(),
                 game.num_actions, game.num_odds);
  out += "information sets\n";
  for (std::size_t row = 0; row < game.infosets.size(); ++row) dump_infoset(out, game, InfosetId{row});
  out += "histories\n";
  for (std::size_t row = 0; row < game.nodes.size(); ++row) dump_node(out, game, NodeId{row});
  return out;
}

std::string dump(const Game& game, const Stakes& stakes) {
  std::string out = "odds\n";
  for (std::size_t row = 0; row < stakes.odds.size(); ++row) {
    fmt::format_to(std::back_inserter(out), "  {} `{}` {}\n", row, game.names.odds[row], stakes.odds[OddsId{row}]);
  }
  dump_thoughts(out, game, stakes);
  out += "payoffs\n";
  for (std::size_t row = 0; row < game.num_outcomes; ++row) {
    fmt::format_to(std::back_inserter(out), "  {} `{}`", row, game.names.outcomes[row]);
    for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
      fmt::format_to(std::back_inserter(out), " {}", payoff(game, stakes, OutcomeId{row}, ActorId{actor}));
    }
    out += '\n';
  }
  return out;
}

}  // namespace demarche
