#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/equations/log_odds.h"
#include "demarche/solve/path/logit_trace.h"
#include "from_text.h"
#include "random_game.h"
#include "random_model.h"
#include "strategies.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

struct AlikeCase {
  Model model;
  Compiled compiled;
  Stakes stakes;
  std::shared_ptr<const AqreShape> shape;
};

AlikeCase case_of(const std::string& text) {
  AlikeCase made{model_from(text), {}, {}, {}};
  made.compiled = compiled_from(made.model);
  auto stakes = demarche::bind(made.model, made.compiled, best_guesses(made.model));
  REQUIRE(stakes.has_value());
  made.stakes = std::move(*stakes);
  made.shape = aqre_shape(made.compiled.game, made.stakes);
  return made;
}

// Both shapes at one place.
struct BothPoints {
  LogitStakes whole_stakes;
  LogitStakes alike_stakes;
  LogitPoint whole;
  LogitPoint alike;
};

BothPoints points_of(const AlikeCase& it, std::uint64_t seed) {
  BothPoints both;
  both.whole_stakes = *logit_stakes(it.compiled.game, *it.shape, it.stakes);
  auto stakes = alike_stakes(*it.shape->alike, both.whole_stakes);
  REQUIRE(stakes.has_value());
  both.alike_stakes = std::move(*stakes);
  both.whole = uniform_point(it.shape->logit, both.whole_stakes);
  both.alike = uniform_point(it.shape->alike->logit, both.alike_stakes);
  const Strategy strategy = random_strategy(it.compiled.game, seed);
  take_strategy(it.shape->logit, strategy, both.whole);
  both.whole.precision = both.alike.precision = 1.5;
  evaluate(it.shape->logit, both.whole_stakes, both.whole);
  move_to(it.shape->alike->logit, both.alike_stakes, place_of(both.whole), both.alike);
  return both;
}

double apart(const std::vector<double>& one, const std::vector<double>& other) {
  REQUIRE(one.size() == other.size());
  double most = 0;
  for (std::size_t k = 0; k < one.size(); ++k) most = std::max(most, std::abs(one[k] - other[k]));
  return most;
}

// What a move is worth over the first one at its set: constants of histories that are one there are left out.
std::vector<double> over_first(const LogitShape& shape, const LogitPoint& point) {
  std::vector<double> result = point.action_values;
  for (const LogitShape::Set& set : shape.sets)
    for (std::uint32_t a = 0; a < set.num_actions; ++a)
      result[set.first_action + a] -= point.action_values[set.first_action];
  return result;
}

std::vector<double> some_direction(std::size_t size, std::uint64_t seed) {
  Draws dice{seed};
  std::vector<double> result(size);
  for (double& x : result) x = dice.uniform() - 0.5;
  return result;
}

std::vector<double> product(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                            const std::vector<double>& direction) {
  std::vector<double> result;
  apply_jacobian(shape, stakes, point, direction, result);
  return result;
}

// B does not see what A does, and cares for it by a constant alone; whether there is a storm is known to nobody.
std::string unseen_move(const std::string& more) {
  return "crisis \"unseen\"\nactor A\nactor B\nprivate A.type: hard 40%, soft rest\nparameter storm = 30%, 0 to 60%\n"
         "stage \"first\":\n    A secretly chooses hidden: one, two, three\n    chance weather seen by A: storm storm, "
         "calm rest\n"
         "stage \"second\":\n    B chooses reply: yes, no\n"
         "stage \"third\":\n    A chooses last: yes, no\n"
         "payoff A:\n    + 1 if A.hidden is one\n    + 2 if A.last is yes and A.type is hard\n"
         "    - 1 if A.last is yes and B.reply is yes\n"
         "payoff B:\n    + 1 if B.reply is yes and A.last is yes\n    - 0.4 if B.reply is yes\n    - 1 if A.hidden is "
         "two\n" +
         more;
}

}  // namespace

TEST_CASE("alike histories as one: the same equations, their derivatives and determinant, in random crises") {
  std::size_t num_alike = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    const AlikeCase it = case_of(random_model_text(seed));
    if (it.compiled.game.nodes.size() > 20'000 || !it.shape->alike) continue;
    ++num_alike;
    const LogitShape& whole = it.shape->logit;
    const LogitShape& alike = it.shape->alike->logit;
    CHECK(alike.num_nodes < whole.num_nodes);
    const BothPoints both = points_of(it, seed + 7);
    CHECK(apart(both.whole.residuals, both.alike.residuals) < 1e-11);
    CHECK(apart(over_first(whole, both.whole), over_first(alike, both.alike)) < 1e-12);
    CHECK(std::abs(both.whole.max_gain - both.alike.max_gain) < 1e-12);
    const std::vector<double> direction = some_direction(whole.num_unknowns, seed);
    CHECK(apart(product(whole, both.whole_stakes, both.whole, direction),
                product(alike, both.alike_stakes, both.alike, direction)) < 1e-11);
    CHECK(apart(precision_pull(whole, both.whole), precision_pull(alike, both.alike)) < 1e-12);
    LogitSolver of_whole = make_solver(*it.shape);
    LogitSolver of_alike = make_alike_solver(*it.shape);
    factorise(of_whole, both.whole_stakes, both.whole);
    factorise(of_alike, both.alike_stakes, both.alike);
    CHECK(determinant_sign(of_whole) == determinant_sign(of_alike));
    std::vector<double> solved = product(alike, both.alike_stakes, both.alike, direction);
    substitute(of_alike, solved);
    CHECK(apart(solved, direction) < 1e-8);
  }
  MESSAGE(num_alike << " of 120 random crises have many histories that are alike");
  CHECK(num_alike >= 20);
}

