#include "demarche/study/play.h"

#include "from_text.h"
#include "study_help.h"

#include <doctest/doctest.h>

#include <cmath>

namespace demarche {
namespace {

Solved crisis() {
  return test::solved_model(
      model_text("alliance.crisis") + "\nask P(Rival.act is attack)\nask E(Ally) given Ally.stance is hold_firm\n", {});
}

PlayCounts counts_of(const Solved& solved, std::uint64_t seed, std::uint64_t num_plays) {
  const Playbook book = playbook_of(solved.compiled.game, solved.stakes, solved.solution.strategy);
  PlayCounts counts(solved.compiled.game.nodes.size(), 0);
  for (std::uint64_t k = 0; k < num_plays; ++k) ++counts[play(book, seed, k)];
  return counts;
}

TEST_CASE("plays end only where the strategy leads, as often as it leads there") {
  StudyOptions options;
  options.plan.aim.precision = 2;
  Solved solved = crisis();
  solved.solution = solve_aqre(solved.compiled.game, solved.stakes, options.plan.aim);
  constexpr std::uint64_t num_plays = 200'000;
  const PlayCounts counts = counts_of(solved, 3, num_plays);
  const Table<NodeId, double> logs = log_reaches(solved.compiled.game, solved.stakes, solved.solution.strategy);
  std::uint64_t sum = 0;
  for (std::size_t row = 0; row < counts.size(); ++row) {
    const NodeId node{row};
    sum += counts[node];
    if (solved.compiled.game.nodes[node].kind != NodeKind::Terminal) {
      CHECK(counts[node] == 0);
      continue;
    }
    const double chance = std::exp(logs[node]);
    const double error = std::sqrt(num_plays * chance * (1 - chance));
    CHECK(std::abs(static_cast<double>(counts[node]) - num_plays * chance) <= 5 * error + 1e-9);
  }
  CHECK(sum == num_plays);
}

TEST_CASE("a play depends on its seed and number alone") {
  const Solved solved = crisis();
  const Playbook book = playbook_of(solved.compiled.game, solved.stakes, uniform_strategy(solved.compiled.game));
  std::vector<NodeId> forwards;
  for (std::uint64_t k = 0; k < 100; ++k) forwards.push_back(play(book, 5, k));
  std::size_t num_other = 0;
  for (std::uint64_t k = 100; k-- > 0;) {
    CHECK(play(book, 5, k) == forwards[k]);
    num_other += play(book, 6, k) != forwards[k] ? 1 : 0;
  }
  CHECK(num_other > 50);
}

TEST_CASE("answers played out agree with the exact ones, and with none where nothing met the condition") {
  StudyOptions options;
  options.plan.aim.precision = 2;
  Solved solved = crisis();
  solved.solution = solve_aqre(solved.compiled.game, solved.stakes, options.plan.aim);
  const std::vector<PlayedRow> rows = compare_plays(solved, solved.model.questions, counts_of(solved, 1, 100'000));
  REQUIRE(rows.size() >= 2);
  for (const PlayedRow& row : rows) {
    CAPTURE(row.question);
    CHECK(std::abs(row.z) < 4.5);
    CHECK(row.standard_error > 0);
    CHECK(std::abs(row.played - row.exact) < 0.05);
  }
  const PlayCounts nothing(solved.compiled.game.nodes.size(), 0);
  CHECK(std::isnan(compare_plays(solved, solved.model.questions, nothing).front().played));
}

}  // namespace
}  // namespace demarche
