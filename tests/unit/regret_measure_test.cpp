#include "demarche/regret/run.h"

#include "brute_force.h"
#include "regret_help.h"

#include <doctest/doctest.h>

#include <functional>

using namespace demarche;
using namespace demarche::test;

namespace {

// The plans of a run at this moment, as a strategy.
Strategy current_strategy(const Game& game, const RegretGame& regret_game, const RegretRun& run) {
  const Numbers& matched = run.matched.empty() ? run.regrets : run.matched;
  Strategy strategy{Table<ActionId, double>(game.num_actions)};
  for (const Infoset& infoset : game.infosets) {
    double sum = 0;
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
      const double regret = matched[regret_game.sequences.rows[ActionId{infoset.first_action.value + a}]];
      sum += regret > regret_floor(regret_game) ? regret : 0;
    }
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
      const ActionId action{infoset.first_action.value + a};
      const double regret = matched[regret_game.sequences.rows[action]];
      const double share = regret > regret_floor(regret_game) ? regret / sum : 0;
      strategy.log_probability[action] = std::log(sum > 0 ? share : 1.0 / infoset.num_actions);
    }
  }
  return strategy;
}

// Calls `visit` with every way in which an actor can settle all its moves beforehand.
void for_all_plans(const Game& game, ActorId actor, Strategy& strategy, std::size_t row,
                   const std::function<void()>& visit) {
  while (row < game.infosets.size() && game.infosets[InfosetId{row}].actor != actor) ++row;
  if (row == game.infosets.size()) return visit();
  const Infoset& infoset = game.infosets[InfosetId{row}];
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
      strategy.log_probability[ActionId{infoset.first_action.value + a}] = a == k ? 0 : -INFINITY;
    }
    for_all_plans(game, actor, strategy, row + 1, visit);
  }
}

double num_plans(const Game& game, ActorId actor) {
  double num = 1;
  for (const Infoset& infoset : game.infosets) num *= infoset.actor == actor ? infoset.num_actions : 1;
  return num;
}

double paid(const RandomGame& made, const Strategy& strategy, ActorId actor) {
  return static_cast<double>(expected(make_play(made.game, made.stakes, strategy), NodeId{std::size_t{0}}, actor));
}

// What the best single plan would have earned on average against these plays, beyond what was earned.
double regret_by_plans(const RandomGame& made, const std::vector<Strategy>& plays, ActorId actor) {
  const double total = static_cast<double>(plays.size() * (plays.size() + 1)) / 2;
  double earned = 0, best = -INFINITY;
  for (std::size_t t = 0; t < plays.size(); ++t) {
    earned += static_cast<double>(t + 1) * paid(made, plays[t], actor) / total;
  }
  Strategy plan = plays[0];
  for_all_plans(made.game, actor, plan, 0, [&] {
    double sum = 0;
    for (std::size_t t = 0; t < plays.size(); ++t) {
      Strategy mixed = plays[t];
      for (const Infoset& infoset : made.game.infosets) {
        if (infoset.actor != actor) continue;
        const std::size_t first = infoset.first_action.value;
        std::copy_n(plan.log_probability.begin() + static_cast<std::ptrdiff_t>(first), infoset.num_actions,
                    mixed.log_probability.begin() + static_cast<std::ptrdiff_t>(first));
      }
      sum += static_cast<double>(t + 1) * paid(made, mixed, actor) / total;
    }
    best = std::max(best, sum);
  });
  return best - earned;
}

void check_regrets(const RandomGame& made) {
  const RegretGame regret_game = make_regret_game(made.game, made.stakes);
  RegretRun run = start_run(regret_game, RegretMethod::CfrPlus);
  std::vector<Strategy> plays;
  for (int t = 0; t < 4; ++t) {
    plays.push_back(current_strategy(made.game, regret_game, run));
    iterate(regret_game, run, {});
  }
  const RegretMeasure measured = measure(regret_game, run, {});
  for (std::size_t actor = 0; actor < made.game.num_actors; ++actor) {
    CHECK(std::fabs(measured.regrets[ActorId{actor}] - regret_by_plans(made, plays, ActorId{actor})) < 1e-12);
  }
}

}  // namespace

TEST_CASE("the gap of the average play is the largest gain by any plan in hindsight") {
  std::size_t num_checked = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game(
        {.seed = seed, .num_actors = 2 + static_cast<std::uint32_t>(seed % 3), .max_depth = 4, .max_nodes = 60});
    double largest = 0;
    for (std::size_t actor = 0; actor < made.game.num_actors; ++actor) {
      largest = std::max(largest, num_plans(made.game, ActorId{actor}));
    }
    if (largest > 300) continue;
    check_regrets(made);
    ++num_checked;
  }
  CHECK(num_checked >= 60);
}

TEST_CASE("the gap shrinks for three actors by every method") {
  const RandomGame made = random_game({.seed = 5, .num_actors = 3, .max_depth = 7, .max_nodes = 600});
  for (const RegretMethod method : all_regret_methods) {
    CAPTURE(name_of(method));
    const RegretResult few = solve_regret(made.game, made.stakes, {method, 0, 20});
    const RegretResult many = solve_regret(made.game, made.stakes, {method, 0, 2000});
    CHECK(few.gap > 0);
    CHECK(many.gap < few.gap / 4);
    CHECK(many.solution_concept.starts_with("coarse correlated"));
  }
}