TEST_CASE("histories that nobody tells apart any more are one, also where chance makes some of them impossible") {
  AlikeCase it = case_of(unseen_move(""));
  REQUIRE(it.shape->alike.has_value());
  // Of the 12 histories that B takes for one, whatever A's type is and has done and the weather, two are left: A's type
  // matters to A later on.
  const LogitShape& alike = it.shape->alike->logit;
  const auto is_reply = [&](const LogitShape::Set& set) { return set.actor == 1; };
  const auto reply = std::ranges::find_if(alike.sets, is_reply);
  REQUIRE(reply != alike.sets.end());
  CHECK(reply->num_members == 2);
  Parameters parameters = best_guesses(it.model);
  parameters[ParameterId{0}] = 0.0;  // no storm
  it.stakes = *demarche::bind(it.model, it.compiled, parameters);
  const BothPoints both = points_of(it, 3);
  CHECK(apart(both.whole.residuals, both.alike.residuals) < 1e-12);
  const std::vector<double> direction = some_direction(alike.num_unknowns, 5);
  CHECK(apart(product(it.shape->logit, both.whole_stakes, both.whole, direction),
              product(alike, both.alike_stakes, both.alike, direction)) < 1e-12);
}

TEST_CASE("stakes that tell apart what was alike are seen, and solved for all the same") {
  AlikeCase it =
      case_of(unseen_move("    - bite if B.reply is yes and A.hidden is three\nparameter bite = 0, 0 to 2\n"));
  REQUIRE(it.shape->alike.has_value());
  CHECK(alike_stakes(*it.shape->alike, *logit_stakes(it.compiled.game, *it.shape, it.stakes)).has_value());
  Parameters parameters = best_guesses(it.model);
  parameters[ParameterId{1}] = 1.5;
  const Stakes bitten = *demarche::bind(it.model, it.compiled, parameters);
  const auto scaled = logit_stakes(it.compiled.game, *it.shape, bitten);
  REQUIRE(scaled.has_value());
  CHECK_FALSE(alike_stakes(*it.shape->alike, *scaled).has_value());
  AqreOptions options;
  options.precision = 3;
  const Solution kept = solve_aqre(it.compiled.game, *it.shape, bitten, options);
  const Solution whole = solve_aqre(it.compiled.game, *aqre_shape(it.compiled.game), bitten, options);
  CHECK(largest_difference(kept.strategy, whole.strategy) < 1e-9);
}

TEST_CASE("a path that bends back goes on with all histories told apart, and comes to where it would have come so") {
  std::size_t num_compared = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    const AlikeCase it = case_of(random_model_text(seed));
    if (it.compiled.game.nodes.size() > 5'000 || !it.shape->alike) continue;
    AqreOptions options;
    options.precision = 40;
    const Solution found = solve_aqre(it.compiled.game, *it.shape, it.stakes, options);
    options.watch_path = [](const Game&, const PathStep&) {};  // who watches is shown a path over all histories
    const Solution apart = solve_aqre(it.compiled.game, *it.shape, it.stakes, options);
    CHECK(largest_difference(found.strategy, apart.strategy) < 1e-8);
    CHECK(found.num_folds == apart.num_folds);
    if (apart.num_folds == 0 && apart.notes.empty()) continue;
    ++num_compared;
    CHECK(std::abs(found.num_steps - apart.num_steps) <= apart.num_steps / 5);
  }
  MESSAGE(num_compared << " paths of random crises bend back or cross others");
  CHECK(num_compared >= 1);
}

TEST_CASE("a path over alike histories goes on from where it stands when they are told apart") {
  const AlikeCase it = case_of(unseen_move(""));
  REQUIRE(it.shape->alike.has_value());
  LogitTrace trace = start_over_alike(*it.shape, *logit_stakes(it.compiled.game, *it.shape, it.stakes), 1e-9);
  REQUIRE(trace.apart.has_value());
  for (int step = 0; step < 3; ++step) REQUIRE(advance(trace, 50));
  const LogitPoint before = trace.here;
  tell_apart(trace);
  CHECK_FALSE(trace.apart.has_value());
  CHECK(trace.solver.shape == &it.shape->logit);
  CHECK(trace.here.precision == before.precision);
  CHECK(apart(over_first(*trace.solver.shape, trace.here), over_first(*trace.solver.shape, before)) < 1e-12);
  CHECK(trace.here.max_residual < 1e-5);
  CHECK(advance(trace, 50));
}
