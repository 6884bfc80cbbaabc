#include "demarche/draw/design.h"
#include "demarche/draw/pawn.h"
#include "demarche/draw/sobol_indices.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>

using namespace demarche;

namespace {

double ishigami(const std::vector<double>& x) {
  return std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) + 0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}

constexpr double weights[] = {0, 1, 4.5, 9, 99, 99, 99, 99};

double sobol_g(const std::vector<double>& x) {
  double product = 1;
  for (std::size_t i = 0; i < 8; ++i) product *= (std::abs(4 * x[i] - 2) + weights[i]) / (1 + weights[i]);
  return product;
}

template <class Function>
std::vector<double> answers_of(std::size_t num_columns, std::uint64_t num_blocks, double low, double high,
                               Function function) {
  const Design design = make_design(DesignKind::Saltelli, 1, num_blocks * (num_columns + 2), num_columns);
  std::vector<double> answers;
  std::vector<double> x(num_columns);
  for (std::uint64_t row = 0; row < design.num_rows; ++row) {
    draw_row(design, row, x);
    for (double& number : x) number = low + (high - low) * number;
    answers.push_back(function(x));
  }
  return answers;
}

struct Truth {
  double first = 0;
  double total = 0;
};

std::vector<Truth> ishigami_truth() {
  const double pi4 = std::pow(std::numbers::pi, 4);
  const double pi8 = pi4 * pi4;
  const double v1 = 0.5 * std::pow(1 + 0.1 * pi4 / 5, 2);
  const double v2 = 49.0 / 8;
  const double v13 = 0.01 * pi8 * 8 / 225;
  const double v = v1 + v2 + v13;
  return {{v1 / v, (v1 + v13) / v}, {v2 / v, v2 / v}, {0, v13 / v}};
}

std::vector<Truth> sobol_g_truth() {
  double all = 1;
  for (const double a : weights) all *= 1 + 1 / (3 * (1 + a) * (1 + a));
  std::vector<Truth> truth;
  for (const double a : weights) {
    const double v = 1 / (3 * (1 + a) * (1 + a));
    truth.push_back({v / (all - 1), v * all / (1 + v) / (all - 1)});
  }
  return truth;
}

void check_intervals(const std::vector<SobolIndices>& found, const std::vector<Truth>& truth) {
  REQUIRE(found.size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    CAPTURE(i);
    CHECK(found[i].first.low <= truth[i].first + 1e-12);
    CHECK(truth[i].first <= found[i].first.high + 1e-12);
    CHECK(found[i].total.low <= truth[i].total);
    CHECK(truth[i].total <= found[i].total.high);
  }
}

// One case of sensitivity.txt.
struct Peer {
  std::string name;
  std::size_t num_columns = 0;
  std::vector<double> first, total, pawn_median, pawn_most;
  std::vector<std::vector<double>> rows;  // inputs, then the answer
};

std::vector<double> numbers_in(std::istringstream& line) {
  std::vector<double> numbers;
  for (std::string word; line >> word;) numbers.push_back(std::strtod(word.c_str(), nullptr));
  return numbers;
}

std::vector<Peer> read_peers() {
  std::ifstream file(DEMARCHE_SOURCE_DIR "/tests/known/sensitivity.txt");
  std::vector<Peer> peers;
  for (std::string text; std::getline(file, text);) {
    std::istringstream line(text);
    std::string word;
    line >> word;
    if (word == "case") line >> peers.emplace_back().name >> peers.back().num_columns;
    else if (word == "first") peers.back().first = numbers_in(line);
    else if (word == "total") peers.back().total = numbers_in(line);
    else if (word == "pawn_median") peers.back().pawn_median = numbers_in(line);
    else if (word == "pawn_most") peers.back().pawn_most = numbers_in(line);
    else if (word == "row") peers.back().rows.push_back(numbers_in(line));
  }
  return peers;
}

}  // namespace

