#include "from_text.h"

#include "demarche/certify/certify.h"
#include "demarche/compile/raid_numbers.h"
#include "demarche/compile/unfold_public.h"
#include "demarche/raid/outcome.h"

#include <fmt/format.h>

#include <set>

namespace {

using namespace demarche;

// Names of all that chance's steps of this variable have as children somewhere in the tree.
std::set<std::string> results_met(const Model& model, const Compiled& compiled, const std::string& variable) {
  std::set<std::string> met;
  for (std::size_t row = 0; row < compiled.game.nodes.size(); ++row) {
    const Node& node = compiled.game.nodes[NodeId{row}];
    if (node.kind != NodeKind::Chance) continue;
    const Site& site = compiled.story.sites[compiled.story.site_of[NodeId{row}]];
    if (model.variables[site.variable].name != variable) continue;
    for (std::size_t k = 0; k < node.num_children; ++k) {
      met.insert(compiled.game.names.odds[node.first_odds().value + k]);
    }
  }
  return met;
}

std::set<std::string> results_of_raid(const std::string& raid) {
  const Model model = model_from(
      "actor A\nscale harm: none < some < much\nparameter p = 0%, 0% to 50%\n"
      "parameter n = 0, 0 to 4\nstage \"S\":\n    raid harm:\n" +
      raid + "        impact none up to 0, some up to 2, much above\npayoff A:\n    1 if harm is much\n");
  const Compiled compiled = compiled_from(model);
  const Census census = take_census(model, {});
  CHECK(census.num_histories == static_cast<double>(compiled.game.num_terminals));
  const auto stakes = demarche::bind(model, compiled, best_guesses(model));
  REQUIRE(stakes.has_value());
  double sum = 0;
  for (const double odds : stakes->odds) sum += odds;
  CHECK(sum == doctest::Approx(1).epsilon(1e-12));
  return results_met(model, compiled, "harm");
}

using Names = std::set<std::string>;

// The text of a raid of plain numbers, many of them 0% and 100%.
std::string plain_raid_text(std::uint64_t seed) {
  std::uint64_t state = seed * 0x9E3779B97F4A7C15 + 7;
  const auto below = [&](std::uint64_t bound) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return (state >> 33U) % bound;
  };
  const auto share = [&] { return std::vector<std::string>{"0%", "40%", "100%"}[below(3)]; };
  std::string text = "actor A\nscale harm: l0";
  for (int level = 1; level <= 9; ++level) text += fmt::format(" < l{}", level);
  text += "\nstage \"S\":\n    raid harm:\n";
  text += fmt::format("        salvo {} drones of which {} arrive, {} cruise\n", below(5), share(), below(5));
  for (std::uint64_t layer = 0; layer <= below(3); ++layer) {
    const std::string shared =
        below(3) == 0 ? fmt::format(" with magazine {} for cruise then drones", 2 + below(7)) : "";
    text += fmt::format("        layer \"y{}\"{}{}: drones {}", layer, below(4) == 0 ? " looks twice" : "", shared,
                        share());
    if (below(2) == 0) text += fmt::format(" cap {}", below(4));
    text += fmt::format(", cruise {} shots {}", share(), 1 + below(2));
    if (shared.empty() && below(2) == 0) text += fmt::format(" magazine {}", 2 + below(6));
    text += "\n";
  }
  if (below(3) == 0) text += fmt::format("        regime fog {}: \"y0\" {}\n", share(), share());
  text += "        impact l0 up to 0";
  for (int level = 1; level < 9; ++level) text += fmt::format(", l{} up to {}", level, level);
  return text + ", l9 above\npayoff A:\n    1 if harm is l0\n";
}

// The odds of all levels that are written, whether they can be or not.
std::vector<double> written_odds(const Model& model, const Compiled& compiled) {
  const Site& site = compiled.story.sites[SiteId{0}];
  const Raid& raid = std::get<Raid>(site.step.what);
  const Point point = point_of(model, best_guesses(model));
  const StateView state = state_view(compiled.story, compiled.story.state_of[NodeId{0}]);
  Diagnostics diagnostics;
  const RaidReading reading{model, raid, site.step.span, point, state, "", diagnostics};
  const RaidNumbers numbers = raid_numbers(reading);
  REQUIRE(numbers.sound);
  return cut_into_levels(reading, raid_outcome(numbers.defence, all_owners(numbers.defence)).leakers);
}

}  // namespace

