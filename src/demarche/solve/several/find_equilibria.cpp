#include "demarche/solve/find_equilibria.h"

#include "demarche/game/relative_stakes.h"
#include "demarche/game/small_stakes.h"
#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/flat/flat_game.h"
#include "demarche/solve/public/public_point.h"
#include "demarche/solve/several/deflation.h"
#include "demarche/solve/several/equilibrium_search.h"
#include "demarche/solve/several/local_stakes.h"
#include "demarche/solve/several/logit_tilt.h"
#include "demarche/solve/several/nash_starts.h"
#include "demarche/solve/several/random_draws.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace demarche {
namespace {

// Precisions (x payoff range) at which limits are looked for: low ones have few equilibria and short ways, high ones
// have those too whose incentives are weak.
constexpr std::array search_levels = {8.0, 40.0, 200.0, 1000.0};

constexpr double little_at_stake = 0.01;  // of the payoff range

constexpr int steps_from_guess = 200;   // of logit dynamics
constexpr double work_of_a_tilt = 5e6;  // steps x nodes
constexpr double widest_guess = 1.5;    // of log-odds where dynamics and deflation start, in units of precision x range

std::vector<double> drawn_for(const Search& search, DrawnFor purpose, std::size_t count) {
  return draws(search.options->seed, purpose, search.start, count);
}

// Towards which moves a start goes: as it leans, and as is drawn for it where that says nothing.
std::vector<double> directions(const Search& search, DrawnFor purpose) {
  std::vector<double> drawn = drawn_for(search, purpose, search.solver.shape->num_actions);
  if (!search.leaning) return drawn;
  for (std::size_t a = 0; a < drawn.size(); ++a) {
    const double lean = (*search.leaning)[a];
    drawn[a] = lean != 0 ? lean : search.strays * drawn[a];
  }
  return drawn;
}

Route route_of(const Search& search, Route route) { return search.leaning ? Route::Leaning : route; }

void run_tilt(Search& search, Level& level, std::vector<std::size_t>& reached) {
  const LogitShape& shape = *search.solver.shape;
  TiltOptions options{.precision = level.precision};
  options.max_steps = static_cast<int>(std::clamp(work_of_a_tilt / static_cast<double>(shape.num_nodes), 60.0, 400.0));
  std::vector<double> tilt = directions(search, DrawnFor::Tilt);
  for (double& bonus : tilt) bonus *= level.scale;
  for (const LogitPoint& point : withdraw_tilt(search.solver, *level.stakes, tilt, options, go_on_of(search))) {
    const std::vector<std::size_t> rows = expand(search, level, point, route_of(search, Route::Tilt));
    reached.insert(reached.end(), rows.begin(), rows.end());
  }
}

LogitPoint guess_at(const Search& search, const Level& level) {
  LogitPoint guess = uniform_point(*search.solver.shape, *level.stakes);
  guess.precision = level.precision;
  const std::vector<double> drawn = directions(search, DrawnFor::Guess);
  for (std::size_t a = 0; a < drawn.size(); ++a)
    guess.logs[a] = widest_guess * level.precision * level.scale * drawn[a];
  evaluate(*search.solver.shape, *level.stakes, guess);
  return guess;
}

void run_dynamics(Search& search, Level& level, std::vector<std::size_t>& reached) {
  LogitPoint point = guess_at(search, level);
  if (!goes_on(search) || !settle(search.solver, *level.stakes, {steps_from_guess, go_on_of(search)}, point).settled)
    return;
  const std::vector<std::size_t> rows = expand(search, level, point, route_of(search, Route::Dynamics));
  reached.insert(reached.end(), rows.begin(), rows.end());
}

// From one guess, until nothing new is found.
void run_deflation(Search& search, Level& level, std::vector<std::size_t>& reached) {
  const LogitPoint guess = guess_at(search, level);
  while (goes_on(search)) {
    std::vector<const LogitPoint*> known;
    for (const LogitPoint& point : level.points) known.push_back(&point);
    const std::optional<LogitPoint> found =
        deflated_newton(search.solver, *level.stakes, known, guess, go_on_of(search));
    if (!found) break;
    const std::size_t num_known = level.points.size();
    const std::vector<std::size_t> rows = expand(search, level, *found, route_of(search, Route::Deflation));
    if (level.points.size() == num_known) break;
    reached.insert(reached.end(), rows.begin(), rows.end());
  }
}

// One random start; the rows that it led to, each once.
std::vector<std::size_t> run_start(Search& search, Level& level) {
  std::vector<std::size_t> reached;
  run_tilt(search, level, reached);
  run_dynamics(search, level, reached);
  run_deflation(search, level, reached);
  std::sort(reached.begin(), reached.end());
  reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
  return reached;
}

// Where little is at stake beside the payoff range there are levels for the whole range and levels for the little, in
// turn. Levels of the same number lie next to each other.
void make_levels(Search& search) {
  const std::optional<double> precision = search.options->aqre.precision;
  const double local = local_stakes(*search.solver.shape, search.stakes);
  const std::vector<double> scales = local < little_at_stake ? std::vector{1.0, local} : std::vector{1.0};
  const auto add_level = [&](double at, double scale) {
    search.levels.push_back({&search.stakes, at, scale, false, {}, {}});
  };
  for (const double scale : scales)
    if (precision) add_level(*precision * search.stakes.range, scale);
  for (const double level : search_levels)
    for (const double scale : scales)
      if (!precision) add_level(level / scale, scale);
}

// A start with mistakes of its own; nothing that was found with others is known to it.
std::vector<std::size_t> run_unequal_start(Search& search, const Level& like) {
  const std::vector<double> factors =
      factors_on_mistakes(drawn_for(search, DrawnFor::Mistakes, search.solver.shape->sets.size()));
  const LogitStakes stakes =
      search.solver.shape->form->with_unequal_mistakes(*search.solver.shape, search.stakes, factors);
  Level level{&stakes, like.precision, like.scale, true, {}, {}};
  return run_start(search, level);
}

// The levels in turn; in the limit, where the form knows of that, every second start makes mistakes of its own.
std::vector<std::size_t> run_next_start(Search& search) {
  const bool at_precision = search.options->aqre.precision.has_value();
  const std::size_t number = search.start++;
  const bool unequal = search.solver.shape->form->with_unequal_mistakes != nullptr && !at_precision;
  if (!unequal) return run_start(search, search.levels[number % search.levels.size()]);
  Level& level = search.levels[number / 2 % search.levels.size()];
  return number % 2 == 0 ? run_start(search, level) : run_unequal_start(search, level);
}

void run_starts(Search& search, FoundEquilibria& found) {
  while (search.start < search.options->num_starts && goes_on(search)) {
    const std::vector<std::size_t> rows = run_next_start(search);
    if (search.stopped) break;
    ++found.num_starts;
    for (const std::size_t row : rows) ++search.list.rows[row].num_starts;
  }
}

// Starts that lean towards what is wanted: at each level all else even, then all else drawn, then with mistakes of
// their own, too.
void run_leaning_starts(Search& search) {
  if (!search.options->leaning) return;
  search.leaning = search.options->leaning;
  const std::size_t num_levels = search.levels.size();
  const bool may_be_unequal = !search.options->aqre.precision && search.solver.shape->form->with_unequal_mistakes;
  for (std::size_t k = 0; k < 3 * num_levels && goes_on(search); ++k) {
    search.start = search.options->num_starts + k + 1;
    search.strays = k < num_levels ? 0 : 1;
    Level& level = search.levels[k % num_levels];
    if (may_be_unequal && k >= 2 * num_levels) run_unequal_start(search, level);
    else run_start(search, level);
  }
  search.leaning = nullptr;
}

// `known`: null where Nash equilibria are not enumerated.
FoundEquilibria search_from(Solution principal, LogitSolver solver, LogitStakes stakes, const KnownNash* known,
                            const SearchOptions& options, const Monitor& monitor) {
  SearchOptions quiet = options;
  quiet.aqre.watch_path = nullptr;
  Search search{&quiet, &monitor, std::move(solver), std::move(stakes), {}, {}};
  make_levels(search);
  search.list = start_list(*search.solver.shape, quiet);
  const bool is_reached = reached(principal.reason);
  search.stopped = principal.reason == StopReason::Interrupted;
  add(search.list, std::move(principal), Route::PrincipalBranch, 0);
  if (quiet.aqre.precision && is_reached) follow_on(search);
  FoundEquilibria found;
  const bool listed = known && !quiet.aqre.precision && settles_all(*known);
  if (listed) {
    const bool first_is_nash = list_all(search, *known);
    found.nash = summary_of(search, *known);
    found.nash->first_is_nash = first_is_nash;
  } else {
    run_starts(search, found);
    run_leaning_starts(search);
    if (known) start_at_nash(search, *known);
    if (known) found.num_of_two = known->of_two.size();
    if (known) found.nash = summary_of(search, *known);
  }
  found.stopped = search.stopped;
  found.rows = finish(std::move(search.list), search.solver, search.stakes);
  return found;
}

// `relative`: stakes without remainders.
KnownNash known_nash(const Game& game, const Stakes& stakes, const Stakes& relative) {
  KnownNash known{game, stakes, nash_census(game, relative), {}};
  if (!known.census && known.census.error() == NoCensus::MoreActors) known.of_two = nash_of_two(game, relative);
  return known;
}

}  // namespace

