#pragma once

#include "demarche/diag/source.h"

#include <optional>
#include <string>
#include <string_view>

namespace demarche {

enum class EfgTokenKind : std::uint8_t { Word, Name, UnclosedName, Open, Close, Comma, End };

// A piece of an .efg text. Names keep their quotes in the span; numbers and the letters of nodes are words.
struct EfgToken {
  EfgTokenKind kind = EfgTokenKind::End;
  Span span;
};

// The first token at or after the offset.
EfgToken efg_token(std::string_view text, std::uint32_t offset);

// What a name says: without its quotes, \" read as " and \\ as \; any other backslash stands for itself.
std::string efg_name(std::string_view text, const EfgToken& token);
bool efg_name_is(std::string_view text, const EfgToken& token, std::string_view name);

// The inverse of efg_name, quotes included. Backslashes are doubled only where they must be, since Gambit keeps them.
std::string efg_quoted(std::string_view name);

// A whole number from 0, or nullopt.
std::optional<std::uint32_t> efg_index(std::string_view word);

// 3, -0.5, .5, 2., 1e-3, 1/3; nullopt for anything else and for what no double holds.
std::optional<double> efg_number(std::string_view word);

}  // namespace demarche
