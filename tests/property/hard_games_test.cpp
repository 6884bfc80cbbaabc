#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"
#include "demarche/render/text.h"
#include "demarche/view/solution.h"

#include "../unit/bimatrix.h"
#include "../unit/brute_force.h"
#include "../unit/effort.h"
#include "../unit/efg_help.h"
#include "../unit/from_text.h"
#include "../unit/random_game.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// Games on which programs print profiles that are no equilibria. What is promised: gains at every information set
// within the tolerance, by the certificate's own code, or a reason that says that this was not reached.
using namespace demarche;
using namespace demarche::test;

namespace {

constexpr double hard_tolerance = 1e-6;

#ifdef NDEBUG
constexpr std::size_t deep = 10'000;
#else
constexpr std::size_t deep = 2'000;  // builds with assertions take their time
#endif

bool claims_success(const Solution& solution) {
  return solution.reason == StopReason::ReachedTolerance || solution.reason == StopReason::ReachedPrecision;
}

bool within_tolerance(const Certificate& certificate) {
  const double allowed = hard_tolerance * 1.01 * certificate.payoff_range;
  return std::all_of(certificate.gains.begin(), certificate.gains.end(), [&](double gain) { return gain <= allowed; });
}

SolvedFile solved_file(EfgFile file, const Plan& plan = {}) {
  auto found = solve(std::move(file), plan);
  REQUIRE(found.has_value());
  return std::get<SolvedFile>(std::move(found->solved));
}

// Solved by the whole road. A claim without gains to back it fails; so does anything that is no number.
SolvedFile solved_honestly(EfgFile file) {
  SolvedFile solved = solved_file(std::move(file));
  CHECK(std::isfinite(solved.certificate.max_gain));
  for (const double log : solved.solution.strategy.log_probability) CHECK(log <= 1e-12);
  if (claims_success(solved.solution)) CHECK(within_tolerance(solved.certificate));
  return solved;
}

SolvedFile solved_to_the_end(EfgFile file) {
  SolvedFile solved = solved_honestly(std::move(file));
  CHECK(claims_success(solved.solution));
  return solved;
}

bool has_note(const Solution& solution, const std::string& part) {
  return std::any_of(solution.notes.begin(), solution.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

double prob_of(const SolvedFile& solved, std::size_t action) {
  return probability(solved.solution.strategy, ActionId{action});
}

// A row of moves: each actor in turn stops or goes on. `payoffs` of stopping after n moves, and of the end.
struct Chain {
  std::size_t num_moves = 0;
  std::size_t num_actors = 2;
  bool with_chance = false;  // after every move the world ends with odds of 1/1000
  bool with_forced = false;  // every tenth actor has no choice
};

std::string numbers_at(std::size_t n, std::size_t num_actors) {
  std::string numbers;
  for (std::size_t i = 0; i < num_actors; ++i) numbers += fmt::format("{} ", (n * (7 - 2 * i)) % (11 + 2 * i));
  return numbers;
}

std::string chain_text(const Chain& chain) {
  std::string text = fmt::format("EFG 2 R \"chain\" {{ {}}}\n", quoted_moves("A", chain.num_actors));
  for (std::size_t n = 0; n < chain.num_moves; ++n) {
    const bool forced = chain.with_forced && n % 10 == 9;
    const std::string payoffs = numbers_at(n, chain.num_actors);
    text +=
        fmt::format("p \"\" {} {} \"\" {{ {}\"go\" }} 0\n", 1 + n % chain.num_actors, n + 1, forced ? "" : "\"stop\" ");
    if (!forced) text += fmt::format("t \"\" {} \"\" {{ {}}}\n", n + 1, payoffs);
    if (!chain.with_chance) continue;
    text += fmt::format("c \"\" 1 \"\" {{ \"ends\" 1/1000 \"lasts\" 999/1000 }} 0\nt \"\" {} \"\" {{ {}}}\n",
                        chain.num_moves + n + 1, payoffs);
  }
  return text + fmt::format("t \"\" {} \"\" {{ {}}}\n", 3 * chain.num_moves, numbers_at(5, chain.num_actors));
}

// A chain whose first actor is of one of two types; the second does not know which.
std::string chain_with_types(std::size_t num_moves) {
  std::string text = "EFG 2 R \"types\" { \"A\" \"B\" }\nc \"\" 1 \"\" { \"s\" 1/2 \"w\" 1/2 } 0\n";
  std::size_t outcome = 0;
  for (std::size_t type = 0; type < 2; ++type) {
    for (std::size_t n = 0; n < num_moves; ++n) {
      const std::size_t set = n % 2 == 0 ? 2 * n + type + 1 : n + 1;
      text += fmt::format("p \"\" {} {} \"\" {{ \"stop\" \"go\" }} 0\n", 1 + n % 2, set);
      text += fmt::format("t \"\" {} \"\" {{ {}, {} }}\n", ++outcome, n * 7 % 11 + type, n * 5 % 13 + 3 * type);
    }
    text += fmt::format("t \"\" {} \"\" {{ {}, 6 }}\n", ++outcome, 6 + type);
  }
  return text;
}

EfgFile random_file(std::uint64_t seed, double share_of_zero_odds) {
  RandomGame made = random_game({.seed = seed, .max_nodes = 150, .share_of_zero_odds = share_of_zero_odds});
  return {std::move(made.game), std::move(made.stakes)};
}

}  // namespace

TEST_CASE("coordination: where branches cross and where the path folds, what is returned is certified") {
  const SolvedFile symmetric = solved_to_the_end(read_good(simultaneous({{{1, 1}, {0, 0}}, {{0, 0}, {1, 1}}})));
  CHECK(prob_of(symmetric, 0) == doctest::Approx(0.5));
  solved_to_the_end(
      read_good(simultaneous({{{9, 8}, {0, 0}, {1, 1}}, {{0, 0}, {8, 9}, {0, 0}}, {{1, 1}, {0, 0}, {3, 3}}})));
  const Bimatrix three{{{1, 1}, {0, 0}, {0, 0}}, {{0, 0}, {1, 1}, {0, 0}}, {{0, 0}, {0, 0}, {1, 1}}};
  solved_to_the_end(read_good(simultaneous(three)));
}

TEST_CASE("a gain under the tolerance is what was asked for, where the branch was left too, and that is said") {
  const Model model = model_from(model_text("escalation.crisis"));  // bench/games/crises.py escalation 6 4
  Plan plan;
  plan.form = Form::Public;
  for (const double tolerance : {1e-2, 1e-3, 1e-6}) {
    CAPTURE(tolerance);
    plan.aim.tolerance = tolerance;
    const auto found = solve(Varied{model, best_guesses(model)}, plan);
    REQUIRE(found.has_value());
    const auto* solved = &std::get<SolvedPublic>(found->solved);
    const double gain = solved->certificate.max_gain / solved->certificate.payoff_range;
    CHECK(claims_success(solved->solution) == (gain <= 1.001 * tolerance));
    if (tolerance >= 1e-3) CHECK(claims_success(solved->solution));
    const Source source = make_source("escalation.crisis", "");
    const Report report = report_on(*found, source, provenance_of(source, plan));
    const std::string text = render::text_of(solution_page(report, view::Part::Sections), {});
    const bool is_limit = text.find("the limit of the logit path") != std::string::npos;
    if (solved->solution.left_branch_at) {
      CHECK(has_note(solved->solution, "turns back at precision"));
      CHECK_FALSE(is_limit);
    }
    if (solved->solution.unsettled > settled_enough) CHECK_FALSE(is_limit);
  }
}

TEST_CASE("continua of equilibria, duplicate and weakly dominated moves are certified") {
  const std::vector<Bimatrix> games = {
      {{{0, 0}, {0, 0}}, {{0, 0}, {0, 0}}},
      {{{1, 1}, {1, 1}}, {{1, 1}, {0, 0}}},
      {{{1, -1}, {1, -1}, {-1, 1}}, {{1, -1}, {1, -1}, {-1, 1}}, {{-1, 1}, {-1, 1}, {1, -1}}},
      {{{1, 0}, {0, 1}}, {{0, 1}, {1, 0}}, {{0.5, 0.5}, {0.5, 0.5}}},
      {{{1, 1}, {0, 1}}, {{1, 0}, {0, 0}}, {{0, 2}, {1, 2}}},
      {{{2, 2}, {2, 2}}, {{3, 3}, {0, 0}}, {{0, 0}, {1, 1}}},
  };
  for (std::size_t k = 0; k < games.size(); ++k) {
    CAPTURE(k);
    solved_to_the_end(read_good(simultaneous(games[k])));
  }
}

TEST_CASE("games full of ties are certified or said not to be") {
  std::size_t num_certified = 0;
  const std::size_t num_games = effort::part_of(60, 6);
  for (std::uint64_t seed = 1; seed <= num_games; ++seed) {
    CAPTURE(seed);
    EfgFile file = random_file(seed, 0.2);
    for (double& value : file.stakes.payoffs) value = std::round(value);
    num_certified += claims_success(solved_honestly(std::move(file)).solution) ? 1 : 0;
  }
  CHECK(20 * num_certified >= 19 * num_games);
}

TEST_CASE("payoffs of a millionth and of a billion are solved alike") {
  for (std::uint64_t seed = 1; seed <= effort::part_of(20, 10); ++seed) {
    CAPTURE(seed);
    const SolvedFile plain = solved_honestly(random_file(seed, 0));
    for (const double factor : {1e-6, 1e9, 1e-200, 1e200}) {
      CAPTURE(factor);
      EfgFile file = random_file(seed, 0);
      for (double& value : file.stakes.payoffs) value *= factor;
      const SolvedFile scaled = solved_honestly(std::move(file));
      CHECK(scaled.solution.reason == plain.solution.reason);
      CHECK(scaled.certificate.max_gain <= 1.01 * hard_tolerance * scaled.certificate.payoff_range);
    }
  }
}

TEST_CASE("payoffs of 1e-9 beside payoffs of 1e12 are said to be lost, whoever has them") {
  const SolvedFile one = solved_honestly(read_good(simultaneous({{{1e12, 1e-9}, {0, 0}}, {{0, 0}, {1e12, 3e-9}}})));
  CHECK(has_note(one.solution, "small payoffs are lost beside large ones: at B's 1 "));
  const SolvedFile same = solved_honestly(read_good(R"(EFG 2 R "one actor" { "A" }
p "" 1 1 "large" { "out" "in" } 0
t "" 1 "" { 1e12 }
c "" 1 "" { "a" 1/2 "b" 1/2 } 0
p "" 1 2 "small" { "l" "r" } 0
t "" 2 "" { 1e-9 }
t "" 3 "" { 2e-9 }
p "" 1 3 "none" { "l" "r" } 0
t "" 4 "" { 5 }
t "" 4 "" { 5 }
)"));
  CHECK(has_note(same.solution, "at A's small no more than 1e-09 is at stake"));
  const SolvedFile plain = solved_honestly(read_good(simultaneous({{{1, -1}, {-1, 1}}, {{-1, 1}, {1, -1}}})));
  CHECK_FALSE(has_note(plain.solution, "small payoffs"));
}

TEST_CASE("payoffs too far apart for their difference to be a number are refused where they stand") {
  const std::string errors = errors_of(simultaneous({{{1.5e308, 0}, {-1.5e308, 0}}}));
  CHECK(errors.find("further apart than a number can hold") != std::string::npos);
  CHECK(errors.find("model.efg:5:1") != std::string::npos);
}

TEST_CASE("moves that chance never makes, and sets to which nothing else leads, are certified") {
  for (std::uint64_t seed = 1; seed <= effort::part_of(40, 5); ++seed) {
    CAPTURE(seed);
    const SolvedFile solved = solved_to_the_end(random_file(seed, 1));
    if (solved.game.nodes.size() > 80) continue;
    const Replay play = make_play(solved.game, solved.stakes, solved.solution.strategy);
    for (std::size_t row = 0; row < solved.game.infosets.size(); ++row) {
      const auto gain = static_cast<double>(gain_by_beliefs(play, InfosetId{row}));
      if (std::isnan(gain)) continue;  // brute force knows no logs: a set it cannot reach
      CHECK(gain <= 1.1 * hard_tolerance * solved.certificate.payoff_range);
    }
  }
}

TEST_CASE("games without any choice, and with hardly any, are certified") {
  const SolvedFile none = solved_to_the_end(read_good(R"(EFG 2 R "no choice" { "A" "B" }
c "" 1 "" { "sure" 1 "never" 0 } 0
p "" 1 1 "" { "on" } 0
p "" 2 1 "" { "on" } 0
t "" 1 "" { 1, 2 }
p "" 1 1 "" { "on" } 0
t "" 2 "" { 3, 4 }
)"));
  CHECK(none.certificate.values[ActorId{0}] == doctest::Approx(1));
  solved_to_the_end(read_good("EFG 2 R \"over\" { \"A\" } t \"\" 1 \"\" { 5 }"));
  solved_to_the_end(read_good("EFG 2 R \"nobody\" { } t \"\" 0"));
}

TEST_CASE("beliefs where play comes only by moves of probability e^-100000 are those of the limit") {
  // To enter costs the strong type 1 and the weak one 2: whoever enters is strong.
  const EfgFile file = read_good(R"(EFG 2 R "far off the path" { "A" "B" }
c "" 1 "" { "strong" 1/2 "weak" 1/2 } 0
p "" 1 1 "strong" { "out" "in" } 0
t "" 1 "" { 2, 1 }
p "" 2 1 "" { "yield" "fight" } 0
t "" 2 "" { 1, 0 }
t "" 3 "" { 1, -1 }
p "" 1 2 "weak" { "out" "in" } 0
t "" 1
p "" 2 1 "" { "yield" "fight" } 0
t "" 4 "" { 0, 0 }
t "" 5 "" { 0, 9 }
)");
  Plan plan;
  plan.aim.precision = 1.5e5;
  const SolvedFile solved = solved_file(file, plan);
  const InfosetId reply{std::size_t{2}};
  const Infoset& infoset = solved.game.infosets[reply];
  CHECK(solved.solution.reason == StopReason::ReachedPrecision);
  CHECK(solved.certificate.log_reaches[reply] == doctest::Approx(-1.5e5).epsilon(1e-4));
  CHECK(solved.certificate.beliefs[infoset.first_member] == doctest::Approx(1));
  CHECK(prob_of(solved, infoset.first_action.value) == doctest::Approx(1));
  CHECK(within_tolerance(solved.certificate));
}

TEST_CASE("ten thousand moves in a row are solved to the limit") {
  for (const Chain& chain : {Chain{deep, 1}, Chain{deep, 2}, Chain{deep, 3, true}, Chain{deep, 2, false, true},
                             Chain{2'000, 2}, Chain{600, 2}}) {
    CAPTURE(chain.num_moves);
    CAPTURE(chain.num_actors);
    CAPTURE(chain.with_chance);
    solved_to_the_end(read_good(chain_text(chain)));
  }
}

TEST_CASE("hundreds and thousands of moves in a row with beliefs about a type are solved to the limit") {
  for (const std::size_t num_moves : {std::size_t{300}, std::size_t{1'000}, deep}) {
    CAPTURE(num_moves);
    solved_to_the_end(read_good(chain_with_types(num_moves)));
  }
}