FoundEquilibria find_equilibria(const Game& game, const Stakes& stakes, const SearchOptions& options,
                                const Monitor& monitor) {
  Solution principal = options.known ? *options.known : solve_aqre(game, stakes, options.aqre, monitor);
  const auto shape = aqre_shape(game);
  const std::optional<Stakes> relative = relative_stakes(game, stakes);
  std::optional<KnownNash> nash;
  if (!options.known) nash.emplace(known_nash(game, stakes, relative ? *relative : stakes));
  FoundEquilibria found =
      search_from(std::move(principal), make_solver(*shape), logit_stakes(game, shape->logit, stakes),
                  nash ? &*nash : nullptr, options, monitor);
  if (options.aqre.precision) return found;
  const std::string note = note_on_small_stakes(game, stakes, options.aqre.tolerance);
  for (std::size_t row = 1; row < found.rows.size() && !note.empty(); ++row)
    found.rows[row].solution.notes.push_back(note);
  return found;
}

FoundEquilibria find_equilibria(const PublicGame& game, const PublicStakes& stakes, const SearchOptions& options,
                                const Monitor& monitor) {
  Solution principal = options.known ? *options.known : solve_aqre(game, stakes, options.aqre, monitor);
  const LogitShape shape = logit_shape(game);
  return search_from(std::move(principal), make_solver(shape), logit_stakes(game, shape, stakes), nullptr, options,
                     monitor);
}

}  // namespace demarche
