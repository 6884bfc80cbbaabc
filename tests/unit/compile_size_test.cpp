#include "from_text.h"
#include "random_model.h"

#include <set>

namespace {

using namespace demarche;

struct Size {
  std::size_t nodes = 0;
  std::size_t terminals = 0;
  std::size_t infosets = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

Size size_of(const Compiled& compiled) {
  return {compiled.game.nodes.size(), compiled.game.num_terminals, compiled.game.infosets.size()};
}

void check_census(const Model& model, const Compiled& compiled) {
  const Census census = take_census(model, {});
  CHECK(census.exact);
  CHECK(census.num_histories == static_cast<double>(compiled.game.num_terminals));
  CHECK(census.num_nodes == static_cast<double>(compiled.game.nodes.size()));
  double product = 1;
  for (const Census::StageGrowth& growth : census.stages) product *= growth.factor;
  CHECK(product == doctest::Approx(census.num_histories));
}

void check_shape(const Game& game) {
  CHECK(recall_failure(game) == "");
  std::size_t next_child = 1;
  std::size_t num_members = 0;
  for (std::size_t id = 0; id < game.nodes.size(); ++id) {
    const Node& node = game.nodes[NodeId{id}];
    if (node.kind == NodeKind::Terminal) continue;
    REQUIRE(node.first_child.value == next_child);
    for (std::size_t k = 0; k < node.num_children; ++k) REQUIRE(game.nodes[child(node, k)].parent == NodeId{id});
    next_child += node.num_children;
    num_members += node.kind == NodeKind::Decision ? 1 : 0;
  }
  CHECK(next_child == game.nodes.size());
  CHECK(game.members.size() == num_members);
  CHECK(std::set<std::string>(game.names.infosets.begin(), game.names.infosets.end()).size() == game.infosets.size());
  CHECK(game.names.actions.size() == game.num_actions);
  CHECK(game.names.odds.size() == game.num_odds);
  CHECK(game.names.outcomes.size() == game.num_outcomes);
}

// An actor's sets are numbered so that no member stands before a member of a set with a smaller number.
void check_order(const Game& game) {
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    for (NodeId at = members_of(game, infoset).front(); at.value != 0;) {
      at = game.nodes[at].parent;
      const Node& node = game.nodes[at];
      if (node.kind != NodeKind::Decision) continue;
      if (game.infosets[node.infoset()].actor == infoset.actor) CHECK(node.infoset().value < row);
    }
  }
}

void check_sound(const Model& model, const Compiled& compiled) {
  check_census(model, compiled);
  check_shape(compiled.game);
  check_order(compiled.game);
}

}  // namespace

TEST_CASE("the study models unfold to their published sizes, known before unfolding") {
  struct Known {
    const char* file;
    Size size;
  };
  for (const Known& known : {Known{"april2024_study.crisis", {40'263, 21'896, 1'562}},
                             {"april2024_independent.crisis", {53'703, 29'192, 2'354}},
                             {"fearon1994.crisis", {199, 132, 16}},
                             {"alliance.crisis", {151, 84, 29}},
                             {"kuhn.crisis", {58, 30, 12}}}) {
    CAPTURE(known.file);
    const Model model = model_from(model_text(known.file));
    const Compiled compiled = compiled_from(model);
    CHECK(size_of(compiled) == known.size);
    CHECK(compiled.game.num_outcomes == known.size.terminals);
    check_sound(model, compiled);
  }
}

TEST_CASE("a leaked message gives the others more information sets and leaves the histories as they are") {
  const Model model = model_from(model_text("april2024_study.crisis"));
  for (std::size_t row = 0; row < model.variants.size(); ++row) {
    if (model.variants[VariantId{row}].name != "leaked") continue;
    const Varied varied = apply_variant(model, VariantId{row});
    const Compiled compiled = compiled_from(varied.model);
    CHECK(size_of(compiled) == Size{40'263, 21'896, 2'714});
    check_sound(varied.model, compiled);
    return;
  }
  FAIL("no variant `leaked`");
}

TEST_CASE("random models: the census counts what unfolding finds, and the game has perfect recall") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    const Model model = model_from(random_model_text(seed));
    const Compiled compiled = compiled_from(model);
    check_sound(model, compiled);
  }
}
