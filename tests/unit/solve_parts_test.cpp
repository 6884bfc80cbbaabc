#include "bound_crisis.h"
#include "demarche/certify/certify.h"
#include "demarche/compile/unfold_public.h"
#include "demarche/solve/parts/part_game.h"
#include "demarche/solve/public/public_point.h"
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

constexpr double past_all_folds = 30;  // a precision

// A says a word that costs its types differently, B yields, stands or pushes, and A bows or fights when pushed.
struct Words {
  std::string who;     // A's types
  std::string before;  // stages before the word
  std::string payoff_a;
  std::string payoff_b;
};

std::string text_of(const Words& words) {
  return "crisis \"words\"\nactor A\nactor B\nprivate A.kind: hard " + words.who + ", soft rest\n" + words.before +
         R"(stage "Word":
    A declares word: low, mid, high
stage "Reply":
    B chooses reply: yield, stand, push
stage "Last" if B.reply is push:
    A chooses last: bow, fight
payoff A:
)" + words.payoff_a +
         "payoff B:\n" + words.payoff_b;
}

// Its path turns back at precision 12.4, and six times in all up to 30.
Words curt() {
  return {"41%", "",
          R"(    + 0.25 if A.kind is hard and A.word is mid
    - 0.47 if A.kind is hard and A.word is high
    - 0.91 if A.kind is soft and A.word is mid
    - 0.29 if A.kind is soft and A.word is high
    + 1    if B.reply is yield
    - 0.78 if A.last is bow
    + 0.52 if A.last is fight and A.kind is hard
    - 1.87 if A.last is fight and A.kind is soft
)",
          R"(    - 0.25 if B.reply is stand and A.kind is hard
    - 0.21 if B.reply is stand and A.kind is soft
    + 0.34 if A.last is bow
    - 1.97 if A.last is fight
    + 0.2  if B.reply is yield and A.word is low
    - 0.14 if B.reply is yield and A.word is mid
)"};
}

// Its path turns back at precision 27.3.
Words blunt() {
  return {"74%", "",
          R"(    - 0.25 if A.kind is hard and A.word is mid
    - 0.94 if A.kind is hard and A.word is high
    - 0.05 if A.kind is soft and A.word is mid
    + 0.02 if A.kind is soft and A.word is high
    + 1    if B.reply is yield
    - 0.49 if A.last is bow
    + 0.19 if A.last is fight and A.kind is hard
    - 1.51 if A.last is fight and A.kind is soft
)",
          R"(    - 0.46 if B.reply is stand and A.kind is hard
    + 0.03 if B.reply is stand and A.kind is soft
    + 0.77 if A.last is bow
    - 1.21 if A.last is fight
    - 0.42 if B.reply is yield and A.word is low
    - 0.09 if B.reply is yield and A.word is mid
)"};
}

// The same at once in several theatres, in each of which yielding is worth a little more than in the one before.
std::string in_theatres(Words words, int num) {
  std::string odds;
  for (int n = 0; n < num; ++n) {
    odds += n + 1 < num ? fmt::format("t{} 1 / {}, ", n, num) : fmt::format("t{} rest", n);
    if (n > 0) words.payoff_a += fmt::format("    + {} if B.reply is yield and theatre is t{}\n", 0.01 * n, n);
  }
  if (num > 1) words.before = "stage \"Where\":\n    chance theatre: " + odds + "\n";
  return text_of(words);
}

std::string in_theatre_alone(Words words, int n) {
  words.payoff_a += fmt::format("    + {} if B.reply is yield\n", 0.01 * n);
  return text_of(words);
}

// A story that comes to the words in several ways, each a part of its own whose beliefs follow from what came before:
// A, whose kind is private, chooses a front, and B is on alert there or not.
std::string on_fronts(Words words, int num, bool has_alert) {
  std::string fronts;
  for (int n = 0; n < num; ++n) {
    fronts += fmt::format("{}f{}", n > 0 ? ", " : "", n);
    if (n > 0) words.payoff_a += fmt::format("    + {} if A.front is f{}\n", 0.03 * n, n);
  }
  words.before = "stage \"Open\":\n    A chooses front: " + fronts + "\n";
  if (has_alert) {
    words.before += "    B chooses alert: yes, no\n";
    words.payoff_b += "    - 0.05 if B.alert is yes\n    + 0.04 if B.alert is yes and B.reply is push\n";
  }
  return text_of(words);
}

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
      PartMaker maker = part_maker(aqre->logit);
      for (const std::vector<Part>& level : find_parts(aqre->logit).levels) {
        for (const Part& part : level) {
          const PartGame game = make_part(maker, stakes, part, trace.here.reaches);
          LogitPoint point = uniform_point(game.shape->logit, game.stakes);
          for (std::size_t a = 0; a < game.actions.size(); ++a) point.logs[a] = trace.here.logs[game.actions[a]];
          point.precision = 3;
          evaluate(game.shape->logit, game.stakes, point);
          CHECK(point.max_residual <= 2 * trace.here.max_residual + 1e-10);
          ++num_parts;
        }
      }
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
    PartMaker maker = part_maker(shape);
    for (const std::vector<Part>& level : find_parts(shape).levels) {
      for (const Part& part : level) {
        const PartGame game = make_part(maker, trace.stakes, part, trace.here.reaches);
        LogitPoint point = uniform_point(game.shape->logit, game.stakes);
        for (std::size_t a = 0; a < game.actions.size(); ++a) point.logs[a] = trace.here.logs[game.actions[a]];
        point.precision = 3;
        evaluate(game.shape->logit, game.stakes, point);
        CHECK(point.max_residual <= 2 * trace.here.max_residual + 1e-10);
        ++num_parts;
      }
    }
  }
  CHECK(num_parts > 60);
}
