#include "demarche/point/equilibria.h"

#include "../unit/bimatrix.h"
#include "../unit/brute_force.h"
#include "../unit/effort.h"
#include "../unit/efg_help.h"
#include "../unit/random_game.h"

#include <cmath>

// The search for several equilibria against all of them, where all are known: two actors who choose at once, by trying
// every pair of supports. And what it promises, on random games: what is listed is an equilibrium, and none twice.
using namespace demarche;
using namespace demarche::test;

namespace {

// Builds with assertions take their time.
std::size_t games_of_a_kind() {
#ifdef NDEBUG
  return 200;
#else
  return effort::part_of(20, 5);
#endif
}

// Stakes of 5 and, at one pair of moves, a catastrophe for both; none where it costs nothing.
Bimatrix random_bimatrix(std::size_t num_moves, double catastrophe, Draws& dice) {
  Bimatrix game(num_moves, std::vector<std::pair<double, double>>(num_moves));
  for (auto& row : game)
    for (auto& [a, b] : row) {
      a = 5 * dice.uniform();
      b = 5 * dice.uniform();
    }
  const auto any_move = [&] { return static_cast<std::size_t>(dice.uniform() * static_cast<double>(num_moves)); };
  if (catastrophe > 0) game[any_move()][any_move()] = {-catastrophe, -catastrophe};
  return game;
}

double strategy_distance(const BimatrixProfile& profile, const Strategy& strategy) {
  std::vector<double> all = profile.rows;
  all.insert(all.end(), profile.columns.begin(), profile.columns.end());
  double largest = 0;
  for (std::size_t a = 0; a < all.size(); ++a)
    largest = std::max(largest, std::fabs(all[a] - probability(strategy, ActionId{a})));
  return largest;
}

bool lists(const Equilibria& equilibria, const BimatrixProfile& profile) {
  for (const Equilibrium& row : equilibria.rows)
    if (strategy_distance(profile, row.found.solution.strategy) < (&row == &equilibria.rows.front() ? 1e-3 : 1e-4))
      return true;
  return false;
}

void check_gains_by_brute_force(const EfgFile& file, const Equilibrium& row, double allowed) {
  const Replay play = make_play(file.game, file.stakes, row.found.solution.strategy);
  for (std::size_t set = 0; set < file.game.infosets.size(); ++set)
    CHECK(gain_by_replay(play, InfosetId{set}) <= allowed);
}

struct Tally {
  std::size_t num_equilibria = 0;
  std::size_t num_found = 0;
  std::size_t num_complete = 0;  // games of which all were found
};

Tally search_random_bimatrices(std::size_t num_moves, double catastrophe) {
  Tally tally;
  Draws dice{num_moves};
  for (std::size_t k = 0; k < games_of_a_kind(); ++k) {
    const Bimatrix payoffs = random_bimatrix(num_moves, catastrophe, dice);
    const EfgFile file = read_good(simultaneous(payoffs));
    const Equilibria equilibria = search_equilibria(file.game, file.stakes, {});
    std::size_t num_found = 0;
    const std::vector<BimatrixProfile> all = enumerate_supports(payoffs);
    for (const BimatrixProfile& profile : all) num_found += lists(equilibria, profile) ? 1 : 0;
    for (const Equilibrium& row : equilibria.rows)
      check_gains_by_brute_force(file, row, 1.1e-6 * payoff_range(file.game, file.stakes));
    CHECK(equilibria.rows.size() <= all.size() + (equilibria.nash->first_is_nash ? 0 : 1));
    CHECK(completeness_of(equilibria) == Completeness::All);
    CHECK(equilibria.index_sum.value_or(1) == 1);
    tally.num_equilibria += all.size();
    tally.num_found += num_found;
    tally.num_complete += num_found == all.size() ? 1 : 0;
  }
  MESSAGE(num_moves << " x " << num_moves << ": " << tally.num_found << " of " << tally.num_equilibria
                    << " equilibria found, all of them in " << tally.num_complete << " of " << games_of_a_kind()
                    << " games");
  return tally;
}

EfgFile random_several(std::uint64_t seed) {
  RandomGame made = random_game({.seed = seed, .num_actors = 3, .max_depth = 5, .max_nodes = 120});
  return {std::move(made.game), std::move(made.stakes)};
}

// log p(a) - log p(b) = precision x (value of a - value of b), with values by brute force.
double largest_logit_error(const EfgFile& file, const Solution& solution) {
  const Replay play = make_play(file.game, file.stakes, solution.strategy);
  double largest = 0;
  for (const Infoset& infoset : file.game.infosets) {
    long double reach_of_set = 0;
    for (const NodeId member : members_of(file.game, infoset)) reach_of_set += reach(play, member);
    std::vector<long double> values(infoset.num_actions, 0);
    for (const NodeId member : members_of(file.game, infoset))
      for (std::size_t a = 0; a < infoset.num_actions; ++a)
        values[a] +=
            reach(play, member) / reach_of_set * expected(play, child(file.game.nodes[member], a), infoset.actor);
    const double* logs = solution.strategy.log_probability.data() + infoset.first_action.value;
    for (std::size_t a = 1; a < infoset.num_actions; ++a) {
      const long double error = logs[a] - logs[0] - solution.precision * (values[a] - values[0]);
      largest = std::max(largest, std::fabs(static_cast<double>(error)));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("of random games of two who choose at once all equilibria are listed, and said to be all") {
  for (const std::size_t num_moves : {2U, 3U, 4U}) {
    const Tally tally = search_random_bimatrices(num_moves, 0);
    CHECK(tally.num_found == tally.num_equilibria);
  }
}

TEST_CASE("and so they are where one pair of moves costs both a hundred to a million, beside stakes of 5") {
  for (const std::size_t num_moves : {2U, 3U, 4U})
    for (const double catastrophe : {1.0, 100.0, 1e4, 1e6}) {
      CAPTURE(catastrophe);
      const Tally tally = search_random_bimatrices(num_moves, catastrophe);
      CHECK(tally.num_found == tally.num_equilibria);
    }
}

TEST_CASE("at a precision every profile listed meets the logit equations, as brute force has them") {
  SearchOptions options;
  options.aqre.precision = 8;
  options.num_starts = 6;
  std::size_t num_several = 0;
  std::size_t num_balanced = 0;  // games in which no single equilibrium can be missing
  for (std::uint64_t seed = 1; seed <= games_of_a_kind() / 2; ++seed) {
    CAPTURE(seed);
    const EfgFile file = random_several(seed);
    const Equilibria equilibria = search_equilibria(file.game, file.stakes, options);
    for (const Equilibrium& row : equilibria.rows) CHECK(largest_logit_error(file, row.found.solution) < 1e-6);
    for (std::size_t row = 1; row < equilibria.rows.size(); ++row)
      CHECK(equilibria.rows[row].apart > same_at_precision);
    CHECK(equilibria.num_rejected == 0);
    num_several += equilibria.rows.size() > 1 ? 1 : 0;
    num_balanced += equilibria.index_sum == 1 ? 1 : 0;
  }
  CHECK(num_balanced == games_of_a_kind() / 2);
  MESSAGE(num_several << " of " << games_of_a_kind() / 2 << " random games have several equilibria that were found");
}

TEST_CASE("the same seed finds the same, bit for bit, and the first is what is solved for alone") {
  SearchOptions options;
  options.seed = 7;
  options.num_starts = 8;
  for (std::uint64_t seed = 1; seed <= effort::part_of(10, 5); ++seed) {
    CAPTURE(seed);
    const EfgFile file = random_several(seed);
    const Equilibria one = search_equilibria(file.game, file.stakes, options);
    const Equilibria other = search_equilibria(file.game, file.stakes, options);
    REQUIRE(one.rows.size() == other.rows.size());
    for (std::size_t row = 0; row < one.rows.size(); ++row) {
      CHECK(one.rows[row].found.solution.strategy.log_probability ==
            other.rows[row].found.solution.strategy.log_probability);
      CHECK(one.rows[row].found.num_starts == other.rows[row].found.num_starts);
    }
    const Solution alone = solve_aqre(file.game, file.stakes, options.aqre);
    CHECK(one.rows.front().found.solution.strategy.log_probability == alone.strategy.log_probability);
  }
}
