#include "demarche/seats/hindsight.h"

#include "seats_help.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demarche {
namespace {

constexpr ActorId israel{2};

double sum_of(const std::vector<double>& shares) { return std::accumulate(shares.begin(), shares.end(), 0.0); }

void check_choice(const ChoiceInHindsight& choice, double payoff_range) {
  double best = -HUGE_VAL;
  double sum = 0;
  for (const OptionInHindsight& option : choice.options) {
    best = std::max(best, option.worth);
    sum += option.probability;
    // Two roads to one number: the certificate goes up the tree from the ends, the ends are reached down from the set.
    CHECK(option.ends.mean == doctest::Approx(option.worth).epsilon(1e-9).scale(payoff_range));
    CHECK(std::ranges::is_sorted(option.ends.quantiles));
    for (const std::vector<double>& levels : option.ends.levels) CHECK(sum_of(levels) == doctest::Approx(1));
  }
  CHECK(sum == doctest::Approx(1));
  CHECK(choice.gave_up == best - choice.options[choice.choice.option].worth);
  REQUIRE(choice.other.has_value());
  const double preference = choice.options[choice.choice.option].worth - choice.options[*choice.other].worth;
  CHECK(choice.lines.total == doctest::Approx(preference).epsilon(1e-9).scale(payoff_range));
}

TEST_CASE("looking back adds up: lines to the payoff, ends to what options were worth, lines to the preference") {
  const Solved solved = test::solved_model(test::example_text("april2024.crisis"));
  std::size_t num_choices = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const Sitting sitting = test::played_out(solved, {7, seed, true}, seed);
    for (std::size_t row = 0; row < 3; ++row) {
      const SeatInHindsight back = look_back(sitting, ActorId{row});
      double sum = 0;
      for (const LineAtEnd& line : back.lines) sum += line.amount;
      CHECK(sum == doctest::Approx(back.payoff));
      for (const ChoiceInHindsight& choice : back.choices) {
        if (choice.options.size() > 1) check_choice(choice, solved.certificate.payoff_range);
        ++num_choices;
      }
    }
  }
  CHECK(num_choices > 30);
}

TEST_CASE("a belief is asked for where it bears on the choice, and is held against Bayes' rule and what was so") {
  const Solved solved = test::solved_model(test::example_text("april2024.crisis"));
  const SittingPlan plan{4, 7, true};
  const SeatView view = view_of(test::sat(solved, plan, {}), israel);
  REQUIRE(view.asked.has_value());
  REQUIRE(view.asked->belief.has_value());
  CHECK(solved.model.variables[view.asked->belief->variable].name == "US.backing");
  const Sitting over = test::sat(solved, plan, {{israel, "quiet", 0.25}});
  const SeatInHindsight back = look_back(over, israel);
  REQUIRE(back.choices.size() == 1);
  REQUIRE(back.choices.front().belief.has_value());
  const BeliefInHindsight& belief = *back.choices.front().belief;
  CHECK(belief.said == 0.25);
  const Infoset& infoset = solved.compiled.game.infosets[back.choices.front().infoset];
  double bayes = 0;
  for (std::size_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row) {
    const StateId state = solved.compiled.story.state_of[solved.compiled.game.members[row]];
    const ValueIndex value = state_view(solved.compiled.story, state)[belief.about.variable.value];
    if (value == belief.about.value) bayes += solved.certificate.beliefs[row];
  }
  CHECK(belief.bayes == doctest::Approx(bayes));
  CHECK(belief.bayes > 0.5);
  CHECK(belief.was_so);
  CHECK(quadratic_score(0.25, true) == 0.5625);
  CHECK(quadratic_score(0.25, false) == 0.0625);
  const Sitting unasked = test::sat(solved, {4, 7, false}, {});
  CHECK_FALSE(view_of(unasked, israel).asked->belief.has_value());
}

}  // namespace
}  // namespace demarche
