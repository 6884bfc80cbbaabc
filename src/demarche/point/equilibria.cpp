#include "demarche/point/equilibria.h"

#include "demarche/game/sharpness.h"
#include "demarche/point/judge.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr double same_response = 1e-6;  // in probability

// Rows of moves of an information set, whatever the form of the game.
struct MoveRows {
  std::size_t first = 0;
  std::size_t end = 0;
  ActorId actor;
};

std::vector<MoveRows> sets_of(const Game& game) {
  std::vector<MoveRows> sets;
  for (const Infoset& infoset : game.infosets)
    sets.push_back(
        {infoset.first_action.value, std::size_t{infoset.first_action.value} + infoset.num_actions, infoset.actor});
  return sets;
}

std::vector<MoveRows> sets_of(const PublicGame& game) {
  std::vector<MoveRows> sets;
  for (const PublicDecision& decision : game.decisions)
    for (std::size_t type = 0; type < game.num_types[decision.actor]; ++type) {
      const std::size_t first = decision.first_action.value + type * decision.num_actions;
      sets.push_back({first, first + decision.num_actions, decision.actor});
    }
  return sets;
}

// How far choices are from the logit response to what the certificate says moves are worth.
double distance_to_response(const std::vector<MoveRows>& sets, const Solution& solution,
                            const Certificate& certificate) {
  double distance = 0;
  for (const MoveRows& set : sets) {
    const double precision = solution.precisions.empty() ? solution.precision : solution.precisions[set.actor];
    double best = certificate.action_values[ActionId{set.first}];
    for (std::size_t a = set.first; a < set.end; ++a) best = std::max(best, certificate.action_values[ActionId{a}]);
    double sum = 0;
    for (std::size_t a = set.first; a < set.end; ++a)
      sum += std::exp(precision * (certificate.action_values[ActionId{a}] - best));
    for (std::size_t a = set.first; a < set.end; ++a) {
      const double response = std::exp(precision * (certificate.action_values[ActionId{a}] - best)) / sum;
      distance = std::max(distance, std::abs(response - probability(solution.strategy, ActionId{a})));
    }
  }
  return distance;
}

template <class AnyGame, class AnyStakes>
void hold(const AnyGame& game, const AnyStakes& stakes, Equilibrium& row, double tolerance) {
  hold_to_certificate(row.found.solution, row.certificate, tolerance);
  hold_to_local_stakes(game, stakes, row.found.solution, row.certificate, tolerance);
}

bool is_borne_out(const std::vector<MoveRows>& sets, const Equilibrium& row) {
  const Solution& solution = row.found.solution;
  if (solution.reason == StopReason::ReachedTolerance) return true;
  return solution.reason == StopReason::ReachedPrecision &&
         distance_to_response(sets, solution, row.certificate) <= same_response;
}

struct Apart {
  double anywhere = 0;
  double on_path = 0;
};

Apart compare(const std::vector<MoveRows>& sets, const Equilibrium& one, const Equilibrium& other) {
  Apart apart;
  for (std::size_t row = 0; row < sets.size(); ++row) {
    double largest = 0;
    for (std::size_t a = sets[row].first; a < sets[row].end; ++a) {
      const ActionId action{a};
      largest = std::max(largest, std::abs(probability(one.found.solution.strategy, action) -
                                           probability(other.found.solution.strategy, action)));
    }
    const InfosetId set{row};
    const double reach = std::exp(std::max(one.certificate.log_reaches[set], other.certificate.log_reaches[set]));
    apart.anywhere = std::max(apart.anywhere, largest);
    apart.on_path = std::max(apart.on_path, reach * largest);
  }
  return apart;
}

void relate(const std::vector<MoveRows>& sets, Equilibria& equilibria) {
  std::vector<Equilibrium>& rows = equilibria.rows;
  // Where these are all, each has an outcome of its own, however small the difference: mistakes of one in a million may
  // be it.
  const bool are_all = completeness_of(equilibria) == Completeness::All;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const Apart apart = row == 0 ? Apart() : compare(sets, rows.front(), rows[row]);
    rows[row].apart = apart.anywhere;
    rows[row].apart_on_path = apart.on_path;
    rows[row].plays_as.reset();
    for (std::size_t earlier = are_all ? row : 0; earlier < row && !rows[row].plays_as; ++earlier)
      if (compare(sets, rows[earlier], rows[row]).on_path <= same_play) rows[row].plays_as = earlier;
  }
}

