#include "demarche/seats/sitting.h"

#include "seats_help.h"

#include "demarche/compile/raid_numbers.h"
#include "demarche/seats/luck.h"
#include "demarche/seats/steps_played.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace demarche {
namespace {

const char* both_at_once = R"(crisis "Both at once"
actor A
actor B
private A.type: soft 50%, hard rest
private B.type: soft 50%, hard rest
stage "First":
    simultaneously:
        A chooses move: left, right
        B chooses move: up, down
stage "Then":
    B chooses reply: yes, no
payoff A:
    + 1 if A.move is left and B.move is up
payoff B:
    + 1 if A.move is right and B.move is up
)";

const std::string with_raid = R"(crisis "A raid"
actor A
actor B
scale damage: none 0 < light 1 < heavy 2
private A.kind: near 50%, far rest
stage "Raid":
    A chooses raid: small, large
stage "Met":
    raid damage:
        salvo 5 drones if A.raid is small
        salvo 20 drones if A.raid is large
        layer "B" by B: drones 70%
        impact none up to 1, light up to 5, heavy above
stage "Answer":
    B chooses answer: yield, fight
payoff A:
    + damage
payoff B:
    - damage
)";

constexpr ActorId first{0};
constexpr ActorId second{1};

TEST_CASE("who moves at the same time is asked at the same time, in whatever order the moves come") {
  const Solved solved = test::at_random(both_at_once);
  const SittingPlan plan{3, 4, true};
  const Sitting begun = test::sat(solved, plan, {});
  CHECK(begun.asked[first] != none<InfosetTag>);
  CHECK(begun.asked[second] != none<InfosetTag>);
  const Sitting ahead = test::sat(solved, plan, {{second, "down", {}}});
  CHECK(ahead.asked[second] == none<InfosetTag>);
  CHECK(ahead.asked[first] == begun.asked[first]);
  CHECK(test::told_to(ahead, first) == test::told_to(begun, first));
  const Sitting one = test::sat(solved, plan, {{second, "down", {}}, {first, "left", {}}});
  const Sitting other = test::sat(solved, plan, {{first, "left", {}}, {second, "down", {}}});
  CHECK(one.stands_at == other.stands_at);
  CHECK(one.asked[first] == none<InfosetTag>);
  CHECK(one.asked[second] != none<InfosetTag>);
}

TEST_CASE("moves that nobody can make are refused with what could be made") {
  const Solved solved = test::at_random(both_at_once);
  const SittingPlan both{3, 4, true};
  const auto refused = [&](const SittingPlan& plan, const std::vector<SeatMove>& moves) {
    const auto sitting = sit(solved, plan, moves);
    REQUIRE_FALSE(sitting.has_value());
    return sitting.error().sentence + " | " + sitting.error().help;
  };
  CHECK(refused(both, {{first, "lefft", {}}}) ==
        "move 1: A cannot choose `lefft` there | did you mean `left`? it is one of `left`, `right`");
  CHECK(refused({1, 4, true}, {{second, "up", {}}}).starts_with("move 1 is one of B, whose seat nobody has"));
  CHECK(refused(both, {{first, "left", {}}, {first, "left", {}}}).starts_with("move 2: it is not for A to choose now"));
  CHECK(refused(both, {{second, "up", {}}, {second, "yes", {}}}).starts_with("move 2: it is not for B to choose now"));
  CHECK(refused(both, {{second, "upp", {}}}).starts_with("move 1: B cannot choose `upp` there"));
  CHECK(refused(both, {{first, "left", {}}, {second, "up", {}}, {second, "yes", {}}, {second, "no", {}}})
            .starts_with("move 4: it is not for B to choose any more, as the story is over"));
}

TEST_CASE("the same seed meets the same luck, whatever is chosen") {
  const Solved solved = test::at_random(test::example_text("april2024.crisis"));
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::map<std::string, double> luck;
    for (std::uint64_t dice = 0; dice < 6; ++dice) {
      const Sitting sitting = test::played_out(solved, {2, seed, false}, dice);
      for (const StepPlayed& step : steps_of(sitting)) {
        const double drawn = luck_at(solved, step.node, seed, LuckOf::Step);
        const auto [at, is_new] = luck.try_emplace(solved.model.variables[step.variable].name, drawn);
        CHECK(at->second == drawn);
      }
    }
    std::vector<double> numbers;
    for (const auto& [name, number] : luck) numbers.push_back(number);
    std::ranges::sort(numbers);
    CHECK(std::ranges::adjacent_find(numbers) == numbers.end());
  }
}

TEST_CASE("what is drawn comes up as often as the solution and the odds say, and never where it cannot be") {
  Solved solved = test::at_random(both_at_once);
  test::set_pair(solved, "A.move | A.type=soft", "left", "right", 0.2);
  test::set_log(solved, "A.move | A.type=hard", "left", -HUGE_VAL);
  test::set_log(solved, "A.move | A.type=hard", "right", 0);
  constexpr std::uint64_t num_seeds = 20'000;
  std::uint64_t num_soft = 0, num_left = 0;
  for (std::uint64_t seed = 0; seed < num_seeds; ++seed) {
    const Sitting sitting = test::sat(solved, {2, seed, false}, {{second, "up", {}}});
    const std::vector<StepPlayed> steps = steps_of(sitting);
    const bool is_soft = steps[0].value == 0;
    const bool is_left = steps[2].value == 0;
    num_soft += is_soft ? 1 : 0;
    num_left += is_left ? 1 : 0;
    CHECK_FALSE((is_left && !is_soft));
  }
  CHECK(std::abs(static_cast<double>(num_soft) - 0.5 * num_seeds) < 5 * std::sqrt(0.25 * num_seeds));
  CHECK(std::abs(static_cast<double>(num_left) - 0.1 * num_seeds) < 5 * std::sqrt(0.09 * num_seeds));
}

TEST_CASE("the counts of a raid are of its level, and come up as the law says") {
  const Solved solved = test::at_random(with_raid);
  double sum = 0;
  constexpr int num_seeds = 4000;
  for (std::uint64_t seed = 0; seed < num_seeds; ++seed) {
    const Sitting sitting = test::sat(solved, {3, seed, false}, {{first, "large", {}}});
    const std::vector<StepPlayed> steps = steps_of(sitting);
    REQUIRE(steps.back().counts.has_value());
    const RaidCounts counts = *steps.back().counts;
    CHECK(counts.launched == 20);
    const std::size_t level = counts.leaked <= 1 ? 0 : counts.leaked <= 5 ? 1 : 2;
    CHECK(steps.back().value == level);
    sum += static_cast<double>(counts.leaked);
    const SeatView view = view_of(sitting, second);
    REQUIRE(view.seen.back().counts.has_value());
    CHECK(view.seen.back().counts->leaked == counts.leaked);
  }
  CHECK(std::abs(sum / num_seeds - 20 * 0.3) < 5 * std::sqrt(20 * 0.3 * 0.7 / num_seeds));
}

TEST_CASE("counts of a raid are not told where they would tell what the seat cannot see") {
  std::string layered = with_raid;
  layered.replace(layered.find("        layer \"B\" by B: drones 70%"), 34,
                  "        layer \"B\" by B if A.kind is near: drones 70%\n"
                  "        layer \"B, far\" by B if A.kind is far: drones 50%");
  const Solved solved = test::at_random(layered);
  const Sitting sitting = test::sat(solved, {3, 7, false}, {{first, "large", {}}});
  CHECK(steps_of(sitting).back().counts.has_value());
  CHECK_FALSE(view_of(sitting, second).seen.back().counts.has_value());
}

}  // namespace
}  // namespace demarche
