#include "demarche/game/public_game.h"

#include "demarche/game/within_reach.h"

#include <algorithm>
#include <limits>

namespace demarche {
namespace {

using Term = PublicStakes::Term;

struct Bounds {
  double low = 0;
  double high = 0;
};

void widen(Bounds& bounds, Bounds more) {
  bounds.low += more.low;
  bounds.high += more.high;
}

constexpr Bounds nothing_yet{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

void take_in(Bounds& bounds, double number) { bounds = {std::min(bounds.low, number), std::max(bounds.high, number)}; }

// Of the types that can be: those with odds above 0.
Bounds bounds_of(const std::vector<double>& numbers, const std::vector<double>& prior) {
  Bounds bounds = nothing_yet;
  for (std::size_t type = 0; type < numbers.size(); ++type) {
    if (prior[type] > 0) take_in(bounds, numbers[type]);
  }
  return bounds;
}

Bounds bounds_of(const std::vector<double>& numbers, const std::vector<double>& one, const std::vector<double>& other) {
  Bounds bounds = nothing_yet;
  for (std::size_t cell = 0; cell < numbers.size(); ++cell) {
    if (one[cell / other.size()] > 0 && other[cell % other.size()] > 0) take_in(bounds, numbers[cell]);
  }
  return bounds;
}

// The sum of an actor's terms at a terminal as a table over types, while at most two actors' types are read; more than
// one pair of actors is bounded pair by pair.
struct Sums {
  Table<ActorId, std::vector<double>> ones;
  std::vector<std::pair<const Term*, std::vector<double>>> pairs;
};

Sums sums_at(const PublicGame& game, const PublicStakes& stakes, std::size_t terminal, ActorId actor) {
  Sums sums;
  for (const std::uint32_t num : game.num_types) sums.ones.push_back(std::vector<double>(num, 0.0));
  for (std::size_t row = stakes.first_term[terminal]; row < stakes.first_term[terminal + 1]; ++row) {
    const Term& term = stakes.terms[row];
    if (term.actor != actor) continue;
    const double* numbers = stakes.numbers.data() + term.first_number;
    if (term.other == none<ActorTag>) {
      for (double& sum : sums.ones[term.one]) sum += *numbers++;
    } else {
      const std::size_t size = std::size_t{game.num_types[term.one]} * game.num_types[term.other];
      sums.pairs.emplace_back(&term, std::vector<double>(numbers, numbers + size));
    }
  }
  return sums;
}

// One pair: its two actors' own terms are folded in, so that the bounds are exact.
void fold_into_pair(Sums& sums) {
  if (sums.pairs.size() != 1) return;
  auto& [term, table] = sums.pairs.front();
  std::vector<double>& one = sums.ones[term->one];
  std::vector<double>& other = sums.ones[term->other];
  for (std::size_t s = 0; s < one.size(); ++s) {
    for (std::size_t t = 0; t < other.size(); ++t) table[s * other.size() + t] += one[s] + other[t];
  }
  std::ranges::fill(one, 0.0);
  std::ranges::fill(other, 0.0);
}

Bounds bounds_at(const PublicGame& game, const PublicStakes& stakes, std::size_t terminal, ActorId actor) {
  const double constant = stakes.constants[terminal * game.num_actors + actor.value];
  Bounds bounds{constant, constant};
  Sums sums = sums_at(game, stakes, terminal, actor);
  fold_into_pair(sums);
  for (std::size_t row = 0; row < sums.ones.size(); ++row) {
    widen(bounds, bounds_of(sums.ones[ActorId{row}], stakes.priors[ActorId{row}]));
  }
  for (const auto& [term, numbers] : sums.pairs) {
    widen(bounds, bounds_of(numbers, stakes.priors[term->one], stakes.priors[term->other]));
  }
  return bounds;
}

}  // namespace

double flat_nodes(const PublicGame& game) {
  double draws = 0;
  double profiles = 1;
  for (const std::uint32_t num : game.num_types) {
    if (num > 1) draws += profiles;
    profiles *= num;
  }
  return game.num_trait_draws.value_or(draws) + profiles * static_cast<double>(game.nodes.size());
}

double flat_terminals(const PublicGame& game) {
  double profiles = 1;
  for (const std::uint32_t num : game.num_types) profiles *= num;
  return profiles * game.num_terminals;
}

double payoff_spread(const PublicGame& game, const PublicStakes& stakes, ActorId actor) {
  if (game.num_terminals == 0) return 0;
  const std::vector<std::uint8_t> within = nodes_within_reach(game, stakes);
  Bounds all = nothing_yet;
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    if (game.nodes[row].kind != NodeKind::Terminal || within[row] == 0) continue;
    const Bounds here = bounds_at(game, stakes, game.nodes[row].owner, actor);
    all = {std::min(all.low, here.low), std::max(all.high, here.high)};
  }
  return all.high - all.low;
}

double payoff_range(const PublicGame& game, const PublicStakes& stakes) {
  double range = 0;
  for (std::size_t actor = 0; actor < game.num_actors; ++actor)
    range = std::max(range, payoff_spread(game, stakes, ActorId{actor}));
  return range;
}

}  // namespace demarche