TEST_CASE("the indices of Ishigami's function lie within their intervals") {
  const auto answers = answers_of(3, 4096, -std::numbers::pi, std::numbers::pi, ishigami);
  const auto found = sobol_indices(answers, 3, {});
  check_intervals(found, ishigami_truth());
  CHECK(found[1].first.high - found[1].first.low < 0.06);
}

TEST_CASE("a number that works only together with another has no first-order share, and that is said") {
  const auto found = sobol_indices(answers_of(3, 1024, -std::numbers::pi, std::numbers::pi, ishigami), 3, {});
  CHECK_FALSE(found[2].first.told_from_zero);
  CHECK(found[2].first.value == 0);
  CHECK(found[2].total.told_from_zero);
}

TEST_CASE("the indices of Sobol's g-function lie within their intervals") {
  check_intervals(sobol_indices(answers_of(8, 4096, 0, 1, sobol_g), 8, {}), sobol_g_truth());
}

TEST_CASE("no index is ever negative") {
  for (const std::uint64_t num_blocks : {8U, 16U, 32U}) {
    for (const SobolIndices& index : sobol_indices(answers_of(8, num_blocks, 0, 1, sobol_g), 8, {})) {
      CHECK(index.first.value >= 0);
      CHECK(index.first.low >= 0);
      CHECK(index.total.value >= 0);
    }
  }
}

TEST_CASE("on the same sample the indices and PAWN are SALib's") {
  const std::vector<Peer> peers = read_peers();
  REQUIRE(peers.size() == 2);
  for (const Peer& peer : peers) {
    std::vector<double> answers;
    for (const auto& row : peer.rows) answers.push_back(row.back());
    const auto indices = sobol_indices(answers, peer.num_columns, {});
    for (std::size_t i = 0; i < peer.num_columns; ++i) {
      CAPTURE(peer.name);
      CHECK(std::abs(indices[i].first.estimate - peer.first[i]) < 1e-10);
      CHECK(std::abs(indices[i].total.estimate - peer.total[i]) < 1e-10);
      std::vector<double> inputs;
      for (const auto& row : peer.rows) inputs.push_back(row[i]);
      const Pawn pawn = pawn_of(inputs, answers);
      CHECK(std::abs(pawn.median - peer.pawn_median[i]) < 1e-10);
      CHECK(std::abs(pawn.most - peer.pawn_most[i]) < 1e-10);
    }
  }
}

TEST_CASE("an answer that never moves has indices of 0, and one with too few rows has none") {
  const auto still = sobol_indices(std::vector<double>(50, 3.25), 3, {});
  REQUIRE(still.size() == 3);
  CHECK(still[0].total.value == 0);
  CHECK_FALSE(still[0].total.told_from_zero);
  CHECK(sobol_indices({1, 2, 3, 4, 5}, 3, {}).empty());
}

TEST_CASE("blocks with a row without an answer are left out") {
  auto answers = answers_of(3, 64, -std::numbers::pi, std::numbers::pi, ishigami);
  const auto without = sobol_indices({answers.begin() + 5, answers.end()}, 3, {});
  answers[2] = std::nan("");
  CHECK(sobol_indices(answers, 3, {})[0].first.estimate == without[0].first.estimate);
}

TEST_CASE("PAWN tells a number that matters from one that does not") {
  const Design design = make_design(DesignKind::Sobol, 1, 1000, 2);
  std::vector<double> one, other, answers;
  std::vector<double> x(2);
  for (std::uint64_t row = 0; row < 1000; ++row) {
    draw_row(design, row, x);
    one.push_back(x[0]);
    other.push_back(x[1]);
    answers.push_back(x[0] * x[0]);
  }
  CHECK(pawn_of(one, answers).matters);
  CHECK_FALSE(pawn_of(other, answers).matters);
  CHECK(std::isnan(pawn_of({1, 2}, {1, 2}).most));
}
