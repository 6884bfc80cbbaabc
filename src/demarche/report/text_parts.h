#pragma once

#include "demarche/report/layout.h"

namespace demarche {

// What every result rests on: method, precision, why it stopped, notes, the certificate in plain words.
std::string equilibrium_as_text(const Report& report, const TerminalOptions& options);

// File, model hash, version and options, to get the numbers again.
std::string provenance_as_text(const Report& report, const TerminalOptions& options);

// Title and size of the game.
std::string title_as_text(const Game& game, const TerminalOptions& options);

}  // namespace demarche
