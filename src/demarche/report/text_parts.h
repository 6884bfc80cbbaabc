#pragma once

#include "demarche/report/layout.h"

namespace demarche {

// How far what is said of a question stands below it.
inline constexpr std::size_t answer_indent = 4;

// What every result rests on: method, precision, why it stopped, notes, the certificate in plain words.
std::string equilibrium_as_text(const Report& report, const TerminalOptions& options);

// What the certificate leaves out because chance never leads there; empty where nothing is.
std::string out_of_reach_as_text(const Certificate& certificate, const TerminalOptions& options);

// What the actors can expect, and how much more by changing their whole strategy.
std::string values_as_text(const Report& report, const TerminalOptions& options);

// Every actor's information sets: reach, gain, beliefs, moves.
std::string infosets_as_text(const Report& report, const TerminalOptions& options);

// The information sets at which choices differ from another strategy's.
std::string differences_as_text(const Report& report, const Strategy& other, const TerminalOptions& options);

// Where several equilibria were looked for: all of them in a list, and what the search promises; then all but the
// first, where they differ from it.
std::string equilibria_as_text(const Report& report, const TerminalOptions& options);
std::string other_equilibria_as_text(const Report& report, const TerminalOptions& options);

// How a row's number changes with the parameters, most important first; empty where that was not asked for.
std::string sensitivities_as_text(const AnswerRow& row, const TerminalOptions& options);

// File, model hash, version and options, to get the numbers again.
std::string provenance_as_text(const Report& report, const TerminalOptions& options);

// Title and size of the game.
std::string title_as_text(const Report& report, const TerminalOptions& options);

}  // namespace demarche
