#include "demarche/game/efg.h"
#include "demarche/regret/run.h"

#include "bidding_game.h"
#include "effort.h"
#include "efg_help.h"
#include "regret_help.h"

#include <doctest/doctest.h>

#include <cstring>

using namespace demarche;
using namespace demarche::test;

namespace {

bool same_bits(const Numbers& a, const Numbers& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

// Two actors take turns to end the game or to go on; who goes on last wins most.
std::string long_zero_sum_game(int num_moves) {
  std::string text = "EFG 2 R \"long\" { \"A\" \"B\" }\n";
  for (int at = 0; at < num_moves; ++at) {
    const std::string number = std::to_string(at / 2 + 1);
    const std::string gain = std::to_string(at % 7 - 3);
    text += "p \"\" " + std::to_string(at % 2 + 1) + " " + number + " \"\" { \"end\" \"on\" } 0\n";
    text += "t \"\" " + std::to_string(at + 1) + " \"\" { " + gain + ", " + std::to_string(3 - at % 7) + " }\n";
  }
  return text + "t \"\" " + std::to_string(num_moves + 1) + " \"\" { 1, -1 }\n";
}

void check_finite(const RandomGame& made, RegretMethod method) {
  const RegretResult result = solve_regret(made.game, made.stakes, {method, 1e-4, 3000});
  CHECK(result.gap >= -1e-12);
  CHECK(result.gap < 0.5);
  for (const Infoset& infoset : made.game.infosets) {
    double sum = 0;
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
      sum += probability(result.strategy, ActionId{infoset.first_action.value + a});
    }
    CHECK(std::fabs(sum - 1) < 1e-12);
  }
}

RandomGame from_efg(const std::string& text) {
  EfgFile file = read_good(text);
  return {std::move(file.game), std::move(file.stakes)};
}

void iterate_with(const RandomGame& made, RegretMethod method, const Workers& workers, Numbers& average) {
  const RegretGame game = make_regret_game(made.game, made.stakes);
  RegretRun run = start_run(game, method, 3);
  for (int t = 0; t < 5; ++t) iterate(game, run, workers);
  measure(game, run, workers);
  average = run.average;
}

}  // namespace

