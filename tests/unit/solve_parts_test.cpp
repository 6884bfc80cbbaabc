#include "bound_crisis.h"
#include "demarche/certify/certify.h"
#include "demarche/compile/unfold_public.h"
#include "demarche/solve/parts/part_game.h"
#include "demarche/solve/public/public_point.h"
#include "folding_story.h"
#include "parts_help.h"
#include "public_games.h"
#include "random_model.h"
#include "strategies.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace demarche;
using namespace demarche::tests;

namespace {

// [information set, by name]: its choice.
std::map<std::string, std::vector<double>> choices_of(const BoundCrisis& crisis, const Strategy& strategy) {
  std::map<std::string, std::vector<double>> choices;
  const Game& game = crisis.game();
  for (std::uint32_t s = 0; s < game.infosets.size(); ++s) {
    const Infoset& set = game.infosets[InfosetId{s}];
    for (std::uint32_t a = 0; a < set.num_actions; ++a)
      choices[game.names.infosets[s]].push_back(probability(strategy, ActionId{set.first_action.value + a}));
  }
  return choices;
}

std::string without(std::string text, const std::string& what) {
  const std::size_t found = text.find(what);
  if (found != std::string::npos) text.erase(found, what.size());
  return text;
}

}  // namespace

TEST_CASE("parts are closed, those of a level are apart, and they nest") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const BoundCrisis crisis = bound_crisis(random_model_text(seed));
    if (crisis.game().nodes.size() > 20'000) continue;
    const auto aqre = aqre_shape(crisis.game());
    const LogitShape& shape = aqre->logit;
    std::vector<std::set<std::uint32_t>> before;
    for (const std::vector<Part>& level : find_parts(shape).levels) {
      std::set<std::uint32_t> of_level;
      for (const Part& part : level) {
        const std::set<std::uint32_t> sets(part.sets.begin(), part.sets.end());
        for (const std::uint32_t s : sets) CHECK(of_level.insert(s).second);
        for (const LogitShape::Member& member : shape.members) {
          const bool has_choice = shape.sets[member.set].num_actions > 1;
          if (!has_choice || member.earlier == LogitShape::no_member) continue;
          const bool above_is_in = sets.contains(shape.members[member.earlier].set);
          CHECK((!above_is_in || sets.contains(member.set)));
        }
        for (const auto& smaller : before) {
          const bool touches = std::ranges::any_of(smaller, [&](auto s) { return sets.contains(s); });
          CHECK((!touches || std::ranges::includes(sets, smaller)));
        }
      }
      for (const Part& part : level) before.emplace_back(part.sets.begin(), part.sets.end());
    }
  }
}

TEST_CASE("at an equilibrium of the whole every part is in equilibrium, at the beliefs with which it is met") {
  std::size_t num_parts = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const BoundCrisis crisis = bound_crisis(random_model_text(seed));
    if (crisis.game().nodes.size() > 5'000) continue;
    for (const auto& aqre : {aqre_shape(crisis.game()), aqre_shape(crisis.game(), crisis.stakes)}) {
      const LogitStakes stakes = *logit_stakes(crisis.game(), *aqre, crisis.stakes);
      LogitTrace trace = start_trace(make_solver(*aqre), stakes);
      while (trace.here.precision != 3 && trace.num_steps < 200) REQUIRE(advance(trace, 3));
      REQUIRE(trace.here.precision == 3);
      num_parts += test::check_parts(aqre->logit, stakes, trace.here, 2 * trace.here.max_residual + 1e-10);
    }
  }
  MESSAGE(num_parts << " parts");
  CHECK(num_parts > 300);
}

TEST_CASE("copies of one fold are followed in steps that go with their number, to where each leads alone") {
  for (const Words& words : {curt(), blunt()}) {
    for (int num = 1; num <= 6; ++num) {
      CAPTURE(num);
      const BoundCrisis all = bound_crisis(in_theatres(words, num));
      const Solution together = solved_crisis(all, at_precision_of(past_all_folds));
      CHECK(together.num_steps <= 70);
      CHECK(together.parts_turn_at.has_value() == (num > 1));
      CHECK_FALSE(together.left_branch_at.has_value());
      const auto choices = choices_of(all, together.strategy);
      for (int n = 0; n < num; ++n) {
        const BoundCrisis one = bound_crisis(in_theatre_alone(words, n));
        const auto alone = choices_of(one, solved_crisis(one, at_precision_of(past_all_folds)).strategy);
        std::size_t num_compared = 0;
        for (const auto& [name, probabilities] : choices) {
          const std::string theatre = fmt::format("theatre=t{}, ", n);
          const std::string last = fmt::format(", theatre=t{}", n);
          const std::string only = fmt::format(" | theatre=t{}", n);
          std::string name_alone = without(without(name, theatre), last);
          if (name_alone == name && num > 1) name_alone = without(name, only);
          if (name_alone == name && num > 1) continue;
          REQUIRE(alone.contains(name_alone));
          for (std::size_t a = 0; a < probabilities.size(); ++a)
            CHECK(probabilities[a] == doctest::Approx(alone.at(name_alone)[a]).epsilon(1e-9));
          ++num_compared;
        }
        CHECK(num_compared == alone.size());
      }
    }
  }
}

