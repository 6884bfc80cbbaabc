#pragma once

#include "demarche/reasons/choice.h"

#include <vector>

namespace demarche {

// Something that may come right after the choice: how likely it is after either option, what it is worth there beside
// the mean of both options, and what it adds to the preference by either way.
struct NextEvent {
  VariableId variable = none<VariableTag>;  // of the step that settles it; none: the end of the story
  ValueIndex value = has_not_happened;
  double chance_chosen = 0, chance_other = 0;
  double worth_chosen = 0,
         worth_other = 0;  // where it cannot follow one option it has the worth it has after the other
  double by_chance = 0;    // how the choice changes its chance, times what it is worth
  double by_worth = 0;     // how the choice changes what it is worth, times its chance
};

// The preference by the next event that is not settled already, in the order of the story. A product changes with two
// factors, and which is changed first is open: each counts for the mean of both orders, the Shapley value (1953) of two
// players. The events add up to the preference.
std::vector<NextEvent> reasons_by_next_event(const Position& position, const std::vector<OptionPair>& pairs,
                                             const Table<NodeId, double>& worths);

}  // namespace demarche
