#pragma once

#include "demarche/reasons/choice.h"

#include <vector>

namespace demarche {

// What the lines of an actor's payoff add to one option over another.
struct LineReasons {
  std::vector<double> by_line;  // one a term of Model::payoffs of the actor, in the order of the text
  double total = 0;             // their sum
};

// Exact: what an option is worth is a sum over the lines, and so is every difference. One walk down from the sets,
// whose histories count as their actor believes in them, says how much likelier each end becomes by the one option;
// each line is then added up over the ends, with twice the digits of a double, so that lines that are large and nearly
// cancel leave what they leave.
LineReasons reasons_by_line(const Position& position, const std::vector<OptionPair>& pairs);

}  // namespace demarche
