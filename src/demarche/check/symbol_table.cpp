#include "demarche/check/symbol_table.h"

#include "demarche/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace demarche {
namespace {

SymbolKind kind_of(const Work& work, VariableId id) {
  switch (work.model.variables[id].kind) {
    case VariableKind::Trait:
      return SymbolKind::Trait;
    case VariableKind::Move:
      return SymbolKind::Move;
    case VariableKind::Vote:
      return SymbolKind::Vote;
    case VariableKind::Scale:
      return SymbolKind::Scale;
    case VariableKind::Counter:
      return SymbolKind::Counter;
    default:
      break;
  }
  const bool unknown = work.model.variables[id].has_numbers;  // draws of the story have none
  return unknown ? SymbolKind::Unknown : SymbolKind::Chance;
}

std::vector<std::string> names_of(const Work& work, ActorSet set) {
  std::vector<std::string> names;
  for (std::size_t row = 0; row < work.model.actors.size(); ++row) {
    if (contains(set, ActorId{row})) names.push_back(work.model.actors[ActorId{row}].name);
  }
  return names;
}

void add_audience(const Work& work, VariableId id, Symbol& symbol) {
  if (work.settings[id].empty()) return;
  ActorSet seen_by = ~ActorSet{0};
  ActorSet shown_to = 0;
  for (const Setting& setting : work.settings[id]) seen_by &= setting.seen_by;
  for (const Showing& showing : work.showings[id]) shown_to |= showing.to;
  symbol.seen_by = names_of(work, seen_by);
  symbol.revealed_to = names_of(work, shown_to & ~seen_by);
}

// What a variable belongs to: an actor, or for a voter's vote the vote.
std::optional<std::size_t> parent_of(SymbolTable& table, VariableId id, std::string_view bare) {
  const Work& work = table.work;
  const Variable& variable = work.model.variables[id];
  if (work.ballots.contains(id)) {
    if (const auto vote = work.names.plain.find(bare); vote != work.names.plain.end()) {
      return symbol_of(table, vote->second);
    }
  }
  if (!variable.owner) return std::nullopt;
  return symbol_called(table, SymbolKind::Actor, work.model.actors[*variable.owner].name);
}

bool is_empty(const Symbol& symbol) { return !symbol.definition && symbol.uses.empty(); }

std::uint32_t first_place(const Symbol& symbol) {
  if (symbol.definition) return symbol.definition->begin;
  return symbol.uses.empty() ? ~std::uint32_t{0} : symbol.uses.front().begin;
}

}  // namespace

std::size_t symbol_called(SymbolTable& table, SymbolKind kind, std::string_view name, std::size_t scope) {
  const auto [found, added] = table.rows.emplace(std::tuple(kind, scope, std::string(name)), table.symbols.size());
  if (!added) return found->second;
  Symbol& symbol = table.symbols.emplace_back();
  symbol.kind = kind;
  symbol.name = name;
  symbol.full_name = name;
  return found->second;
}

std::size_t symbol_of(SymbolTable& table, const Declared& declared) {
  const Model& model = table.work.model;
  switch (declared.kind) {
    case DeclaredKind::Actor:
      return symbol_called(table, SymbolKind::Actor, model.actors[ActorId{declared.row}].name);
    case DeclaredKind::Partner:
      return symbol_called(table, SymbolKind::Partner, model.partners[declared.row].name);
    case DeclaredKind::Parameter: {
      const Parameter& parameter = model.parameters[ParameterId{declared.row}];
      const std::size_t row = symbol_called(table, SymbolKind::Parameter, parameter.name);
      if (parameter.precision_of) table.symbols[row].name = "precision";  // of an actor named beside it
      return row;
    }
    case DeclaredKind::Event:
      return symbol_called(table, SymbolKind::Event, model.definitions[declared.row].name);
    case DeclaredKind::Number:
      return symbol_called(table, SymbolKind::Number, model.definitions[declared.row].name);
    case DeclaredKind::Variable:
      break;
  }
  return symbol_of(table, VariableId{declared.row});
}

