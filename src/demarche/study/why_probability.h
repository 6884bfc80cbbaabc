#pragma once

#include "demarche/study/position.h"

#include <vector>

namespace demarche {

// What an answer changes by with the log-odds of one option of a move, at all information sets of the move alike, while
// everybody else plays on as they do.
struct MoveWeight {
  VariableId move;
  ValueIndex value = 0;
  double chance = 0;      // of the option, where the move is made
  double derivative = 0;  // of the answer, a unit of log-odds
};

// A history on which the event comes true, as its steps that could have gone otherwise.
struct EventHistory {
  struct Settled {
    VariableId variable;
    ValueIndex value = 0;
  };
  std::vector<Settled> steps;
  double share = 0;  // of the probability of the event
};

struct ProbabilityReasons {
  std::vector<MoveWeight> moves;        // the weightiest first; of two options that alone there are the one that adds
  std::vector<EventHistory> histories;  // of a probability: the likeliest few
  std::size_t num_histories = 0;        // on which it comes true
};

ProbabilityReasons reasons_of(const Outlook& outlook, const Strategy& strategy, const Quantity& quantity,
                              const Formula* given);

// The options of a move by how likely each is, where the move is made; NaN where it never is. One a value.
std::vector<double> chances_of_move(const Outlook& outlook, const Strategy& strategy, VariableId move);

}  // namespace demarche
