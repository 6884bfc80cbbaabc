#include "derivative.h"
#include "from_text.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

const char* const sloped_crisis = R"(crisis "Slopes"
actor A
parameter x = 1.5, 1 to 2 "x"
parameter y = 2 * x + 1 "follows x"
parameter z = 3, 1 to 4 "z"
scale pain: none 0 < some (x / 4) < much (y - 1)
stage "One":
    A chooses act: stay, go, run
    pain rises to some if A.act is go
    pain rises to much if A.act is run
payoff A:
    x * y / z              if A.act is stay
    max(x, z) - min(y, z)  if A.act is go
    exp(x / 3) + pain * z  if A.act is run
    pain                   if A.act is not stay
ask P(A.act is go)
)";

std::vector<double> payoffs_with(const Model& model, const Compiled& compiled, ParameterId id, double value) {
  Parameters parameters = best_guesses(model);
  parameters[id] = value;
  const auto stakes = demarche::bind(model, compiled, parameters);
  REQUIRE(stakes.has_value());
  return stakes->payoffs;
}

}  // namespace

TEST_CASE("derivatives of payoffs by formulas are those by differences, parameters and levels that follow included") {
  const Model model = model_from(sloped_crisis);
  const Compiled compiled = compiled_from(model);
  const Point point = point_of(model, best_guesses(model));
  for (const ParameterId id : {ParameterId{std::size_t{0}}, ParameterId{std::size_t{2}}}) {
    CAPTURE(model.parameters[id].name);
    const auto slopes = payoff_slopes(model, compiled, point, slopes_by(model, best_guesses(model), point, id));
    REQUIRE(slopes.has_value());
    REQUIRE(slopes->size() == 3);
    for (std::size_t row = 0; row < slopes->size(); ++row) {
      const auto moved = [&](double value) { return payoffs_with(model, compiled, id, value)[row]; };
      CHECK((*slopes)[row] == doctest::Approx(derivative_of(moved, point.parameters[id], 1e-3)).epsilon(1e-8));
    }
  }
}

TEST_CASE("a payoff has no derivative where the two meet of which it takes the larger") {
  const Model model = model_from(sloped_crisis);
  const Compiled compiled = compiled_from(model);
  const ParameterId x{std::size_t{0}};
  Parameters parameters = best_guesses(model);
  parameters[x] = 3;  // is z
  const Point point = point_of(model, parameters);
  CHECK_FALSE(payoff_slopes(model, compiled, point, slopes_by(model, parameters, point, x)).has_value());
}

TEST_CASE("a formula moves along a direction only where it reads what changes") {
  const Model model = model_from(sloped_crisis);
  const Point point = point_of(model, best_guesses(model));
  const Point by_z = slopes_by(model, best_guesses(model), point, ParameterId{std::size_t{2}});
  const Table<ActorId, std::vector<PayoffTerm>>& payoffs = model.payoffs;
  const std::vector<PayoffTerm>& terms = payoffs[ActorId{std::size_t{0}}];
  CHECK(moves_along(terms[0].number, by_z));
  CHECK_FALSE(moves_along(terms[3].number, by_z));
  CHECK(moves_along(terms[3].number, slopes_by(model, best_guesses(model), point, ParameterId{std::size_t{0}})));
}
