#include "demarche/seats/sitting.h"

#include "demarche/diag/guess.h"
#include "demarche/game/names.h"
#include "demarche/seats/luck.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_looked_ahead = 20'000;  // histories, for whether a seat may choose before another has

// The moves of each seat in their order, and how many of them the story has come to.
struct Hands {
  Table<ActorId, std::vector<std::size_t>> moves;  // rows of Sitting::moves
  Table<ActorId, std::size_t> num_played;
};

std::string offered_at(const Game& game, const Infoset& infoset) {
  std::string names;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", action_name(game, infoset, k));
  }
  return names;
}

OrRefusal<std::size_t> option_named(const Solved& solved, InfosetId id, const std::string& name, std::size_t row) {
  const Game& game = solved.compiled.game;
  const Infoset& infoset = game.infosets[id];
  std::vector<std::string> known;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) known.push_back(action_name(game, infoset, k));
  const auto found = std::ranges::find(known, name);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  const std::string guess = best_guess(name, known);
  const std::string meant = guess.empty() ? "" : fmt::format("did you mean `{}`? ", guess);
  return std::unexpected(Refusal{
      fmt::format("move {}: {} cannot choose `{}` there", row + 1, solved.model.actors[infoset.actor].name, name),
      fmt::format("{}it is one of {}", meant, offered_at(game, infoset))});
}

Refusal not_its_turn(const Sitting& sitting, std::size_t row) {
  const std::string& actor = sitting.solved->model.actors[sitting.moves[row].seat].name;
  return {fmt::format("move {}: it is not for {} to choose {}", row + 1, actor,
                      is_over(sitting) ? "any more, as the story is over" : "now"),
          "leave out the move"};
}

OrRefusal<Hands> deal_moves(const Sitting& sitting) {
  const std::size_t num_actors = sitting.solved->model.actors.size();
  Hands hands{Table<ActorId, std::vector<std::size_t>>(num_actors), Table<ActorId, std::size_t>(num_actors)};
  for (std::size_t row = 0; row < sitting.moves.size(); ++row) {
    const ActorId seat = sitting.moves[row].seat;
    if (!contains(sitting.plan.seats, seat)) {
      return std::unexpected(Refusal{
          fmt::format("move {} is one of {}, whose seat nobody has", row + 1, sitting.solved->model.actors[seat].name),
          "leave out the move, or name the actor among the seats"});
    }
    hands.moves[seat].push_back(row);
  }
  return hands;
}

// Plays on until somebody must choose who has not chosen yet.
OrRefusal<void> play_on(Sitting& sitting, Hands& hands) {
  const Game& game = sitting.solved->compiled.game;
  while (!is_over(sitting)) {
    const Node& node = game.nodes[sitting.stands_at];
    std::size_t move = 0;
    const bool by_person =
        node.kind == NodeKind::Decision && contains(sitting.plan.seats, game.infosets[node.infoset()].actor);
    if (by_person) {
      const ActorId seat = game.infosets[node.infoset()].actor;
      if (hands.num_played[seat] == hands.moves[seat].size()) return {};
      const std::size_t row = hands.moves[seat][hands.num_played[seat]++];
      const auto option = option_named(*sitting.solved, node.infoset(), sitting.moves[row].option, row);
      if (!option) return std::unexpected(option.error());
      move = *option;
      sitting.choices.push_back({sitting.stands_at, move, sitting.moves[row].belief});
    } else {
      move = move_by_luck(*sitting.solved, sitting.stands_at, sitting.plan.seed);
    }
    sitting.stands_at = child(node, move);
  }
  return {};
}

// Where a seat chooses next, whatever the others do before: it may choose now, as it learns nothing by waiting. None
// where that is open, or where it may not come to choose at all.
InfosetId next_choice_of(const Sitting& sitting, ActorId seat) {
  const Game& game = sitting.solved->compiled.game;
  InfosetId next = none<InfosetTag>;
  std::vector<NodeId> open{sitting.stands_at};
  for (std::size_t looked_at = 0; !open.empty(); ++looked_at) {
    const NodeId at = open.back();
    open.pop_back();
    const Node& node = game.nodes[at];
    if (node.kind == NodeKind::Terminal || looked_at == most_looked_ahead) return none<InfosetTag>;
    const bool decides = node.kind == NodeKind::Decision;
    if (decides && game.infosets[node.infoset()].actor == seat) {
      if (next != none<InfosetTag> && next != node.infoset()) return none<InfosetTag>;
      next = node.infoset();
    } else if (decides && contains(sitting.plan.seats, game.infosets[node.infoset()].actor)) {
      for (std::size_t k = 0; k < node.num_children; ++k) open.push_back(child(node, k));
    } else {
      open.push_back(child(node, move_by_luck(*sitting.solved, at, sitting.plan.seed)));
    }
  }
  return next;
}

// A seat that has chosen ahead of the story waits until the story is there.
OrRefusal<void> ask_seats(Sitting& sitting, const Hands& hands) {
  for (std::size_t row = 0; row < sitting.asked.size(); ++row) {
    const ActorId seat{row};
    if (!contains(sitting.plan.seats, seat)) continue;
    const std::size_t num_ahead = hands.moves[seat].size() - hands.num_played[seat];
    const InfosetId next = is_over(sitting) ? none<InfosetTag> : next_choice_of(sitting, seat);
    if (num_ahead == 0) {
      sitting.asked[seat] = next;
      continue;
    }
    const std::size_t first_ahead = hands.moves[seat][hands.num_played[seat]];
    if (next == none<InfosetTag>) return std::unexpected(not_its_turn(sitting, first_ahead));
    const auto option = option_named(*sitting.solved, next, sitting.moves[first_ahead].option, first_ahead);
    if (!option) return std::unexpected(option.error());
    if (num_ahead > 1) return std::unexpected(not_its_turn(sitting, hands.moves[seat][hands.num_played[seat] + 1]));
  }
  return {};
}

}  // namespace

OrRefusal<Sitting> sit(const Solved& solved, const SittingPlan& plan, const std::vector<SeatMove>& moves) {
  Sitting sitting{&solved, plan, moves, NodeId{0}, {}, {}};
  sitting.asked = Table<ActorId, InfosetId>(solved.model.actors.size(), none<InfosetTag>);
  auto hands = deal_moves(sitting);
  if (!hands) return std::unexpected(std::move(hands.error()));
  if (auto played = play_on(sitting, *hands); !played) return std::unexpected(std::move(played.error()));
  if (auto asked = ask_seats(sitting, *hands); !asked) return std::unexpected(std::move(asked.error()));
  return sitting;
}

bool is_over(const Sitting& sitting) {
  return sitting.solved->compiled.game.nodes[sitting.stands_at].kind == NodeKind::Terminal;
}

std::vector<NodeId> way_of(const Sitting& sitting) {
  std::vector<NodeId> way;
  const Game& game = sitting.solved->compiled.game;
  for (NodeId at = sitting.stands_at; at != none<NodeTag>; at = game.nodes[at].parent) way.push_back(at);
  std::ranges::reverse(way);
  return way;
}

std::size_t num_moves_of(const Sitting& sitting, ActorId seat) {
  return static_cast<std::size_t>(std::ranges::count(sitting.moves, seat, &SeatMove::seat));
}

}  // namespace demarche
