#include "demarche/point/point.h"

#include "bimatrix.h"
#include "effort.h"
#include "efg_help.h"
#include "listed_equilibria.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;
using nlohmann::json;

namespace {

// Cho & Kreps 1987 (Quarterly Journal of Economics 102): a strong type likes beer for breakfast, a weak one quiche, and
// neither likes to be fought with.
const std::string beer_quiche = R"(EFG 2 R "Beer and quiche" { "A" "B" }
c "" 1 "" { "strong" 9/10 "weak" 1/10 } 0
p "" 1 1 "strong" { "beer" "quiche" } 0
p "" 2 1 "saw beer" { "fight" "leave" } 0
t "" 1 "" { 1, 0 }
t "" 2 "" { 3, 1 }
p "" 2 2 "saw quiche" { "fight" "leave" } 0
t "" 3 "" { 0, 0 }
t "" 4 "" { 2, 1 }
p "" 1 2 "weak" { "beer" "quiche" } 0
p "" 2 1 "saw beer" { "fight" "leave" } 0
t "" 5 "" { 0, 1 }
t "" 6 "" { 2, 0 }
p "" 2 2 "saw quiche" { "fight" "leave" } 0
t "" 7 "" { 1, 1 }
t "" 8 "" { 3, 0 }
)";

Equilibria found_in(const EfgFile& file, const SearchOptions& options = {}) {
  return search_equilibria(file.game, file.stakes, options);
}

double value(const Equilibrium& row, std::size_t actor) { return row.certificate.values[ActorId{actor}]; }

// How many rows have these probabilities of each actor's first move, in a game of two moves each.
std::size_t count_with(const Equilibria& equilibria, double row_first, double column_first) {
  return count_playing(equilibria, {{0, row_first}, {2, column_first}});
}

}  // namespace

TEST_CASE("chicken has the mixed equilibrium of its path and both pure ones, of which the mixed one is unstable") {
  const EfgFile file = read_good(file_text(DEMARCHE_SOURCE_DIR "/tests/known/chicken_C10.efg"));
  const Equilibria equilibria = found_in(file);
  REQUIRE(equilibria.rows.size() == 3);
  CHECK(count_with(equilibria, 0.9, 0.9) == 1);
  CHECK(count_with(equilibria, 0, 1) == 1);
  CHECK(count_with(equilibria, 1, 0) == 1);
  CHECK(equilibria.rows[0].found.route == Route::PrincipalBranch);
  CHECK(equilibria.rows[0].found.stable == false);
  CHECK(equilibria.rows[1].found.stable == true);
  CHECK(equilibria.rows[2].found.stable == true);
  CHECK(equilibria.index_sum == 1);
}

TEST_CASE("a stag hunt and a battle of the sexes have three equilibria each") {
  const Equilibria stag = found_in(read_good(simultaneous({{{4, 4}, {0, 3}}, {{3, 0}, {2, 2}}})));
  CHECK(stag.rows.size() == 3);
  CHECK(count_with(stag, 1, 1) == 1);
  CHECK(count_with(stag, 0, 0) == 1);
  CHECK(count_with(stag, 2.0 / 3, 2.0 / 3) == 1);
  const Equilibria sexes = found_in(read_good(simultaneous({{{3, 2}, {0, 0}}, {{0, 0}, {2, 3}}})));
  CHECK(sexes.rows.size() == 3);
  CHECK(count_with(sexes, 0.6, 0.4) == 1);
}

TEST_CASE("published equilibria are among those found, and where one is published alone no other is") {
  const std::string folder = DEMARCHE_SOURCE_DIR "/tests/known/";
  const json games = json::parse(file_text(folder + "expected.json"));
  for (const auto& [name, known] : games.items()) {
    CAPTURE(name);
    const EfgFile file = read_good(file_text(folder + name + ".efg"));
    const Equilibria equilibria = found_in(file);
    for (const json& published : known.at("equilibria")) {
      const auto pays_it = [&](const Equilibrium& row) {
        const auto payoffs = published.at("payoffs").get<std::vector<double>>();
        for (std::size_t k = 0; k < payoffs.size(); ++k)
          if (std::fabs(value(row, k) - payoffs[k]) > 1e-4) return false;
        return true;
      };
      CHECK(std::any_of(equilibria.rows.begin(), equilibria.rows.end(), pays_it));
    }
    if (known.at("equilibria").size() == 1) CHECK(equilibria.rows.size() == 1);
  }
}

TEST_CASE("both types drink beer in the limit of logit equilibria; all eat quiche only where the weak err more often") {
  const Equilibria equilibria = found_in(read_good(beer_quiche), {.aqre = {}, .num_starts = 40, .seed = 1});
  REQUIRE(equilibria.rows.size() == 2);
  CHECK(value(equilibria.rows[0], 0) == Approx(2.9));
  CHECK(value(equilibria.rows[1], 0) == Approx(2.1));
  CHECK(equilibria.rows[1].found.route == Route::UnequalMistakes);
  CHECK_FALSE(equilibria.rows[1].found.solution.solution_concept.empty());
  CHECK(equilibria.rows[1].certificate.max_gain < 1e-6 * equilibria.rows[1].certificate.payoff_range);
}

