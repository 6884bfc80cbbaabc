#include "bound_crisis.h"
#include "folding_story.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace demarche;
using namespace demarche::tests;

namespace {

constexpr int most_times_median = 20;

bool turns_back(const Solution& solution) {
  return solution.num_folds > 0 || solution.parts_turn_at || solution.left_branch_at;
}

}  // namespace

TEST_CASE("no draw of a story that turns back takes more than twenty times the steps of the median") {
  for (const bool has_alert : {false, true}) {
    CAPTURE(has_alert);
    std::vector<int> steps;
    int num_turning = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const BoundCrisis story = bound_crisis(on_fronts(drawn_words(seed), 4, has_alert));
      const Solution solution = solved_crisis(story, at_precision_of(past_all_folds));
      CHECK(solution.reason == StopReason::ReachedPrecision);
      num_turning += turns_back(solution) ? 1 : 0;
      steps.push_back(solution.num_steps);
    }
    std::ranges::sort(steps);
    MESSAGE(num_turning << " of " << steps.size() << " turn back; steps: median " << steps[steps.size() / 2]
                        << ", most " << steps.back());
    CHECK(num_turning >= 10);
    CHECK(steps.back() <= most_times_median * steps[steps.size() / 2]);
  }
}
