#include "demarche/draw/design.h"
#include "demarche/draw/prim.h"
#include "demarche/draw/robust.h"
#include "demarche/draw/roots.h"
#include "demarche/draw/spread.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;

namespace {

Inputs cube(std::uint64_t num_rows, std::size_t num_columns) {
  const Design design = make_design(DesignKind::Sobol, 2, num_rows, num_columns);
  Inputs inputs{num_columns, std::vector<double>(num_rows * num_columns)};
  for (std::uint64_t row = 0; row < num_rows; ++row) {
    draw_row(design, row, std::span(inputs.numbers).subspan(row * num_columns, num_columns));
  }
  return inputs;
}

}  // namespace

TEST_CASE("peeling finds a planted box and nothing besides") {
  const Inputs inputs = cube(2048, 5);
  std::vector<bool> happens;
  for (std::size_t row = 0; row < 2048; ++row) happens.push_back(inputs(row, 1) > 0.6 && inputs(row, 3) < 0.5);
  const Box box = box_to_name(peel_boxes(inputs, happens), 0.95);
  CHECK(box.density >= 0.95);
  CHECK(box.coverage > 0.9);
  REQUIRE(box.sides.size() == 2);
  CHECK(box.sides[0].column == 1);
  CHECK(*box.sides[0].at_least == doctest::Approx(0.6).epsilon(0.05));
  CHECK_FALSE(box.sides[0].at_most);
  CHECK(box.sides[1].column == 3);
  CHECK(*box.sides[1].at_most == doctest::Approx(0.5).epsilon(0.05));
  CHECK(box.sides[0].quasi_p < 1e-6);
}

TEST_CASE("the trajectory begins with the whole space and grows denser by giving up coverage") {
  const Inputs inputs = cube(1024, 3);
  std::vector<bool> happens;
  for (std::size_t row = 0; row < 1024; ++row) happens.push_back(inputs(row, 0) + inputs(row, 1) > 1.4);
  const std::vector<Box> boxes = peel_boxes(inputs, happens);
  CHECK(boxes.front().coverage == 1);
  CHECK(boxes.front().mass == 1);
  for (std::size_t k = 1; k < boxes.size(); ++k) {
    CHECK(boxes[k].mass < boxes[k - 1].mass);
    CHECK(boxes[k].coverage <= boxes[k - 1].coverage);
  }
  CHECK(boxes.back().density > 2 * boxes.front().density);
  const NamedBox balanced = balanced_box(boxes, inputs, happens);
  CHECK(balanced.box.density > 0.7);
  CHECK(balanced.box.coverage > 0.6);
  CHECK(balanced.box.sides.size() == 2);
  CHECK(balanced.box.density >= boxes[balanced.peeled].density - 0.1);
}

TEST_CASE("pruning drops the sides that may be chance, and counts anew what is inside") {
  const Inputs inputs = cube(256, 4);
  std::vector<bool> happens;
  for (std::size_t row = 0; row < 256; ++row) happens.push_back(inputs(row, 1) > 0.6);
  const Box found{{{0, 0.02, std::nullopt, 0.9}, {1, 0.6, std::nullopt, 0.0}, {3, std::nullopt, 0.97, 0.4}}, 0, 0, 0};
  const Box box = pruned(found, inputs, happens);
  REQUIRE(box.sides.size() == 1);
  CHECK(box.sides[0].column == 1);
  CHECK(box.density == 1);
  CHECK(box.coverage == 1);
  CHECK(box.mass == doctest::Approx(0.4).epsilon(0.02));
  CHECK(box.sides[0].quasi_p < 1e-6);
}

TEST_CASE("where nothing tells, pruning leaves the whole space") {
  const Inputs inputs = cube(128, 6);
  const Inputs others = cube(128, 7);
  std::vector<bool> happens;
  for (std::size_t row = 0; row < 128; ++row) happens.push_back(others(row, 6) > 0.5);
  const Box box = pruned({{{2, 0.1, std::nullopt, 0.5}, {4, std::nullopt, 0.9, 0.6}}, 0, 0, 0}, inputs, happens);
  CHECK(box.sides.empty());
  CHECK(box.coverage == 1);
  CHECK(box.mass == 1);
}

TEST_CASE("where it always happens, or never, there is nothing to peel for") {
  const Inputs inputs = cube(64, 2);
  CHECK(peel_boxes(inputs, std::vector<bool>(64, true)).size() == 1);
  CHECK(peel_boxes(inputs, std::vector<bool>(64, false)).front().density == 0);
}

