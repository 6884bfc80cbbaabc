#pragma once

#include "demarche/reasons/choice.h"

#include <optional>
#include <vector>

namespace demarche {

// What the preference rests on of a belief about a private trait: it is `if_so` where the trait has this value and
// `if_not` where it has another, and in between by how likely that is held.
struct BeliefReason {
  VariableId trait;
  ValueIndex value = 0;
  double belief = 0;
  double if_so = 0, if_not = 0;
  std::optional<double>
      turns_at;  // the belief at which both options are worth the same, everybody playing on as they do
};

// For every value of every trait that is in doubt at the sets, in the order of the text; of a trait with two values the
// first alone, as the other says the same.
std::vector<BeliefReason> reasons_by_belief(const Position& position, const std::vector<OptionPair>& pairs,
                                            const Table<NodeId, double>& worths);

}  // namespace demarche