TEST_CASE("beer and quiche has both outcomes with any seed, and no other") {
  const EfgFile file = read_good(beer_quiche);
  for (std::uint64_t seed = 1; seed <= effort::part_of(20, 5); ++seed) {
    CAPTURE(seed);
    const Equilibria equilibria = found_in(file, {.aqre = {}, .num_starts = 20, .seed = seed});
    REQUIRE(equilibria.rows.size() == 2);
    CHECK(value(equilibria.rows[0], 0) == Approx(2.9));
    CHECK(value(equilibria.rows[1], 0) == Approx(2.1));
    CHECK(completeness_of(equilibria) == Completeness::Outcomes);
  }
}

// von Stengel 1999 (Discrete & Computational Geometry 21, 557-568), with the payoffs of his report of 1997: more
// equilibria than the 63 that were thought to be the most.
TEST_CASE("von Stengel's game of 6 by 6 plans has its 75 equilibria, and they are all") {
  const Equilibria equilibria = found_in(read_good(file_text(DEMARCHE_SOURCE_DIR "/tests/known/von_stengel_6x6.efg")));
  CHECK(equilibria.rows.size() == 75);
  CHECK(completeness_of(equilibria) == Completeness::All);
  CHECK(equilibria.index_sum == 1);
  for (const Equilibrium& row : equilibria.rows) CHECK(row.certificate.max_gain <= 1e-6 * row.certificate.payoff_range);
}

TEST_CASE("what is small beside a catastrophe is found, and told to be all") {
  const Equilibria quiet =
      found_in(read_good(simultaneous({{{1, 1}, {0, 0}}, {{0, 0}, {1, 1}}, {{-1e6, -1e6}, {-1e6, -1e6}}})));
  CHECK(quiet.rows.size() == 3);
  CHECK(completeness_of(quiet) == Completeness::All);
  // Who swerves by mistake once in 100,000 times changes what the other one should do.
  const Equilibria chicken = found_in(read_good(simultaneous({{{0, 0}, {-1, 1}}, {{1, -1}, {-1e5, -1e5}}})));
  CHECK(chicken.rows.size() == 3);
  CHECK(completeness_of(chicken) == Completeness::All);
  for (const Equilibrium& row : chicken.rows) CHECK_FALSE(row.plays_as.has_value());
}

TEST_CASE("a first equilibrium that is none is told, and those that there are, are listed") {
  const EfgFile file = read_good(simultaneous({{{-10000, -10000}, {3.21, 4.07}}, {{1.624, 2.411}, {1.509, 4.811}}}));
  CHECK(found_in(file).rows.size() == 1);
  SearchOptions wide;  // as wide as most that is at stake
  wide.aqre.tolerance = 1e-3;
  const Equilibria equilibria = search_equilibria(file.game, file.stakes, wide);
  REQUIRE(equilibria.rows.size() == 2);
  CHECK_FALSE(equilibria.nash->first_is_nash);
  CHECK(completeness_of(equilibria) == Completeness::All);
  CHECK(count_with(equilibria, 1, 0) == 1);
}