// A first row that is not among the Nash equilibria is not counted.
std::optional<int> sum_of_indices(const Equilibria& equilibria) {
  int sum = 0;
  const bool counts_first = !equilibria.nash || equilibria.nash->first_is_nash;
  for (std::size_t k = counts_first ? 0 : 1; k < equilibria.rows.size(); ++k) {
    const Equilibrium& row = equilibria.rows[k];
    if (row.found.route == Route::UnequalMistakes) continue;
    if (row.found.index == 0) return std::nullopt;
    sum += row.found.index;
  }
  return sum;
}

template <class AnyGame, class AnyStakes>
Equilibria certified(const AnyGame& game, const AnyStakes& stakes, FoundEquilibria found,
                     const SearchOptions& options) {
  const std::vector<MoveRows> sets = sets_of(game);
  Equilibria all;
  for (FoundEquilibrium& row : found.rows) {
    Equilibrium equilibrium{std::move(row), {}, 0, 0, {}};
    Solution& solution = equilibrium.found.solution;
    equilibrium.certificate = certify(game, stakes, solution.strategy);
    solution.precisions = precisions_at(stakes.precisions, solution.precision);
    hold(game, stakes, equilibrium, options.aqre.tolerance);
    if (is_borne_out(sets, equilibrium) || all.rows.empty()) all.rows.push_back(std::move(equilibrium));
    else ++all.num_rejected;
  }
  all.num_starts = found.num_starts;
  all.num_starts_asked = options.num_starts;
  all.seed = options.seed;
  all.at_precision = options.aqre.precision.has_value();
  all.stopped = found.stopped;
  all.nash = std::move(found.nash);
  all.num_of_two = found.num_of_two;
  all.index_sum = sum_of_indices(all);
  relate(sets, all);
  if (!all.nash) return all;
  for (const Strategy& strategy : all.nash->without) all.unlisted.push_back(certify(game, stakes, strategy).values);
  return all;
}

}  // namespace

Completeness completeness_of(const Equilibria& equilibria) {
  const bool cut_short = equilibria.stopped || equilibria.num_rejected > 0;
  if (equilibria.at_precision || cut_short || !equilibria.nash) return Completeness::NotKnown;
  const NashSummary& nash = *equilibria.nash;
  if (!nash.without.empty() || !nash.others_are_nash) return Completeness::NotKnown;
  const std::size_t num_nash = equilibria.rows.size() - (nash.first_is_nash ? 0 : 1);
  if (nash.num_single == nash.num_sets && num_nash == nash.num_sets) return Completeness::All;
  return nash.num_continua == 0 ? Completeness::Outcomes : Completeness::NotKnown;
}

Equilibria search_equilibria(const Game& game, const Stakes& stakes, const SearchOptions& options,
                             const Monitor& monitor) {
  return certified(game, stakes, find_equilibria(game, stakes, options, monitor), options);
}

Equilibria search_equilibria(const PublicGame& game, const PublicStakes& stakes, const SearchOptions& options,
                             const Monitor& monitor) {
  return certified(game, stakes, find_equilibria(game, stakes, options, monitor), options);
}

void put_first(const Game& game, Equilibria& equilibria, const std::vector<bool>& marked) {
  std::vector<Equilibrium> in_order;
  for (const bool wanted : {true, false})
    for (std::size_t row = 0; row < marked.size(); ++row)
      if (marked[row] == wanted) in_order.push_back(std::move(equilibria.rows[row]));
  equilibria.rows = std::move(in_order);
  relate(sets_of(game), equilibria);
}

Equilibria certify_all(const Game& game, const Stakes& stakes, FoundEquilibria found, const SearchOptions& options) {
  return certified(game, stakes, std::move(found), options);
}

}  // namespace demarche
