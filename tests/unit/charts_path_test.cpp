#include "demarche/certify/certify.h"
#include "demarche/report/charts.h"
#include "demarche/report/path_table.h"
#include "demarche/view/path_record.h"

#include "random_game.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace demarche;
using namespace demarche::test;

namespace {

// A small game solved while its path is recorded and written.
struct Followed {
  RandomGame made = random_game({.seed = 11, .max_nodes = 60});
  PathRecord path;
  std::string table;
  Solution solution;
  Certificate certificate;
};

Followed follow() {
  Followed followed;
  AqreOptions options;
  options.watch_path = [&](const Game& game, const PathStep& step) {
    if (followed.path.num_seen == 0) followed.table += path_head_as_csv(game);
    followed.table += path_step_as_csv(step);
    record(followed.path, step);
  };
  followed.solution = solve_aqre(followed.made.game, followed.made.stakes, options);
  followed.certificate = certify(followed.made.game, followed.made.stakes, followed.solution.strategy);
  return followed;
}

std::vector<Chart> charts_for(const Followed& followed) {
  Report report;
  report.game = &followed.made.game;
  report.stakes = &followed.made.stakes;
  report.solution = &followed.solution;
  report.certificate = &followed.certificate;
  report.path = &followed.path;
  return charts_of(report);
}

}  // namespace

TEST_CASE("the path is told from random choice to the equilibrium") {
  const Followed followed = follow();
  REQUIRE(followed.path.precisions.size() > 10);
  CHECK(followed.path.precisions.front() == 0);
  CHECK(followed.path.precisions.size() == followed.path.gains.size());
  CHECK(followed.path.num_actions == followed.made.game.num_actions);
  for (const Infoset& infoset : followed.made.game.infosets) {
    CHECK(followed.path.probabilities[infoset.first_action.value] == doctest::Approx(1.0 / infoset.num_actions));
  }
}

TEST_CASE("the path as CSV has a line a point and a column a move") {
  const Followed followed = follow();
  const auto lines = std::ranges::count(followed.table, '\n');
  CHECK(lines == static_cast<std::ptrdiff_t>(followed.path.num_seen) + 1);
  const std::string head = followed.table.substr(0, followed.table.find('\r'));
  CHECK(head.starts_with("precision,scaled_precision,max_gain,log_next_step,"));
  CHECK(std::ranges::count(head, '|') == 2 * static_cast<std::ptrdiff_t>(followed.made.game.num_actions));
}

TEST_CASE("a page of an .efg draws the path and nothing else") {
  const std::vector<Chart> charts = charts_for(follow());
  REQUIRE(charts.size() > 1);
  for (const Chart& chart : charts) {
    CHECK(chart.kind == ChartKind::Path);
    const auto spec = nlohmann::json::parse(chart.specification);
    CHECK(spec["encoding"]["x"]["scale"]["type"] == "log");
    for (const auto& row : spec["data"]["values"]) CHECK(row["precision"].get<double>() > 0);
  }
  CHECK(charts.front().name == "path_1");
  CHECK(charts.back().name == "path_gain");
}

TEST_CASE("a record of a long path of a large game stays small, and keeps its beginning and its order") {
  const std::vector<double> logs(100'000, -1.0);
  PathRecord path;
  for (int k = 0; k < 1000; ++k) {
    record(path, {static_cast<double>(k), static_cast<double>(k), 1.0 / (k + 1), 0.1, logs});
  }
  CHECK(path.probabilities.size() <= 4'000'000);
  CHECK(path.precisions.size() > 10);
  CHECK(path.precisions.front() == 0);
  CHECK(std::ranges::is_sorted(path.precisions));
  CHECK(path.probabilities.size() == path.precisions.size() * logs.size());
}
