#pragma once

#include "demarche/study/answers.h"

#include <vector>

namespace demarche {

// What an actor at an information set believes about something settled that it has not seen.
struct VariableBelief {
  VariableId variable;
  std::vector<double> shares;  // one a value of the variable
  double not_happened = 0;     // share of histories in which it has not happened
};

// The beliefs at an information set, from a certificate's beliefs over its histories: one row for each trait, move,
// draw, vote and scale that differs between those histories. Empty where the actor knows where it stands.
std::vector<VariableBelief> beliefs_at(const Solved& solved, const Certificate& certificate, InfosetId infoset);

}  // namespace demarche
