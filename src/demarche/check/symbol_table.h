#pragma once

#include "demarche/check/work.h"
#include "demarche/model/symbols.h"

#include <tuple>

namespace demarche {

// Symbols while they are collected, and where each is found. A name belongs to a scope: a value to its variable, a
// weapon to its raid; 0 where it belongs to the whole text.
struct SymbolTable {
  const Work& work;
  Symbols symbols{};
  std::map<std::tuple<SymbolKind, std::size_t, std::string>, std::size_t> rows{};
};

// The symbol, added where it is new.
std::size_t symbol_called(SymbolTable& table, SymbolKind kind, std::string_view name, std::size_t scope = 0);
std::size_t symbol_of(SymbolTable& table, const Declared& declared);
std::size_t symbol_of(SymbolTable& table, VariableId id);
std::size_t symbol_of(SymbolTable& table, VariableId id, ValueIndex value);

// A word of the text that declares the symbol, or uses it. Who declares again uses. A missing name is nothing.
void define(SymbolTable& table, std::size_t row, const Name& name);
void use(SymbolTable& table, std::size_t row, const Name& name);

// Uses of what a word stands for, as far as that is known.
void use_plain(SymbolTable& table, const Name& name);
std::optional<VariableId> use_ref(SymbolTable& table, const Ref& ref);
void use_value(SymbolTable& table, VariableId id, const Name& name);
std::optional<VariableId> owned_variable(const Work& work, const Name& owner, const Name& name);

// In the order of their first places.
Symbols in_order_of_text(SymbolTable table);

}  // namespace demarche
