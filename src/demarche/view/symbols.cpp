#include "demarche/view/symbols.h"

#include "demarche/view/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

view::Data data_of(const Source& source, const Symbol& symbol) {
  view::Data row = {{"kind", word_of(symbol.kind)}, {"name", symbol.name}, {"full_name", symbol.full_name}};
  row["parent"] = symbol.parent;
  row["definition"] = symbol.definition ? data_of_span(source, *symbol.definition) : view::Data();
  row["uses"] = view::Data::list();
  for (const Span span : symbol.uses) row["uses"].push_back(data_of_span(source, span));
  row["note"] = symbol.note;
  if (!symbol.seen_by) return row;
  row["seen_by"] = *symbol.seen_by;
  row["revealed_to"] = symbol.revealed_to;
  return row;
}

std::string line_text(const Source& source, const Symbol& symbol) {
  return symbol.definition ? fmt::format("{}", place_of(source, symbol.definition->begin).line) : "-";
}

// Empty where the question does not arise.
std::string audience_text(const Symbol& symbol, std::size_t num_actors) {
  if (!symbol.seen_by) return "";
  std::string text = fmt::format("{}", fmt::join(*symbol.seen_by, ", "));
  if (text.empty()) text = "nobody";
  if (symbol.seen_by->size() == num_actors) text = "everyone";
  return symbol.revealed_to.empty() ? text
                                    : fmt::format("{}; revealed to {}", text, fmt::join(symbol.revealed_to, ", "));
}

bool stands_below(const Symbol& symbol) { return symbol.kind == SymbolKind::Value || symbol.kind == SymbolKind::Level; }

struct SymbolRows {
  const Source& source;
  const Symbols& symbols;
  std::size_t num_actors;
  view::Table table;
};

void add_row(SymbolRows& rows, std::size_t row) {
  const Symbol& symbol = rows.symbols[row];
  const std::string name = stands_below(symbol) ? "  " + symbol.name : symbol.full_name;
  rows.table.rows.push_back({name, std::string(word_of(symbol.kind)), line_text(rows.source, symbol),
                             fmt::format("{}", symbol.uses.size()), audience_text(symbol, rows.num_actors),
                             symbol.note});
}

// The rows of each symbol's values, in the order of the text.
std::vector<std::vector<std::size_t>> values_of(const Symbols& symbols) {
  std::vector<std::vector<std::size_t>> values(symbols.size());
  for (std::size_t row = 0; row < symbols.size(); ++row) {
    if (stands_below(symbols[row]) && symbols[row].parent) values[*symbols[row].parent].push_back(row);
  }
  return values;
}

}  // namespace

view::Page symbols_page(const Source& source, const Symbols& symbols) {
  using enum view::ColumnKind;
  const auto num_actors = static_cast<std::size_t>(std::ranges::count(symbols, SymbolKind::Actor, &Symbol::kind));
  SymbolRows rows{source, symbols, num_actors, {}};
  rows.table.columns = {{"", "name"},          {"", "kind"},    {"", "line", Numbers},
                        {"", "uses", Numbers}, {"", "seen by"}, {"", "note"}};
  const std::vector<std::vector<std::size_t>> values = values_of(symbols);
  view::Page page;
  page.data = {{"schema", 1}, {"kind", "symbols"}, {"file", source.parts.front().name}};
  page.data["symbols"] = view::Data::list();
  for (std::size_t row = 0; row < symbols.size(); ++row) {
    page.data["symbols"].push_back(data_of(source, symbols[row]));
    if (stands_below(symbols[row])) continue;
    add_row(rows, row);
    for (const std::size_t value : values[row]) add_row(rows, value);
  }
  page.sections.push_back({"symbols", "", {{std::move(rows.table)}}});
  return page;
}

}  // namespace demarche
