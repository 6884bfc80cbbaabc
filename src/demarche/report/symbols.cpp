#include "demarche/report/symbols.h"

#include "demarche/report/json_places.h"
#include "demarche/report/layout.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

Json json_of_spans(const Source& source, const std::vector<Span>& spans) {
  Json rows = Json::array();
  for (const Span span : spans) rows.push_back(json_of_span(source, span));
  return rows;
}

Json json_of(const Source& source, const Symbol& symbol) {
  Json row = {{"kind", word_of(symbol.kind)}, {"name", symbol.name}, {"full_name", symbol.full_name}};
  row["parent"] = symbol.parent ? Json(*symbol.parent) : Json();
  row["definition"] = symbol.definition ? json_of_span(source, *symbol.definition) : Json();
  row["uses"] = json_of_spans(source, symbol.uses);
  row["note"] = symbol.note;
  if (!symbol.seen_by) return row;
  row["seen_by"] = *symbol.seen_by;
  row["revealed_to"] = symbol.revealed_to;
  return row;
}

std::string place_text(const Source& source, const Symbol& symbol) {
  if (!symbol.definition) return "-";
  const Place place = place_of(source, symbol.definition->begin);
  return fmt::format("{}:{}", place.line, place.column);
}

// "all" where all do, "-" where the question does not arise.
std::string audience_text(const Symbol& symbol, std::size_t num_actors) {
  if (!symbol.seen_by) return "-";
  const bool all = symbol.seen_by->size() == num_actors;
  std::string text = symbol.seen_by->empty() ? "nobody"
                     : all                   ? "all"
                                             : fmt::format("{}", fmt::join(*symbol.seen_by, ", "));
  if (!symbol.revealed_to.empty()) text += fmt::format("; revealed to {}", fmt::join(symbol.revealed_to, ", "));
  return text;
}

bool is_inside(const Symbol& symbol) { return symbol.kind == SymbolKind::Value || symbol.kind == SymbolKind::Level; }

// The rows that stand below a symbol: its values.
void add_rows(TextTable& table, const Source& source, const Symbols& symbols, std::size_t row, std::size_t num_actors) {
  const Symbol& symbol = symbols[row];
  const bool inside = is_inside(symbol);
  const std::string name = inside ? "  " + symbol.name : symbol.full_name;
  table.rows.push_back({name, std::string(word_of(symbol.kind)), place_text(source, symbol),
                        fmt::format("{}", symbol.uses.size()), audience_text(symbol, num_actors), symbol.note});
  if (inside) return;
  for (std::size_t other = 0; other < symbols.size(); ++other) {
    if (symbols[other].parent == row && is_inside(symbols[other])) add_rows(table, source, symbols, other, num_actors);
  }
}

}  // namespace

std::string symbols_as_json(const Source& source, const Symbols& symbols) {
  Json page = {{"schema", 1}, {"kind", "symbols"}, {"file", source.parts.front().name}};
  page["symbols"] = Json::array();
  for (const Symbol& symbol : symbols) page["symbols"].push_back(json_of(source, symbol));
  return text_of(page);
}

std::string symbols_as_text(const Source& source, const Symbols& symbols, const TerminalOptions& options) {
  TextTable table;
  table.columns = {Align::Left, Align::Left, Align::Right, Align::Right, Align::Left, Align::Left};
  table.head = {"name", "kind", "line", "uses", "seen by", "note"};
  const auto num_actors = static_cast<std::size_t>(std::ranges::count(symbols, SymbolKind::Actor, &Symbol::kind));
  for (std::size_t row = 0; row < symbols.size(); ++row) {
    const bool below_another = is_inside(symbols[row]) && symbols[row].parent;
    if (!below_another) add_rows(table, source, symbols, row, num_actors);
  }
  return text_of(table, options.width, 0);
}

}  // namespace demarche
