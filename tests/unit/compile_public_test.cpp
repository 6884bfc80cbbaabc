#include "demarche/compile/unfold_public.h"

#include "from_text.h"
#include "random_public_model.h"

#include <cmath>
#include <map>

namespace {

using namespace demarche;

PublicCompiled public_from(const Model& model) {
  auto compiled = compile_public(model, {});
  INFO((compiled ? std::string() : compiled.error()));
  REQUIRE(compiled.has_value());
  return std::move(*compiled);
}

std::string why_not(const std::string& text) {
  const auto compiled = compile_public(model_from(text), {});
  REQUIRE_FALSE(compiled.has_value());
  return compiled.error();
}

// The state with private traits left unsettled, as the public tree has it.
std::vector<ValueIndex> without_traits(const Model& model, StateView state) {
  std::vector<ValueIndex> bare(state.begin(), state.end());
  for (std::size_t row = 0; row < bare.size(); ++row) {
    if (model.variables[VariableId{row}].kind == VariableKind::Trait) bare[row] = has_not_happened;
  }
  return bare;
}

std::uint32_t type_in(const ActorTypes& types, StateView state) {
  for (std::uint32_t type = 0; type < types.num; ++type) {
    bool same = true;
    for (std::size_t k = 0; k < types.traits.size(); ++k) {
      same = same && values_of(types, type)[k] == state[types.traits[k].value];
    }
    if (same) return type;
  }
  FAIL("no such type");
  return 0;
}

double payoff_at(const PublicCompiled& compiled, const PublicStakes& stakes, std::size_t terminal, ActorId actor,
                 StateView state) {
  double sum = stakes.constants[terminal * compiled.game.num_actors + actor.value];
  if (!stakes.bases.empty()) sum += stakes.bases[actor.value];
  for (std::size_t row = stakes.first_term[terminal]; row < stakes.first_term[terminal + 1]; ++row) {
    const PublicStakes::Term& term = stakes.terms[row];
    if (term.actor != actor) continue;
    std::size_t at = type_in(compiled.story.types[term.one], state);
    if (term.other != none<ActorTag>) {
      at = at * compiled.game.num_types[term.other] + type_in(compiled.story.types[term.other], state);
    }
    sum += stakes.numbers[term.first_number + at];
  }
  return sum;
}

// The first terminal that ends in each public state.
std::map<std::vector<ValueIndex>, std::size_t> terminals_of(const PublicCompiled& compiled) {
  std::map<std::vector<ValueIndex>, std::size_t> terminals;
  const Story& story = compiled.story.story;
  for (std::size_t row = 0; row < compiled.story.outcome_of.size(); ++row) {
    const StateView state = state_view(story, story.state_of_outcome[compiled.story.outcome_of[row]]);
    terminals.try_emplace({state.begin(), state.end()}, row);
  }
  return terminals;
}

void check_public_payoffs(const Model& model, const PublicCompiled& compiled, const PublicStakes& stakes) {
  const Compiled flat = compiled_from(model);
  const auto flat_stakes = demarche::bind(model, flat, best_guesses(model));
  REQUIRE(flat_stakes.has_value());
  const auto terminals = terminals_of(compiled);
  for (std::size_t id = 0; id < flat.game.nodes.size(); ++id) {
    const Node& node = flat.game.nodes[NodeId{id}];
    if (node.kind != NodeKind::Terminal) continue;
    const StateView state = state_view(flat.story, flat.story.state_of[NodeId{id}]);
    const auto terminal = terminals.find(without_traits(model, state));
    REQUIRE(terminal != terminals.end());
    for (std::size_t actor = 0; actor < model.actors.size(); ++actor) {
      const double expected = payoff(flat.game, *flat_stakes, node.outcome(), ActorId{actor});
      const double found = payoff_at(compiled, stakes, terminal->second, ActorId{actor}, state);
      REQUIRE(std::fabs(found - expected) < 1e-12);
    }
  }
}

const std::string public_head =
    "crisis \"x\"\nactor A\nactor B\nactor C\n"
    "private A.type: soft 40%, hard rest\nprivate B.type: soft 40%, hard rest\nprivate C.type: soft 40%, hard rest\n";
const std::string tail = "payoff A:\n    0\npayoff B:\n    0\npayoff C:\n    0\n";

}  // namespace