TEST_CASE("random raids of plain numbers: levels left out have no odds, and what is left adds up to 100%") {
  std::size_t num_left_out = 0;
  std::size_t num_idle = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    const Model model = model_from(plain_raid_text(seed));
    const Compiled compiled = compiled_from(model);
    const Names met = results_met(model, compiled, "harm");
    const std::vector<double> odds = written_odds(model, compiled);
    for (std::size_t level = 0; level < odds.size(); ++level) {
      const bool kept = met.contains(fmt::format("l{}", level));
      if (!kept) CHECK(odds[level] < 1e-14);
      num_left_out += kept ? 0 : 1;
      num_idle += kept && odds[level] == 0 ? 1 : 0;
    }
  }
  CHECK(num_left_out > 1000);
  CHECK(num_idle < num_left_out / 20);  // only where magazines are shared between kinds
}

TEST_CASE("a raid comes to what was launched and what is surely stopped leave open, and to nothing else") {
  CHECK(results_of_raid("        salvo 0 drones\n") == Names{"none"});
  CHECK(results_of_raid("        salvo 2 drones\n        layer \"own\": drones 50%\n") == Names{"none", "some"});
  CHECK(results_of_raid("        salvo 5 drones\n        layer \"own\": drones 50%\n") ==
        Names{"none", "some", "much"});
  CHECK(results_of_raid("        salvo 5 drones\n        layer \"own\": drones 100%\n") == Names{"none"});
  CHECK(results_of_raid("        salvo 5 drones\n        layer \"own\": drones 0%\n") == Names{"much"});
  CHECK(results_of_raid("        salvo 5 drones\n        layer \"own\": drones 100% cap 3\n") == Names{"some"});
  CHECK(results_of_raid("        salvo 5 drones\n        layer \"own\": drones 50% cap 4\n") == Names{"some", "much"});
  CHECK(results_of_raid("        salvo 5 drones of which 0% arrive\n") == Names{"none"});
  CHECK(results_of_raid("        salvo 5 drones\n        layer \"own\": drones 100% shots 2 magazine 4\n") ==
        Names{"much"});
  CHECK(
      results_of_raid("        salvo 4 drones, 3 cruise\n        layer \"own\" with magazine 6 for drones then cruise: "
                      "drones 100%, cruise 100%\n") == Names{"some"});
  CHECK(results_of_raid("        salvo 5 drones\n        layer \"own\": drones 100%\n        regime fog 50%: \"own\" "
                        "0%\n") == Names{"none", "much"});
}

TEST_CASE("what a parameter may change stays, whatever its value is now") {
  CHECK(results_of_raid("        salvo n drones\n") == Names{"none", "some", "much"});
  CHECK(results_of_raid("        salvo 3 drones\n        layer \"own\": drones p\n") == Names{"none", "some", "much"});
  CHECK(results_of_raid(
            "        salvo 3 drones\n        layer \"own\": drones 100%\n        regime fog p: \"own\" 0%\n") ==
        Names{"none", "much"});
  CHECK(results_of_raid("        salvo 3 drones of which p * 0 arrive\n") == Names{"none"});
}

TEST_CASE("odds of 0 by the text, by what happened before or by a rest of nothing lead nowhere") {
  const Model model = model_from(R"(actor A
parameter p = 0%, 0% to 10%
scale reach: short 0 < long 1
stage "S":
    A chooses gun: small, big
    reach rises to long if A.gun is big
    chance never: x 0%, y 100%
    chance hit: yes reach * p, no rest
    chance third: a 70%, b 20%, c 10%, d rest
    chance perhaps: u p, v rest
payoff A:
    1 if hit is yes and never is y and third is a and perhaps is u
)");
  const Compiled compiled = compiled_from(model);
  CHECK(results_met(model, compiled, "never") == Names{"y"});
  CHECK(results_met(model, compiled, "hit") == Names{"yes", "no"});
  CHECK(results_met(model, compiled, "third") == Names{"a", "b", "c"});
  CHECK(results_met(model, compiled, "perhaps") == Names{"u", "v"});
  CHECK(compiled.game.num_terminals == 18);
  const Census census = take_census(model, {});
  CHECK(census.num_histories == 18);
  CHECK(census.num_nodes == static_cast<double>(compiled.game.nodes.size()));
}