TEST_CASE("ten thousand moves in a row are solved") {
  const RandomGame made = from_efg(long_zero_sum_game(10'000));
  for (const RegretMethod method : all_regret_methods) {
    CAPTURE(name_of(method));
    const RegretResult result = solve_regret(made.game, made.stakes, {method, 1e-3, effort::part_of(60, 6)});
    CHECK(std::isfinite(result.gap));
  }
}

TEST_CASE("sets with one move, odds of zero, an actor that never moves and a game without moves are solved") {
  const std::string text[] = {
      "EFG 2 R \"\" { \"A\" \"B\" }\nt \"\" 1 \"\" { 1, -1 }",
      "EFG 2 R \"\" { \"A\" \"B\" }\np \"\" 1 1 \"\" { \"only\" } 0\nt \"\" 1 \"\" { 1, -1 }",
      "EFG 2 R \"\" { \"A\" \"B\" \"C\" }\np \"\" 1 1 \"\" { \"x\" \"y\" } 0\n"
      "t \"\" 1 \"\" { 1, -1, 2 }\np \"\" 3 1 \"\" { \"x\" \"y\" } 0\n"
      "t \"\" 2 \"\" { 3, -1, 2 }\nt \"\" 3 \"\" { 0, 0, 1 }",
      "EFG 2 R \"\" { \"A\" \"B\" }\nc \"\" 1 \"\" { \"x\" 1 \"y\" 0 } 0\nt \"\" 1 \"\" { 1, -1 }\n"
      "p \"\" 2 1 \"\" { \"x\" \"y\" } 0\nt \"\" 2 \"\" { 3, -3 }\nt \"\" 3 \"\" { 0, 0 }",
      "EFG 2 R \"\" { \"A\" }\np \"\" 1 1 \"\" { \"x\" \"y\" } 0\nt \"\" 1 \"\" { 1 }\nt \"\" 2 \"\" { 2 }"};
  for (const std::string& each : text) {
    CAPTURE(each);
    const RandomGame made = from_efg(each);
    for (const RegretMethod method : all_regret_methods) check_finite(made, method);
  }
}

TEST_CASE("random games with odds of zero are solved by every method") {
  for (std::uint64_t seed = 1; seed <= effort::part_of(30, 7); ++seed) {
    CAPTURE(seed);
    const std::uint32_t num_actors = 1 + static_cast<std::uint32_t>(seed % 4);
    const RandomGame made = random_game({.seed = seed, .num_actors = num_actors, .share_of_zero_odds = 0.5});
    for (const RegretMethod method : all_regret_methods) check_finite(made, method);
  }
}

TEST_CASE("tiny and huge payoffs give the same strategy as middling ones") {
  const RandomGame made = random_zero_sum_game({.seed = 9});
  const RegretOptions options{RegretMethod::Predictive, 0, 300};
  const RegretResult plain = solve_regret(made.game, made.stakes, options);
  for (const double scale : {0x1p-20, 0x1p30}) {
    RandomGame scaled = made;
    for (double& payoff : scaled.stakes.payoffs) payoff *= scale;
    const RegretResult result = solve_regret(scaled.game, scaled.stakes, options);
    CHECK(std::fabs(result.gap - plain.gap * scale) <= 1e-12 * scale);
  }
}

TEST_CASE("any number of threads computes the same bits") {
  std::size_t num_divided = 0;
  const RandomGame games[] = {
      from_efg(bidding_text({5, 11})),
      random_zero_sum_game({.seed = 1, .max_depth = 14, .max_nodes = 120'000}),
      random_game({.seed = 2, .num_actors = 3, .max_depth = 14, .max_nodes = 120'000}),
  };
  for (const RandomGame& made : games) {
    for (const Split& split : make_regret_game(made.game, made.stakes).splits) num_divided += !split.jobs.empty();
    for (const RegretMethod method :
         {RegretMethod::CfrPlus, RegretMethod::PredictiveScaled, RegretMethod::MonteCarlo}) {
      Numbers alone, other;
      iterate_with(made, method, {}, alone);
      for (const std::size_t num_threads : {1U, 2U, 3U}) {
        if (!effort::takes(num_threads, 3)) continue;
        iterate_with(made, method, test_workers(num_threads), other);
        CHECK(same_bits(alone, other));
      }
    }
  }
  MESSAGE("actors whose sets are divided: ", num_divided);
  CHECK(num_divided >= 2);
}

TEST_CASE("the loops for processors with AVX2 compute the same bits as those for any") {
  const Kernels* fast = kernels_for_avx2();
  if (fast == nullptr) return;
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2")) return;
#endif
  const RandomGame made = random_zero_sum_game({.seed = 4, .max_depth = 8, .max_nodes = 5000});
  const RegretGame game = make_regret_game(made.game, made.stakes);
  const Kernels* builds[] = {fast, &kernels_for_any()};
  std::vector<RegretRun> runs(2, start_run(game, RegretMethod::CfrPlus));
  for (std::size_t k = 0; k < 2; ++k) {
    for (std::size_t actor = 0; actor < 2; ++actor) {
      const TermView terms = terms_view(game.terms[actor], 2);
      const BundlePart part{game.sequences.bundles.data() + game.sequences.first_bundles[actor],
                            game.sequences.scattered.data(),
                            game.splits[actor].all.data(),
                            game.splits[actor].all.size(),
                            nullptr,
                            nullptr};
      const Rows rows{runs[k].regrets.data(), runs[k].regrets.data(), runs[k].plan.data(),
                      runs[k].average.data(), runs[k].values.data(),  0};
      builds[k]->sweep(&terms, part, runs[k].plan.data(), Keep::Positive, {}, rows);
      builds[k]->match(part, runs[k].regrets.data(), 0, runs[k].plan.data());
    }
  }
  CHECK(same_bits(runs[0].plan, runs[1].plan));
  CHECK(same_bits(runs[0].regrets, runs[1].regrets));
}