TEST_CASE("an empty threat is left out of the enumeration, and what is left of the game is settled") {
  // A enters or not; B fights or gives in, and to fight costs it more. Nash equilibria: one with the threat, one
  // without.
  const Equilibria equilibria = found_in(read_good(R"(EFG 2 R "entry" { "A" "B" }
p "" 1 1 "" { "out" "in" } 0
t "" 1 "" { 0, 5 }
p "" 2 1 "" { "fight" "give in" } 0
t "" 2 "" { -1, -1 }
t "" 3 "" { 1, 1 }
)"));
  REQUIRE(equilibria.nash.has_value());
  CHECK(equilibria.nash->num_incredible == 2);  // to fight, and then to stay out
  CHECK(equilibria.nash->num_sets == 1);
  CHECK(equilibria.rows.size() == 1);
  CHECK(completeness_of(equilibria) == Completeness::All);
}

TEST_CASE("where more than two choose it is said that nothing is enumerated") {
  const Equilibria equilibria = found_in(read_good(R"(EFG 2 R "three" { "A" "B" "C" }
p "" 1 1 "" { "l" "r" } 0
p "" 2 1 "" { "l" "r" } 0
p "" 3 1 "" { "l" "r" } 0
t "" 1 "" { 2, 2, 2 }
t "" 2 "" { 0, 0, 0 }
p "" 3 1 "" { "l" "r" } 0
t "" 3 "" { 0, 0, 0 }
t "" 4 "" { 0, 0, 0 }
p "" 2 1 "" { "l" "r" } 0
p "" 3 1 "" { "l" "r" } 0
t "" 5 "" { 0, 0, 0 }
t "" 6 "" { 0, 0, 0 }
p "" 3 1 "" { "l" "r" } 0
t "" 7 "" { 0, 0, 0 }
t "" 8 "" { 1, 1, 1 }
)"));
  REQUIRE_FALSE(equilibria.nash.has_value());
  CHECK(equilibria.nash.error() == NoCensus::MoreActors);
  CHECK(completeness_of(equilibria) == Completeness::NotKnown);
}

TEST_CASE("starts at local stakes find what is small beside a catastrophe where more than two choose") {
  // Each of three conventions pays all three 2, other plays up to 1/2, and one of them costs 10,000.
  std::string text = "EFG 2 R \"three\" { \"A\" \"B\" \"C\" }\np \"\" 1 1 \"\" { \"0\" \"1\" \"2\" } 0\n";
  int outcome = 0;
  for (int a = 0; a < 3; ++a) {
    text += "p \"\" 2 1 \"\" { \"0\" \"1\" \"2\" } 0\n";
    for (int b = 0; b < 3; ++b) {
      text += "p \"\" 3 1 \"\" { \"0\" \"1\" \"2\" } 0\n";
      for (int c = 0; c < 3; ++c) {
        const bool disaster = a == 0 && b == 1 && c == 2;
        const double pay = disaster ? -10000 : a == b && b == c ? 2 : (a + 2 * b + c) % 5 / 8.0;
        text += fmt::format("t \"\" {} \"\" {{ {}, {}, {} }}\n", ++outcome, pay, pay, pay);
      }
    }
  }
  const Equilibria equilibria = found_in(read_good(text));
  for (std::size_t convention = 0; convention < 3; ++convention) {
    const auto plays_it = [&](const Equilibrium& row) {
      return move(row, convention) > 0.99 && move(row, 3 + convention) > 0.99 && move(row, 6 + convention) > 0.99;
    };
    CHECK(std::any_of(equilibria.rows.begin(), equilibria.rows.end(), plays_it));
  }
}

TEST_CASE("a search without starts lists what is enumerated, and one that is stopped gives what it has") {
  const EfgFile file = read_good(simultaneous({{{4, 4}, {0, 3}}, {{3, 0}, {2, 2}}}));
  const Equilibria without = found_in(file, {.aqre = {}, .num_starts = 0, .seed = 1});
  CHECK(without.rows.size() == 3);
  CHECK(without.num_starts == 0);
  std::size_t num_asked = 0;
  const Monitor until_asked_often = [&](const Progress& progress) {
    num_asked += progress.what == "looking for other equilibria" ? 1 : 0;
    return num_asked < 400;
  };
  SearchOptions at_precision{.aqre = {}, .num_starts = 1000, .seed = 1};
  at_precision.aqre.precision = 20;
  const Equilibria stopped = search_equilibria(file.game, file.stakes, at_precision, until_asked_often);
  CHECK(stopped.stopped);
  CHECK(stopped.num_starts < 1000);
  CHECK(stopped.rows.size() >= 2);
}

TEST_CASE("at a precision all that is listed stands at it, and indices add up to 1") {
  const EfgFile file = read_good(simultaneous({{{1, 1}, {0, 0}}, {{0, 0}, {0.9, 0.9}}}));
  SearchOptions options;
  options.aqre.precision = 20;
  const Equilibria equilibria = found_in(file, options);
  CHECK(equilibria.rows.size() == 3);
  CHECK(equilibria.index_sum == 1);
  for (const Equilibrium& row : equilibria.rows) CHECK(row.found.solution.precision == 20);
}

TEST_CASE("equilibria that differ off the path of play alone are told to play alike") {
  // A enters or stays out; inside, both choose at once. Staying out is best whatever the two would do inside.
  const std::string text = R"(EFG 2 R "idle" { "A" "B" }
p "" 1 1 "" { "out" "in" } 0
t "" 1 "" { 9, 9 }
p "" 1 2 "" { "l" "r" } 0
p "" 2 1 "" { "l" "r" } 0
t "" 2 "" { 2, 2 }
t "" 3 "" { 0, 0 }
p "" 2 1 "" { "l" "r" } 0
t "" 4 "" { 0, 0 }
t "" 5 "" { 1, 1 }
)";
  const Equilibria equilibria = found_in(read_good(text));
  REQUIRE(equilibria.rows.size() == 3);
  for (std::size_t row = 1; row < 3; ++row) {
    CHECK(equilibria.rows[row].apart > 0.2);
    CHECK(equilibria.rows[row].apart_on_path < 1e-6);
    CHECK(equilibria.rows[row].plays_as == std::optional<std::size_t>(0));
  }
}