TEST_CASE("a vote that its voters decide has one result, and others who all say yes decide it, too") {
  const auto num_results = [](const std::string& vote) {
    const Model model =
        model_from("actor A\nactor B\nparameter p = 0%, 0% to 10%\nstage \"S\":\n    vote v: passes with " + vote +
                   "payoff A:\n    1 if v is passed\npayoff B:\n    1 if v is failed\n");
    const Compiled compiled = compiled_from(model);
    CHECK(take_census(model, {}).num_histories == static_cast<double>(compiled.game.num_terminals));
    const auto stakes = demarche::bind(model, compiled, best_guesses(model));
    REQUIRE(stakes.has_value());
    for (const Story::OddsRow& row : compiled.story.odds_rows) {
      double sum = 0;
      for (std::uint32_t k = 0; k < row.num; ++k) sum += stakes->odds[OddsId{row.first.value + k}];
      CHECK(sum == doctest::Approx(1).epsilon(1e-12));
    }
    return compiled.game.num_terminals;
  };
  const std::string voters = "        voters A, B\n";
  CHECK(num_results("2 of 2\n" + voters) == 4);
  CHECK(num_results("1 of 3\n" + voters + "        others yes 50%\n") == 5);
  CHECK(num_results("2 of 3\n" + voters + "        others yes 0%\n") == 4);
  CHECK(num_results("2 of 3\n" + voters + "        others yes 100%\n") == 4);
  CHECK(num_results("2 of 3\n" + voters + "        others yes p\n") == 6);
}

TEST_CASE("types that cannot be drawn are no types") {
  const Model model = model_from(R"(actor A
actor B
private A.kind: calm 100%, wild 0%
private A.force:
    weak 50%, strong rest if A.kind is calm
    none 30%, weak rest otherwise
stage "S":
    A chooses m: x, y
payoff A:
    1 if A.m is x and A.kind is calm and A.force is strong
payoff B:
    0
)");
  const auto open = compile_public(model, {});
  REQUIRE(open.has_value());
  CHECK(open->game.num_types[ActorId{0}] == 2);
  const auto stakes = bind_public(model, *open, best_guesses(model));
  REQUIRE(stakes.has_value());
  CHECK(stakes->priors[ActorId{0}] == std::vector<double>{0.5, 0.5});
}

TEST_CASE("where numbers make odds 0, what lies behind them is in no range and no maximum") {
  const Model model = model_from(R"(actor A
parameter p = 0%, 0% to 50%
stage "S":
    chance storm: yes p, no rest
    A chooses m: x, y
payoff A:
    100 if storm is yes and A.m is x
    3 if storm is no and A.m is x
)");
  const Compiled compiled = compiled_from(model);
  CHECK(compiled.game.num_terminals == 4);
  const Strategy strategy = uniform_strategy(compiled.game);
  const auto calm = demarche::bind(model, compiled, best_guesses(model));
  REQUIRE(calm.has_value());
  const Certificate certificate = certify(compiled.game, *calm, strategy);
  CHECK(certificate.payoff_range == 3);
  CHECK(certificate.max_gain == doctest::Approx(1.5));
  CHECK(num_out_of_reach(certificate) == 1);
  Parameters stormy = best_guesses(model);
  stormy[ParameterId{0}] = 0.25;
  const auto stakes = demarche::bind(model, compiled, stormy);
  REQUIRE(stakes.has_value());
  CHECK(certify(compiled.game, *stakes, strategy).payoff_range == 100);
  CHECK(num_out_of_reach(certify(compiled.game, *stakes, strategy)) == 0);
}
