// Whatever a seat is told is the same, byte for byte, in all histories that its actor cannot tell apart.
#include "../unit/random_model.h"
#include "../unit/seats_help.h"

#include <doctest/doctest.h>

#include <map>
#include <tuple>

namespace demarche {
namespace {

// What an actor knows at a history: its set where it chooses, else all that it has seen and whether the story is over.
using Knowledge = std::tuple<std::uint32_t, std::uint32_t, bool>;

Knowledge knowledge_at(const Solved& solved, NodeId node, ActorId seat, InfosetId asked) {
  if (asked != none<InfosetTag>) return {asked.value, 0, false};
  const Game& game = solved.compiled.game;
  const std::size_t row = std::size_t{node.value} * game.num_actors + seat.value;
  return {none<InfosetTag>.value, solved.compiled.story.seen[row].value, game.nodes[node].kind == NodeKind::Terminal};
}

// The first that a seat was told in each state of what it knows.
struct Told {
  std::map<Knowledge, std::string> first;
  std::size_t num_alike = 0;

  void hear(const Knowledge& knowledge, const std::string& text) {
    const auto [at, is_new] = first.try_emplace(knowledge, text);
    if (!is_new) ++num_alike;
    CHECK(at->second == text);
  }
};

// The play that has come to a history, everybody being played by people.
Sitting standing_at(const Solved& solved, NodeId node) {
  const Game& game = solved.compiled.game;
  Sitting sitting{&solved, {test::everyone_in(solved), 5, true}, {}, node, {}, {}};
  sitting.asked = Table<ActorId, InfosetId>(solved.model.actors.size(), none<InfosetTag>);
  const Node& here = game.nodes[node];
  if (here.kind == NodeKind::Decision) sitting.asked[game.infosets[here.infoset()].actor] = here.infoset();
  for (NodeId at = node; game.nodes[at].parent != none<NodeTag>; at = game.nodes[at].parent) {
    const Node& above = game.nodes[game.nodes[at].parent];
    if (above.kind == NodeKind::Decision) sitting.moves.push_back({game.infosets[above.infoset()].actor, "any", {}});
  }
  return sitting;
}

std::size_t compare_all_histories(const Solved& solved) {
  std::size_t num_alike = 0;
  for (std::size_t row = 0; row < solved.model.actors.size(); ++row) {
    Told told;
    for (std::size_t node = 0; node < solved.compiled.game.nodes.size(); ++node) {
      const Sitting sitting = standing_at(solved, NodeId{node});
      told.hear(knowledge_at(solved, NodeId{node}, ActorId{row}, sitting.asked[ActorId{row}]),
                test::told_to(sitting, ActorId{row}));
    }
    num_alike += told.num_alike;
  }
  return num_alike;
}

TEST_CASE("at any history of a random model a seat is told what it has seen and nothing else") {
  std::size_t num_alike = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::string text = RandomModel(seed).text();
    CAPTURE(text);
    const Solved solved = test::at_random(text);
    if (solved.compiled.game.nodes.size() < 600) num_alike += compare_all_histories(solved);
  }
  CHECK(num_alike > 1000);
}

TEST_CASE("in plays of the examples a seat is told what it has seen and nothing else") {
  for (const char* example : {"starter.crisis", "kuhn.crisis", "alliance.crisis"}) {
    CAPTURE(std::string(example));
    const Solved solved = test::at_random(test::example_text(example));
    std::vector<Told> told(solved.model.actors.size());
    for (std::uint64_t dice = 0; dice < 60; ++dice) {
      const SittingPlan plan{test::everyone_in(solved), dice / 4, true};
      std::vector<SeatMove> moves = test::played_out(solved, plan, dice).moves;
      for (; !moves.empty(); moves.pop_back()) {
        const auto sitting = sit(solved, plan, moves);
        if (!sitting) continue;  // a choice ahead of the story that hung on another's
        for (std::size_t row = 0; row < told.size(); ++row) {
          // Who has chosen ahead of the story knows that, too.
          const bool ahead =
              num_moves_of(*sitting, ActorId{row}) >
              static_cast<std::size_t>(std::ranges::count_if(sitting->choices, [&](const SeatChoice& one) {
                const Game& game = solved.compiled.game;
                return game.infosets[game.nodes[one.node].infoset()].actor == ActorId{row};
              }));
          if (ahead) continue;
          told[row].hear(knowledge_at(solved, sitting->stands_at, ActorId{row}, sitting->asked[ActorId{row}]),
                         test::told_to(*sitting, ActorId{row}));
        }
      }
    }
  }
}

}  // namespace
}  // namespace demarche
