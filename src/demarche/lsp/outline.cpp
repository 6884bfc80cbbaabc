#include "demarche/lsp/methods.h"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

namespace demarche::lsp {
namespace {

std::string_view line_text(const Document& document, std::size_t line) {
  const Span span = document.lines.spans[line];
  return std::string_view(source_of(document).text).substr(span.begin, span.end - span.begin);
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

bool is_blank(std::string_view line) { return indent_of(line) == line.size(); }

bool is_comment(std::string_view line) { return !is_blank(line) && line[indent_of(line)] == '#'; }

// The lines that belong to a line: those below it that are further in. Both count from 0; the last is at least the
// first.
struct Fold {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool is_comment = false;  // lines of comments, one below the other
};

// The last line of the block of each line that is not empty; each line's own number elsewhere.
std::vector<std::uint32_t> ends_of_blocks(const Document& document) {
  struct Open {
    std::uint32_t line;
    std::size_t indent;
  };
  const auto num_lines = static_cast<std::uint32_t>(document.lines.spans.size());
  std::vector<std::uint32_t> ends(num_lines);
  std::vector<Open> open;
  std::uint32_t last_filled = 0;
  const auto close_from = [&](std::size_t indent) {
    while (!open.empty() && open.back().indent >= indent) {
      ends[open.back().line] = last_filled;
      open.pop_back();
    }
  };
  for (std::uint32_t line = 0; line < num_lines; ++line) {
    ends[line] = line;
    const std::string_view text = line_text(document, line);
    if (is_blank(text) || is_comment(text)) continue;
    close_from(indent_of(text));
    open.push_back({line, indent_of(text)});
    last_filled = line;
  }
  close_from(0);
  return ends;
}

std::vector<Fold> folds_of(const Document& document) {
  const std::vector<std::uint32_t> ends = ends_of_blocks(document);
  std::vector<Fold> folds;
  for (std::uint32_t line = 0; line < ends.size(); ++line) {
    if (ends[line] > line) folds.push_back({line, ends[line]});
  }
  for (std::uint32_t line = 0; line < ends.size(); ++line) {
    if (!is_comment(line_text(document, line))) continue;
    std::uint32_t last = line;
    while (last + 1 < ends.size() && is_comment(line_text(document, last + 1))) ++last;
    if (last > line) folds.push_back({line, last, true});
    line = last;
  }
  return folds;
}

}  // namespace

Reply folding_range(Call& call) {
  const auto document = document_in(call);
  if (!document) return std::unexpected(document.error());
  view::Data list = view::Data::list();
  if (!is_crisis(**document)) return list;
  for (const Fold& fold : folds_of(**document)) {
    view::Data range = {{"startLine", fold.first}, {"endLine", fold.last}};
    if (fold.is_comment) range["kind"] = "comment";
    list.push_back(std::move(range));
  }
  return list;
}

namespace {

// The numbers by which the protocol knows kinds of symbols.
enum class OutlineKind : int {
  Module = 2,
  Class = 5,
  Property = 7,
  Enum = 10,
  Function = 12,
  Variable = 13,
  Constant = 14,
  String = 15,
  EnumMember = 22,
  Event = 24,
  Key = 20
};

OutlineKind outline_kind(SymbolKind kind) {
  using enum SymbolKind;
  switch (kind) {
    case Actor:
    case Partner:
      return OutlineKind::Class;
    case Parameter:
    case Number:
      return OutlineKind::Constant;
    case Scale:
      return OutlineKind::Enum;
    case Trait:
      return OutlineKind::Property;
    case Move:
      return OutlineKind::Function;
    case Level:
    case Value:
      return OutlineKind::EnumMember;
    case Event:
      return OutlineKind::Event;
    case Stage:
    case Variant:
      return OutlineKind::Module;
    case Source:
    case Layer:
      return OutlineKind::String;
    case Unknown:
    case Chance:
    case Vote:
    case Counter:
    case Weapon:
    case Regime:
      return OutlineKind::Variable;
  }
  return OutlineKind::Variable;
}

// A statement and all that belongs to it.
struct Entry {
  std::string name;
  std::string detail;
  OutlineKind kind = OutlineKind::Key;
  Span whole;
  Span selected;
};

struct Outlined {
  Document& document;
  const Symbols& symbols;
  std::vector<std::uint32_t> ends;               // of blocks
  std::vector<std::size_t> declared;             // rows of symbols, in the order of their definitions
  std::vector<std::vector<std::size_t>> values;  // of each symbol, likewise
};

bool is_value(const Symbol& symbol) { return symbol.kind == SymbolKind::Value || symbol.kind == SymbolKind::Level; }

Outlined outlined_of(Document& document) {
  Outlined outlined{document, symbols_of(document), ends_of_blocks(document), {}, {}};
  outlined.values.resize(outlined.symbols.size());
  for (std::size_t row = 0; row < outlined.symbols.size(); ++row) {
    if (outlined.symbols[row].definition) outlined.declared.push_back(row);
  }
  std::ranges::sort(outlined.declared, {}, [&](std::size_t row) { return outlined.symbols[row].definition->begin; });
  for (const std::size_t row : outlined.declared) {
    const Symbol& symbol = outlined.symbols[row];
    if (is_value(symbol) && symbol.parent) outlined.values[*symbol.parent].push_back(row);
  }
  return outlined;
}

Span with_block(const Outlined& outlined, Span first_line) {
  const Ruler ruler = ruler_of(outlined.document);
  const std::uint32_t line = position_of(ruler, first_line.begin).line;
  const Span last = outlined.document.lines.spans[outlined.ends[line]];
  return {first_line.begin, std::max(last.end, first_line.end)};
}

view::Data data_of_entry(const Outlined& outlined, const Entry& entry) {
  const Ruler ruler = ruler_of(outlined.document);
  view::Data data = {{"name", entry.name.empty() ? "-" : entry.name}, {"kind", static_cast<int>(entry.kind)}};
  if (!entry.detail.empty()) data["detail"] = entry.detail;
  data["range"] = data_of(ruler, entry.whole);
  data["selectionRange"] = data_of(ruler, entry.selected);
  return data;
}

bool is_inside(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

// The rows that are declared within a stretch.
std::span<const std::size_t> declared_in(const Outlined& outlined, Span stretch) {
  const auto place = [&](std::size_t row) { return outlined.symbols[row].definition->begin; };
  const auto first = std::ranges::lower_bound(outlined.declared, stretch.begin, {}, place);
  const auto last = std::ranges::lower_bound(first, outlined.declared.end(), stretch.end, {}, place);
  return {first, last};
}

Entry entry_of(const Outlined& outlined, std::size_t row, Span whole) {
  const Symbol& symbol = outlined.symbols[row];
  const bool is_owned = symbol.kind == SymbolKind::Move || symbol.kind == SymbolKind::Trait;
  return {is_owned ? symbol.full_name : symbol.name, std::string(word_of(symbol.kind)), outline_kind(symbol.kind),
          whole, *symbol.definition};
}

// A symbol with those of its values that stand within a stretch.
view::Data with_values(const Outlined& outlined, std::size_t row, Span whole, Span stretch) {
  view::Data values = view::Data::list();
  for (const std::size_t value : outlined.values[row]) {
    const Span place = *outlined.symbols[value].definition;
    if (!is_inside(place, stretch)) continue;
    whole = {std::min(whole.begin, place.begin), std::max(whole.end, place.end)};
    values.push_back(data_of_entry(outlined, entry_of(outlined, value, place)));
  }
  view::Data data = data_of_entry(outlined, entry_of(outlined, row, whole));
  if (values.size() > 0) data["children"] = std::move(values);
  return data;
}

// What a stretch declares below the statement that it is: moves and draws of a stage, layers of a raid.
view::Data children_in(const Outlined& outlined, Span whole) {
  view::Data list = view::Data::list();
  for (const std::size_t row : declared_in(outlined, whole)) {
    const Symbol& symbol = outlined.symbols[row];
    if (!is_value(symbol)) list.push_back(with_values(outlined, row, *symbol.definition, whole));
  }
  return list;
}

// Payoffs and questions declare nothing: they are called as they begin.
Entry entry_without_name(const Outlined& outlined, const Statement& statement, Span whole) {
  const std::string_view text = std::string_view(source_of(outlined.document).text)
                                    .substr(statement.span.begin, statement.span.end - statement.span.begin);
  std::string name(text.substr(0, text.find_first_of("\r\n")));
  while (name.ends_with(':') || name.ends_with(' ')) name.pop_back();
  const bool asks = std::holds_alternative<QuestionStatement>(statement.what);
  return {std::move(name), "", asks ? OutlineKind::Event : OutlineKind::Key, whole, statement.span};
}

// A stage holds what is declared below its line; other statements are what they declare.
view::Data statement_data(const Outlined& outlined, const Statement& statement) {
  const Span whole = with_block(outlined, statement.span);
  const auto declared = declared_in(outlined, statement.span);
  if (declared.empty()) return data_of_entry(outlined, entry_without_name(outlined, statement, whole));
  const std::size_t row = declared.front();
  view::Data data = with_values(outlined, row, whole, whole);
  view::Data below = children_in(outlined, {outlined.symbols[row].definition->end, whole.end});
  if (below.size() > 0) data["children"] = std::move(below);
  return data;
}

}  // namespace

Reply document_symbol(Call& call) {
  const auto document = document_in(call);
  if (!document) return std::unexpected(document.error());
  view::Data list = view::Data::list();
  if (!is_crisis(**document)) return list;
  const Outlined outlined = outlined_of(**document);
  for (const Statement& statement : reading_of((*document)->session).tree.statements)
    list.push_back(statement_data(outlined, statement));
  return list;
}

}  // namespace demarche::lsp
