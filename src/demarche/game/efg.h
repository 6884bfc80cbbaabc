#pragma once

#include "demarche/diag/diagnostic.h"
#include "demarche/game/game.h"

#include <optional>
#include <string>

namespace demarche {

struct EfgFile {
  Game game;      // outcomes on inner nodes are added to the payoffs of the terminal nodes below them
  Stakes stakes;
};

struct EfgRead {
  std::optional<EfgFile> file;   // absent where there are errors
  Diagnostics diagnostics;       // E101, E102
};

// Gambit's extensive-form format, version 2, `R` or `D`: personal, chance and terminal nodes, comments, quoting with
// backslashes, shared outcomes, outcomes on inner nodes, rational and decimal numbers. Linear in the length of the text.
EfgRead read_efg(const Source& source);

// The same format, exact: numbers are written with the digits that read back to the same double.
std::string write_efg(const Game& game, const Stakes& stakes);

}  // namespace demarche