TEST_CASE("all crossings in a range are found, in order and with their direction") {
  const auto sine = [](double x) -> std::optional<double> { return std::sin(x); };
  const auto found = all_crossings(sine, 1, 10);
  REQUIRE(found.size() == 3);
  CHECK(found[0].at == doctest::Approx(std::acos(-1.0)).epsilon(1e-9));
  CHECK(found[2].at == doctest::Approx(3 * std::acos(-1.0)).epsilon(1e-9));
  CHECK_FALSE(found[0].upwards);
  CHECK(found[1].upwards);
  CHECK_FALSE(found[1].jump);
}

TEST_CASE("a jump over 0 is told from a crossing") {
  const auto step = [](double x) -> std::optional<double> { return x < 0.3 ? -0.2 : 0.5 + x; };
  const auto found = all_crossings(step, 0, 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0].jump);
  CHECK(found[0].at == doctest::Approx(0.3).epsilon(1e-8));
  CHECK(found[0].before == -0.2);
  CHECK(found[0].after == doctest::Approx(0.8));
}

TEST_CASE("places without a value hide no crossing elsewhere") {
  const auto holed = [](double x) -> std::optional<double> {
    if (x > 0.4 && x < 0.6) return std::nullopt;
    return x - 0.8;
  };
  CHECK(all_crossings(holed, 0, 1).size() == 1);
  CHECK(all_crossings([](double) -> std::optional<double> { return std::nullopt; }, 0, 1).empty());
}

TEST_CASE("a crossing where there is no value is said to be somewhere there") {
  const auto holed = [](double x) -> std::optional<double> {
    if (x > 0.4 && x < 0.6) return std::nullopt;
    return x - 0.5;
  };
  const auto found = all_crossings(holed, 0, 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0].unseen);
  CHECK(found[0].upwards);
  CHECK(std::abs(found[0].at - 0.5) < 0.02);
}

TEST_CASE("each rule names its own choice") {
  const double nan = std::nan("");
  // Bold pays on average, safe has the best worst case, middle the least regret; the last row lacks a value.
  const RobustChoice found = robust_choice({{14, -2, nan}, {4, 4, 1}, {9, 2.5, 1}}, {});
  CHECK(found.num_rows == 2);
  CHECK(found.differ);
  CHECK(found.choices[0].best_expected);
  CHECK_FALSE(found.choices[1].best_expected);
  CHECK(found.choices[1].best_worst);
  CHECK(found.choices[0].most_regret == 6);
  CHECK(found.choices[1].most_regret == 10);
  CHECK(found.choices[2].most_regret == 5);
  CHECK(found.choices[2].least_regret);
  CHECK(found.choices[0].share_best == 0.5);
}

TEST_CASE("choices that differ by rounding alone are all as good") {
  const RobustChoice found = robust_choice({{1, 2 + 1e-12}, {1 + 1e-13, 2}}, slack_of(1, std::nullopt));
  CHECK_FALSE(found.differ);
  for (const ChoiceRecord& record : found.choices) {
    CHECK(record.best_expected);
    CHECK(record.best_worst);
    CHECK(record.least_regret);
    CHECK(record.share_best == 1);
  }
}

TEST_CASE("a function that lies at 0 for a while crosses it at that end of the stretch that the bound says") {
  const auto shelf = [](double x) -> std::optional<double> { return x < 0.3 ? x - 0.3 : x > 0.7 ? x - 0.7 : 0; };
  RootSearch search{16, 1e-9};
  const auto from_the_shelf_on = all_crossings(shelf, 0, 1, search);
  REQUIRE(from_the_shelf_on.size() == 1);
  CHECK(from_the_shelf_on[0].at == doctest::Approx(0.3).epsilon(1e-7));
  search.at_zero = AtZero::Below;
  const auto past_the_shelf = all_crossings(shelf, 0, 1, search);
  REQUIRE(past_the_shelf.size() == 1);
  CHECK(past_the_shelf[0].at == doctest::Approx(0.7).epsilon(1e-7));
  const auto flat = [](double) -> std::optional<double> { return 0; };
  CHECK(all_crossings(flat, 0, 1, search).empty());
}

TEST_CASE("a spread leaves out what is no number") {
  const Spread spread = spread_of({3, 1, std::nan(""), 2});
  CHECK(spread.num == 3);
  CHECK(spread.mean == 2);
  CHECK(spread.median == 2);
  CHECK(spread.low == doctest::Approx(1.1));
  CHECK(std::isnan(spread_of({}).mean));
}
