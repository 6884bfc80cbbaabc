#include "demarche/certify/best_response.h"

#include <algorithm>

namespace demarche {

namespace {

// The nodes as one actor sees them: what the others and chance make of them, and its own last move before.
struct View {
  Table<NodeId, Real> reaches;
  Table<NodeId, ActionId> last_moves;
};

View view_of(const Game& game, const Moves& moves, ActorId actor) {
  View view{Table<NodeId, Real>(game.nodes.size()), Table<NodeId, ActionId>(game.nodes.size())};
  view.reaches[NodeId{0}] = 1;
  view.last_moves[NodeId{0}] = none<struct ActionTag>;
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal) continue;
    const bool own = node.kind == NodeKind::Decision && game.infosets[node.infoset()].actor == actor;
    const Real* weights = first_move(game, node, moves.odds, moves.actions);
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const NodeId next = child(node, k);
      view.reaches[next] = view.reaches[NodeId{at}] * (own ? Real{1} : weights[k]);
      view.last_moves[next] = own ? ActionId{std::size_t{game.infosets[node.infoset()].first_action.value} + k}
                                  : view.last_moves[NodeId{at}];
    }
  }
  return view;
}

}  // namespace

Real best_response_value(const Game& game, const Stakes& stakes, const Moves& moves, ActorId actor) {
  const View view = view_of(game, moves, actor);
  Table<ActionId, Real> worth(game.num_actions);  // of what can follow a move before the actor's next one, and after it
  Real at_start = 0;
  const auto credit = [&](ActionId last_move, Real value) {
    (last_move == none<struct ActionTag> ? at_start : worth[last_move]) += value;
  };
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind != NodeKind::Terminal) continue;
    credit(view.last_moves[NodeId{at}], view.reaches[NodeId{at}] * payoff(game, stakes, node.outcome(), actor));
  }
  for (std::size_t row = game.infosets.size(); row-- > 0;) {  // an actor's later sets come after its earlier ones
    const Infoset& infoset = game.infosets[InfosetId{row}];
    if (infoset.actor != actor) continue;
    const Real* first = worth.data() + infoset.first_action.value;
    credit(view.last_moves[members_of(game, infoset).front()], *std::max_element(first, first + infoset.num_actions));
  }
  return at_start;
}

}  // namespace demarche
