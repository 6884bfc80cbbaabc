#pragma once

#include "demarche/diag/diagnostic.h"
#include "demarche/game/game.h"

#include <optional>
#include <string>

namespace demarche {

struct EfgFile {
  Game game;  // outcomes on inner nodes are added to the payoffs of the terminal nodes below them
  Stakes stakes;
};

struct EfgRead {
  std::optional<EfgFile> file;  // absent where there are errors
  Diagnostics diagnostics;      // E101, E102
};

// Gambit's extensive-form format, version 2, `R` or `D`: personal, chance and terminal nodes, comments, quoting with
// backslashes, shared outcomes, outcomes on inner nodes, rational and decimal numbers. The time is linear in the length
// of the text. Errors: E101 where the format has something else; E102 where two places contradict each other, chance's
// probabilities do not sum to 1 within 1e-8, or an actor does not have perfect recall.
EfgRead read_efg(const Source& source);

// The same format, exact: numbers are written with the digits that read back to the same double, outcomes and chance's
// sets are numbered so that reading restores their order.
std::string write_efg(const Game& game, const Stakes& stakes);

}  // namespace demarche