TEST_CASE("a story that comes to one fold in several ways ends where its own branch does, followed through all folds") {
  int num_followed = 0;
  for (const Words& words : {curt(), blunt()}) {
    for (const int num_fronts : {2, 3, 4}) {
      for (const bool has_alert : {false, true}) {
        CAPTURE(num_fronts);
        CAPTURE(has_alert);
        const BoundCrisis story = bound_crisis(on_fronts(words, num_fronts, has_alert));
        const Solution solution = solved_crisis(story, at_precision_of(past_all_folds));
        CHECK(solution.parts_turn_at.has_value());
        CHECK(solution.num_steps <= 70);
        const auto through = followed_through(story, past_all_folds, 20'000);
        if (!through) continue;
        ++num_followed;
        CHECK(largest_difference(solution.strategy, *through) < 1e-9);
      }
    }
  }
  CHECK(num_followed >= 10);
}

TEST_CASE("parts that turn back are told in the model's words, with how many are alike and how likely they are met") {
  const Solution solution = solved_crisis(bound_crisis(in_theatres(curt(), 3)), at_precision_of(past_all_folds));
  REQUIRE(solution.notes.size() == 1);
  CHECK(solution.notes[0].starts_with("parts of the game turn back from precision 12."));
  CHECK(solution.notes[0].find("A.word, 3 alike, together reached with 100%") != std::string::npos);
  CHECK(solution.method.find("3 parts followed alone in ") != std::string::npos);
}

TEST_CASE("a fold of the whole, which no part has, is followed as ever") {
  const BoundCrisis crisis = bound_crisis(text_of(curt()));
  const Solution solution = solved_crisis(crisis, at_precision_of(past_all_folds));
  CHECK_FALSE(solution.parts_turn_at.has_value());
  CHECK(solution.num_folds == 6);
}

TEST_CASE("past folds of parts the limit is reached, settled and without gains") {
  for (const int num_fronts : {2, 3}) {
    CAPTURE(num_fronts);
    const BoundCrisis story = bound_crisis(on_fronts(blunt(), num_fronts, true));
    const Solution limit = solve_aqre(story.game(), story.stakes, {});
    CHECK(limit.reason == StopReason::ReachedTolerance);
    CHECK(limit.parts_turn_at.has_value());
    CHECK_FALSE(limit.left_branch_at.has_value());
    const Certificate certificate = certify(story.game(), story.stakes, limit.strategy);
    CHECK(certificate.max_gain <= 1.01e-6 * certificate.payoff_range);
  }
}

TEST_CASE("in public copies of one fold are followed in few steps, to where the flat tree leads") {
  for (const int num : {2, 6, 12}) {
    CAPTURE(num);
    const Model model = model_from(in_theatres(curt(), num));
    const auto in_public = compile_public(model, {});
    REQUIRE(in_public.has_value());
    const auto stakes = bind_public(model, *in_public, best_guesses(model));
    REQUIRE(stakes.has_value());
    const Solution solution = solve_aqre(in_public->game, *stakes, at_precision_of(past_all_folds));
    REQUIRE(reached(solution.reason));
    CHECK(solution.num_steps <= 70);
    CHECK(solution.parts_turn_at.has_value());
    CHECK_FALSE(solution.left_branch_at.has_value());
    REQUIRE(solution.notes.size() == 1);
    CHECK(solution.notes[0].find(fmt::format("{} alike, together reached with 100%", num)) != std::string::npos);
    const FlatGame flat = flatten(in_public->game, *stakes);
    const Solution over_histories = solve_aqre(flat.game, flat.stakes, at_precision_of(past_all_folds));
    CHECK(largest_difference(solution.strategy, over_histories.strategy) < 1e-8);
  }
}

TEST_CASE("in public, too, every part is in equilibrium where the whole is") {
  std::mt19937 random(7);
  std::size_t num_parts = 0;
  for (int k = 0; k < 60; ++k) {
    CAPTURE(k);
    const RandomPublic made = random_public_game(random);
    const LogitShape shape = logit_shape(made.game);
    LogitTrace trace = start_trace(make_solver(shape), logit_stakes(made.game, shape, made.stakes));
    while (trace.here.precision != 3 && trace.num_steps < 200) REQUIRE(advance(trace, 3));
    REQUIRE(trace.here.precision == 3);
    num_parts += test::check_parts(shape, trace.stakes, trace.here, 2 * trace.here.max_residual + 1e-10);
  }
  CHECK(num_parts > 60);
}