TEST_CASE("a public form has the flat game's payoffs at every history and combination of types") {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    const Model model = model_from(random_public_model_text(seed));
    const PublicCompiled compiled = public_from(model);
    const auto stakes = bind_public(model, compiled, best_guesses(model));
    REQUIRE(stakes.has_value());
    check_public_payoffs(model, compiled, *stakes);
  }
}

TEST_CASE("an information set of a type is called as in the flat game") {
  const Model model = model_from(random_public_model_text(5));
  const PublicCompiled compiled = public_from(model);
  const Compiled flat = compiled_from(model);
  std::map<std::string, std::uint32_t> sets;
  for (std::size_t row = 0; row < flat.game.infosets.size(); ++row) {
    sets[flat.game.names.infosets[row]] = flat.game.infosets[InfosetId{row}].num_actions;
  }
  std::size_t num_sets = 0;
  for (std::size_t row = 0; row < compiled.game.decisions.size(); ++row) {
    const PublicDecision& decision = compiled.game.decisions[row];
    for (std::uint32_t type = 0; type < compiled.game.num_types[decision.actor]; ++type) {
      const auto set = sets.find(infoset_name(model, compiled, row, type));
      REQUIRE(set != sets.end());
      CHECK(set->second == decision.num_actions);
      ++num_sets;
    }
  }
  CHECK(num_sets == sets.size());
}

TEST_CASE("what has no public form says why in the model's words") {
  const std::string stage = "stage \"One\":\n";
  CHECK(why_not(public_head + stage + "    A tells B note: yes, no\n" + tail) == "C does not see `A.note`");
  CHECK(why_not(public_head + stage + "    chance rain seen by A: yes 10%, no rest\n" + tail) ==
        "B does not see `rain`");
  CHECK(why_not(public_head + stage + "    reveal A.type to B\n    B chooses go: yes, no\n" + tail) ==
        "the private trait `A.type` is revealed");
  CHECK(why_not(public_head + "A thinks B.type:\n    soft 10%, hard rest if A.type is hard\n" + stage +
                "    A chooses go: yes, no\n" + tail) == "the odds of `B.type` depend on the private trait `A.type`");
  CHECK(why_not(public_head + stage + "    A chooses go: yes, no if A.type is hard\n" + tail) ==
        "what `A.go` can be depends on the private trait `A.type`");
  CHECK(why_not(public_head + stage + "    chance rain:\n        yes 10%, no rest if A.type is hard\n" +
                "        yes 20%, no rest otherwise\n" + tail) ==
        "what `rain` can be depends on the private trait `A.type`");
  CHECK(why_not(public_head + stage + "    A chooses go if B.type is hard: yes, no\n" + tail) ==
        "the step `if B.type is hard` depends on the private trait `B.type`");
  CHECK(why_not(public_head + stage +
                "    simultaneously:\n        A chooses go: yes, no\n        B chooses go: yes, no\n" + tail) ==
        "B does not see `A.go` before `B.go`");
  CHECK(why_not(public_head +
                "private A.mood:\n    good 10%, bad rest if B.type is hard\n    good 20%, bad rest otherwise\n" +
                stage + "    A chooses go: yes, no\n" + tail) ==
        "what `A.mood` can be depends on the private trait `B.type`");
  CHECK(why_not(public_head + stage + "    A chooses go: yes, no\n" +
                "payoff A:\n    + 1 if A.type is hard and B.type is hard and C.type is hard\npayoff B:\n    0\n"
                "payoff C:\n    0\n") == "a line of A's payoff reads the private traits of A, B and C at once");
}

TEST_CASE("a limit on histories holds for public histories times all types") {
  const Model model = model_from(public_head + "stage \"One\":\n    A chooses go: yes, no\n" + tail);
  CompileOptions options;
  options.max_histories = 18;  // 3 nodes x 6 types
  CHECK(compile_public(model, options).has_value());
  options.max_histories = 17;
  CHECK_FALSE(compile_public(model, options).has_value());
}

