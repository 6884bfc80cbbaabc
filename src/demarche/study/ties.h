#pragma once

#include "demarche/point/position.h"
#include "demarche/study/answers.h"

namespace demarche {

// The options of an information set that are worth most to its actor, where several are.
struct Tie {
  InfosetId infoset;
  std::vector<ActionId> options;
};

// Those by the numbers, at sets that play comes to; not those that hold since others keep the actor in doubt.
std::vector<Tie> ties_of_numbers(const Position& position);

// R302, one a move that ties and on which the answer hangs.
Diagnostics ties_behind(const Position& position, const std::vector<Tie>& ties, const Question& question,
                        const std::vector<AnswerRow>& rows);

}  // namespace demarche
