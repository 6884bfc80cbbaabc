#pragma once

#include "demarche/compile/compile.h"
#include "demarche/compile/known.h"

#include <vector>

namespace demarche {

// What can come of a step of chance, whatever the parameters are, in the order in which it is written. Left out is what
// has odds of 0 by the text and by what went before: a plain 0%, a rest of nothing, a vote that the voters have
// decided, a level of more leakers than were launched. A parameter's value may be changed, so what is 0 at some values
// only stays. Never empty: odds that are wrong in themselves leave all results, to be reported when they are read.
void find_results(const DrawCase& one, const Certain& certain, std::vector<ValueIndex>& results);
void find_results(const Raid& raid, const Certain& certain, std::vector<ValueIndex>& results);
void find_results(const Vote& vote, std::uint32_t case_index, const Certain& certain, std::vector<ValueIndex>& results);

// How many of the members who are not actors must vote yes, as the actors have voted; more than there are where one of
// the actors has used its veto.
int yes_votes_missing(const Vote& vote, StateView state);

// The same, and all that are written, for a step of any kind; none for a step that is not chance's.
std::vector<ValueIndex> results_of(const BranchingStep& step, std::uint32_t case_index, const Certain& certain);
std::vector<ValueIndex> written_results(const BranchingStep& step, std::uint32_t case_index);

// Whether so much is left for `rest` after odds that add up to `sum`: less than their rounding is nothing.
double rest_after(double sum);

}  // namespace demarche
