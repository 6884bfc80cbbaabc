#include "demarche/game/efg_odds.h"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace demarche;

TEST_CASE("odds are written as decimals that add up to 1 exactly") {
  const std::vector<double> rest{0.7, 1 - 0.7};
  CHECK(decimal_odds(rest) == std::vector<std::string>{"0.69999999999999996", "0.30000000000000004"});
  const std::vector<double> uneven{0.25, 0.75 - 1e-16, 1e-16};
  CHECK(decimal_odds(uneven) == std::vector<std::string>{"0.25", "0.7499999999999999", "1e-16"});
  CHECK(decimal_odds(std::vector<double>{1e-3, 0.999}) == std::vector<std::string>{"0.001", "0.999"});
  CHECK(decimal_odds(std::vector<double>{0, 1}) == std::vector<std::string>{"0", "1"});
}

TEST_CASE("what is no distribution is written as it is") {
  CHECK(decimal_odds(std::vector<double>{0.5, 0.4}) == std::vector<std::string>{"0.5", "0.4"});
  CHECK(decimal_odds(std::vector<double>{1.5, -0.5}) == std::vector<std::string>{"1.5", "-0.5"});
}

TEST_CASE("thirds and tiny odds leave the largest what is left, within rounding of what it was") {
  const double third = 1.0 / 3;
  const std::vector<std::string> thirds = decimal_odds(std::vector<double>{third, third, third});
  CHECK(thirds[1] == "0.3333333333333333");
  CHECK(thirds[0] == "0.3333333333333334");
  const std::vector<std::string> tiny = decimal_odds(std::vector<double>{5e-324, 1});
  CHECK(tiny[1].size() == 2 + 324);
  CHECK(std::strtod(tiny[1].c_str(), nullptr) == 1);
}