std::size_t symbol_of(SymbolTable& table, VariableId id) {
  const std::string& full = table.work.model.variables[id].name;
  const std::size_t num_before = table.symbols.size();
  const std::size_t row = symbol_called(table, kind_of(table.work, id), full);
  if (row < num_before) return row;
  const std::string bare = full.substr(full.find('.') + 1);
  const std::optional<std::size_t> parent = parent_of(table, id, bare);
  Symbol& symbol = table.symbols[row];
  symbol.name = bare;
  symbol.parent = parent;
  add_audience(table.work, id, symbol);
  return row;
}

std::size_t symbol_of(SymbolTable& table, VariableId id, ValueIndex value) {
  const Variable& variable = table.work.model.variables[id];
  const SymbolKind kind = variable.kind == VariableKind::Scale ? SymbolKind::Level : SymbolKind::Value;
  const std::size_t parent = symbol_of(table, id);
  const std::size_t row = symbol_called(table, kind, variable.values[value].name, parent);
  Symbol& symbol = table.symbols[row];
  symbol.parent = parent;
  symbol.full_name = fmt::format("{} is {}", variable.name, symbol.name);
  symbol.note = variable.values[value].note;
  return row;
}

void define(SymbolTable& table, std::size_t row, const Name& name) {
  Symbol& symbol = table.symbols[row];
  if (symbol.definition) return use(table, row, name);
  if (!name.text.empty()) symbol.definition = name.span;
}

void use(SymbolTable& table, std::size_t row, const Name& name) {
  if (!name.text.empty()) table.symbols[row].uses.push_back(name.span);
}

void use_plain(SymbolTable& table, const Name& name) {
  const auto found = table.work.names.plain.find(name.text);
  if (found != table.work.names.plain.end()) use(table, symbol_of(table, found->second), name);
}

std::optional<VariableId> owned_variable(const Work& work, const Name& owner, const Name& name) {
  const auto actor = work.names.plain.find(owner.text);
  if (actor == work.names.plain.end() || actor->second.kind != DeclaredKind::Actor) return std::nullopt;
  const auto found = work.names.dotted.find(work.model.actors[ActorId{actor->second.row}].name + "." + name.text);
  return found == work.names.dotted.end() ? std::nullopt : std::optional(found->second);
}

std::optional<VariableId> use_ref(SymbolTable& table, const Ref& ref) {
  use_plain(table, ref.first);
  const std::optional<VariableId> id =
      ref.second ? owned_variable(table.work, ref.first, *ref.second) : find_variable(table.work, ref);
  if (id && ref.second) use(table, symbol_of(table, *id), *ref.second);
  return id;
}

void use_value(SymbolTable& table, VariableId id, const Name& name) {
  const Work& work = table.work;
  std::optional<ValueIndex> value = find_value(work, id, name.text);
  const auto taken_for = work.names.values.find(work.model.variables[id].name + " is " + name.text);
  if (!value && taken_for != work.names.values.end()) value = taken_for->second;
  if (value) use(table, symbol_of(table, id, *value), name);
}

Symbols in_order_of_text(SymbolTable table) {
  std::vector<std::size_t> order(table.symbols.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t row) { return std::pair(first_place(table.symbols[row]), row); });
  std::erase_if(order, [&](std::size_t row) { return is_empty(table.symbols[row]); });
  std::vector<std::optional<std::size_t>> new_rows(table.symbols.size());
  for (std::size_t k = 0; k < order.size(); ++k) new_rows[order[k]] = k;
  Symbols sorted;
  for (const std::size_t row : order) {
    Symbol& symbol = sorted.emplace_back(std::move(table.symbols[row]));
    if (symbol.parent) symbol.parent = new_rows[*symbol.parent];
    std::ranges::sort(symbol.uses, {}, &Span::begin);
  }
  return sorted;
}

}  // namespace demarche