TEST_CASE("payoffs over pairs of types that are sums of single ones take no table of pairs") {
  const Model model = model_from(public_head + "stage \"One\":\n    A chooses go: yes, no\n" +
                                 "payoff A:\n    + 1 if A.type is hard and B.type is hard\n"
                                 "    + 1 if A.type is hard and B.type is soft\n    + 2 if B.type is hard\n"
                                 "payoff B:\n    + 1 if A.type is hard and B.type is hard\npayoff C:\n    0\n");
  const PublicCompiled compiled = public_from(model);
  const auto stakes = bind_public(model, compiled, best_guesses(model));
  REQUIRE(stakes.has_value());
  std::size_t num_pairs = 0;
  for (const PublicStakes::Term& term : stakes->terms) num_pairs += term.other == none<ActorTag> ? 0 : 1;
  CHECK(num_pairs == compiled.game.num_terminals);  // of B alone
  CHECK(stakes->numbers.size() == 2 + 2 + 4);       // shared between terminals
  check_public_payoffs(model, compiled, *stakes);
}

TEST_CASE("numbers out of their bounds are told as in the flat game") {
  const Model model = model_from(public_head + "parameter share = 50%\nparameter zero = 1\nstage \"One\":\n" +
                                 "    chance rain: yes share, no rest\n    A chooses go: yes, no\n" +
                                 "payoff A:\n    + 1 / zero if A.type is hard\npayoff B:\n    0\npayoff C:\n    0\n");
  Parameters parameters = best_guesses(model);
  parameters[ParameterId{0u}] = 1.5;
  parameters[ParameterId{1u}] = 0.0;
  const PublicCompiled compiled = public_from(model);
  const auto in_public = bind_public(model, compiled, parameters);
  const auto flat = demarche::bind(model, compiled_from(model), parameters);
  REQUIRE_FALSE(in_public.has_value());
  REQUIRE_FALSE(flat.has_value());
  REQUIRE(in_public.error().size() == flat.error().size());
  for (std::size_t row = 0; row < flat.error().size(); ++row) {
    CHECK(in_public.error()[row].kind == flat.error()[row].kind);
    CHECK(in_public.error()[row].message == flat.error()[row].message);
    CHECK(in_public.error()[row].primary.span == flat.error()[row].primary.span);
  }
}

TEST_CASE("a trait with levels is a type a level, whose number payoffs read") {
  const Model model = model_from(
      "crisis \"x\"\nactor A\nactor B\nprivate A.resolve: 2000 levels from 0 to 1\n"
      "private B.resolve: 2000 levels from 0.5 to 1.5\nstage \"One\":\n    A chooses go: yes, no\n"
      "payoff A:\n    + 2 * (A.resolve - B.resolve) if A.go is yes\n    + 1 if A.resolve is level3\n"
      "    + 5 if A.resolve is at least level1999\npayoff B:\n    0\n");
  const PublicCompiled compiled = public_from(model);
  CHECK(compiled.game.num_types[ActorId{0u}] == 2000);
  const auto stakes = bind_public(model, compiled, best_guesses(model));
  REQUIRE(stakes.has_value());
  CHECK(stakes->priors[ActorId{0u}][7] == doctest::Approx(1.0 / 2000));
  CHECK(stakes->numbers.size() <= 3 * 2000);  // sums over pairs are taken apart
  std::vector<ValueIndex> state(model.variables.size(), has_not_happened);
  state[0] = 2;
  state[1] = 1999;
  const double expected = 2 * (2.0 / 1999 - 1.5) + 1;
  CHECK(payoff_at(compiled, *stakes, 0, ActorId{0u}, state) == doctest::Approx(expected));
  CHECK(payoff_at(compiled, *stakes, 1, ActorId{0u}, state) == doctest::Approx(1));
}

TEST_CASE("nodes of the flat tree are counted as it draws them: trait after trait, in the order of the text") {
  const std::string rest =
      "stage \"One\":\n    A chooses go: yes, no\n"
      "payoff A:\n    1 if A.go is yes\npayoff B:\n    0\npayoff C:\n    0\n";
  const std::string two = "private B.first: p 18%, q rest\nprivate B.second: p 50%, q rest\n";
  const std::string between = "private A.kind: calm 50%, tense 30%, cross rest\n" + two;
  const std::string one_value = two + "private C.only: one 100%\nprivate A.kind: calm 50%, tense rest\n";
  for (const std::string& text : {two, between, one_value}) {
    const Model model = model_from("crisis \"x\"\nactor A\nactor B\nactor C\n" + text + rest);
    CHECK(flat_nodes(public_from(model).game) == static_cast<double>(compiled_from(model).game.nodes.size()));
  }
}
