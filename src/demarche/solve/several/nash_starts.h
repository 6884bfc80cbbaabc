#pragma once

#include "demarche/solve/several/nash_branches.h"
#include "demarche/solve/several/nash_of_two.h"

namespace demarche {

// A game over histories with all its Nash equilibria, where they are known.
struct KnownNash {
  const Game& game;
  const Stakes& stakes;
  std::expected<NashCensus, NoCensus> census;
  std::vector<NashComponent> of_two;  // where there is no census: those in which at most two mix
};

// Whether there is nothing to look for in the limit: each Nash equilibrium is alone and sequential.
bool settles_all(const KnownNash& known);

// Lists all of such a census, the one excepted that the first row has come to; false where it has come to none.
bool list_all(Search& search, const KnownNash& known);

// Begins at the Nash equilibria: at the search's precision at all; for limits at those of which none is listed, first
// with the mistakes of logit equilibria, then with others. Where those of two are all that is known, what lies on one
// curve with each is looked for instead.
void start_at_nash(Search& search, const KnownNash& known);

// What is told of the census beside the rows.
std::expected<NashSummary, NoCensus> summary_of(const Search& search, const KnownNash& known);

}  // namespace demarche
