#pragma once

#include "demarche/diag/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

enum class SymbolKind : std::uint8_t {
  Actor,
  Partner,
  Source,
  Parameter,
  Scale,
  Level,  // of a scale
  Trait,
  Unknown,
  Move,
  Chance,
  Vote,
  Counter,
  Value,  // of a trait, a move, a draw or a vote
  Stage,
  Weapon,  // of one raid
  Layer,   // of all raids that have one of the name
  Regime,  // of one raid
  Variant,
  Event,
  Number,
};

std::string_view word_of(SymbolKind kind);  // "actor", "level", ...

// One name of a text: what it names, where it is declared and where it is used. The places of stages and layers hold
// the quotes around them.
struct Symbol {
  SymbolKind kind = SymbolKind::Actor;
  std::string name;                   // as it stands in the text: `demarche`
  std::string full_name;              // as it is known without what stands around it: `US.demarche`
  std::optional<std::size_t> parent;  // its row: a value's move, a move's actor, a weapon's scale of damage
  std::optional<Span> definition;     // empty for what the language brings: `passed`, `level3`, a voter's vote
  std::vector<Span> uses;             // in the order of the text
  std::string note;                   // what the text says of it: a long name, a note, a source's title
  // Of what a step settles: the actors that see it wherever it is settled, and those it may be revealed to.
  std::optional<std::vector<std::string>> seen_by;
  std::vector<std::string> revealed_to;
};

// In the order in which they come in the text.
using Symbols = std::vector<Symbol>;

}  // namespace demarche
