#include "demarche/point/named.h"

#include "demarche/study/row_solver.h"
#include "study_help.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// Morrow 1994, as in the golden file `named_alliance`: whoever has a high stake pays for a tight alliance, which the
// low would not do from a cost of 0.2 on, and nobody from 0.7 on.
std::string alliance_named_by(const std::string& name) {
  return R"(
crisis "An alliance that is paid for in peace"
actor Patron
actor Rival
private Patron.stake: high 40%, low rest
parameter cost = 0.3, 0.22 to 0.6
stage "Peace":
    Patron declares alliance: none, tight
stage "Crisis":
    Rival chooses act: leave, attack
    end if Rival.act is leave
stage "Answer":
    Patron chooses help: intervene, abandon
payoff Patron:
    - cost if Patron.alliance is tight
    1      if Patron.stake is high and Rival.act is leave
    0.2    if Patron.stake is low and Rival.act is leave
    0.3    if Patron.stake is high and Patron.help is intervene
    - 0.4  if Patron.stake is low and Patron.help is intervene
payoff Rival:
    1   if Patron.help is abandon
    - 1 if Patron.help is intervene
)" + name +
         "\nask E(Patron)\nask P(Patron.alliance is tight)\n";
}

const std::string believed =
    "equilibrium where Patron.alliance is tight if Patron.stake is high, Patron.alliance is none if Patron.stake is "
    "low";

std::expected<Found, Failure> found_at(const Model& model, double cost, const Plan& plan = {}) {
  Parameters parameters = best_guesses(model);
  parameters[ParameterId{0}] = cost;
  return solve(Varied{model, parameters}, plan);
}

double share_tight(const Found& found) {
  const Solved& solved = std::get<Solved>(found.solved);
  const Formula& event = solved.model.questions.back().quantities.front().event;
  return probability_of(solved, solved.solution.strategy, event, nullptr).value;
}

}  // namespace

TEST_CASE("an equilibrium is found by its name, which the logit path does not lead to") {
  const auto usual = found_at(model_of(alliance_named_by("")), 0.3);
  REQUIRE(usual.has_value());
  CHECK(share_tight(*usual) == Approx(0).epsilon(1e-6));
  CHECK_FALSE(usual->naming.has_value());
  const auto named = found_at(model_of(alliance_named_by(believed)), 0.3);
  REQUIRE(named.has_value());
  CHECK(share_tight(*named) == Approx(0.4).epsilon(1e-6));
  CHECK(reached(solution_of(*named).reason));
  REQUIRE(named->naming.has_value());
  CHECK(named->naming->num_fit >= 1);
  CHECK(named->naming->num_found > named->naming->num_fit);
  CHECK_FALSE(named->equilibria.has_value());
}

TEST_CASE("where several are listed, those that are so called come first") {
  Plan plan;
  plan.num_starts = 20;
  const auto found = found_at(model_of(alliance_named_by(believed)), 0.3, plan);
  REQUIRE(found.has_value());
  REQUIRE(found->equilibria.has_value());
  CHECK(share_tight(*found) == Approx(0.4).epsilon(1e-6));
  CHECK(found->equilibria->rows.front().apart == 0);
  for (std::size_t row = 0; row < found->naming->reads.size(); ++row)
    CHECK(all_fit(found->naming->reads[row]) == (row < found->naming->num_fit));
  for (const Equilibrium& row : found->equilibria->rows)
    if (row.plays_as) CHECK(*row.plays_as < found->equilibria->rows.size());
}

TEST_CASE("none is put in the place of an equilibrium that is not found") {
  for (const double cost : {0.15, 0.75}) {  // the low would pay it, too; not even the high would
    const auto found = found_at(model_of(alliance_named_by(believed)), cost);
    REQUIRE_FALSE(found.has_value());
    const auto* said = std::get_if<Diagnostics>(&found.error());
    REQUIRE(said != nullptr);
    REQUIRE(said->size() == 1);
    CHECK(said->front().kind == Kind::E035);
    CHECK(said->front().others.size() == 1);  // the other claim
  }
}

