#pragma once

#include "demarche/diag/diagnostic.h"
#include "demarche/game/game.h"

#include <cstddef>
#include <optional>

namespace demarche {

struct StrategyRead {
  std::optional<Strategy> strategy;  // absent where there are errors
  double rounding = 0;      // how far the probabilities of an information set add up to other than 1 before they were
                            // scaled, where farthest
  Diagnostics diagnostics;  // E103, E104
};

// A strategy written by this program or another one:
// - the JSON of `demarche solve --json`; log-probabilities are preferred there to probabilities, which underflow;
// - a JSON object from information sets, as "label" or "actor|label", to {"move": probability}, where moves left out
//   are never made, to [probability, ...] in the order of the moves, or to [[move, probability], ...] in that order, as
//   OpenSpiel writes its tabular policies;
// - lines `NE,p,p,...` as Gambit prints them: fractions or decimals by actor, information set (in the order in which a
//   depth-first walk meets them) and move. `profile` says which of several such lines, from 1.
// Errors: E103 where the text is none of these; E104 where it does not fit the game, or the probabilities of a set are
// farther than 1e-5 from adding up to 1.
StrategyRead read_strategy(const Game& game, const Source& source, std::optional<std::size_t> profile = {});

}  // namespace demarche