TEST_CASE("a method that lists no equilibria refuses a model that names one") {
  Plan plan;
  plan.method = method_named("cfr+");
  const auto found = found_at(model_of(alliance_named_by(believed)), 0.3, plan);
  REQUIRE_FALSE(found.has_value());
  CHECK(std::holds_alternative<Refusal>(found.error()));
}

TEST_CASE("claims lean towards the moves that make them true, and say nothing of the others") {
  const Model model = model_of(alliance_named_by(believed));
  const auto compiled = compile(model, {});
  REQUIRE(compiled.has_value());
  const Parameters parameters = best_guesses(model);
  const auto stakes = demarche::bind(model, *compiled, parameters);
  REQUIRE(stakes.has_value());
  const std::vector<double> leaning = leaning_of({model, *compiled, parameters, *stakes});
  std::size_t num_leaning = 0;
  for (const Infoset& set : compiled->game.infosets) {
    const double none = leaning[set.first_action.value];
    const double other = leaning[set.first_action.value + 1];
    CHECK(std::abs(none + other) < 1e-12);
    if (none != 0) ++num_leaning;
    if (none != 0) CHECK(std::abs(none) == Approx(1));
  }
  CHECK(num_leaning == 2);  // Patron's alliance, of either type
}

TEST_CASE("a row of a study at which there is no such equilibrium says so") {
  const Model model = model_of(alliance_named_by(believed));
  const auto central = solve_model(model, best_guesses(model), {});
  REQUIRE(central.has_value());
  auto solver = make_row_solver(*central, central->model.questions, {}, RowStart::Path, {});
  REQUIRE(solver.has_value());
  Parameters parameters = best_guesses(model);
  parameters[ParameterId{0}] = 0.5;
  const RowOutcome row = solve_row(**solver, parameters);
  CHECK(row.answers[0] == Approx(0.4 * 0.5).epsilon(1e-6));
  CHECK_FALSE(row.not_found);
  parameters[ParameterId{0}] = 0.15;
  const RowOutcome none = solve_row(**solver, parameters);
  CHECK(std::isnan(none.answers[0]));
  CHECK(none.not_found);
  CHECK(none.note.find("named") != std::string::npos);
}

TEST_CASE("at a precision an event comes true where it does more often than not") {
  const Model model = model_of(alliance_named_by("precision = 15\n" + believed));
  const auto central = solve_model(model, best_guesses(model), {});
  REQUIRE(central.has_value());
  const auto reads = read_claims({central->model, central->compiled, central->parameters, central->stakes},
                                 central->solution.strategy, 0);
  CHECK(all_fit(reads));
  CHECK(reads.front().value < 0.999);
}

TEST_CASE("starts are made where the name leads, also where random ones are not") {
  // Three types and three words that mean nothing by themselves: every way to give them a meaning is an equilibrium.
  const Model model = model_of(R"(
crisis "Talk about three issues"
actor A
actor B
actor C
private A.cares: one 40%, two 32%, three rest
stage "Talk":
    A declares word: first, second, third
    B chooses give: one, two, three
    C chooses aside: yes, no
    A chooses answer: accept, fight
event granted: A.cares is one and B.give is one or A.cares is two and B.give is two or A.cares is three and B.give is three
payoff A:
    0.5 if A.answer is fight
    1   if A.answer is accept and granted
payoff B:
    - 1.6 if A.answer is fight
    - 1   if A.answer is accept
payoff C:
    0.1 if C.aside is yes
equilibrium where:
    A.word is third  if A.cares is one
    A.word is first  if A.cares is two
    A.word is second if A.cares is three
    granted
)");
  Plan plan;
  plan.num_starts_for_name = 0;
  const auto found = solve(Varied{model, best_guesses(model)}, plan);
  REQUIRE(found.has_value());
  CHECK(found->naming->num_starts == 0);
  CHECK(found->naming->route == Route::Leaning);
  const Solved& solved = std::get<Solved>(found->solved);
  CHECK(solved.certificate.max_gain < 1e-6);
}
