#include "demarche/lsp/methods.h"
#include "demarche/lsp/names.h"
#include "demarche/lsp/paint.h"
#include "demarche/lsp/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

namespace demarche::lsp {
namespace {

constexpr std::size_t most_values_shown = 30;

// A text as Markdown shows it, letter for letter.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]()<>#+-!|~&").find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::string_view text_of(const Document& document, Span span) {
  return std::string_view(source_of(document).text).substr(span.begin, span.end - span.begin);
}

// A value's move, a weapon's raid: what it is known by.
std::string title_of(const Symbols& symbols, const Symbol& symbol) {
  const bool is_value = symbol.kind == SymbolKind::Value || symbol.kind == SymbolKind::Level;
  const std::string of = is_value && symbol.parent ? " of `" + symbols[*symbol.parent].full_name + "`" : "";
  return fmt::format("**{}** `{}`{}", word_of(symbol.kind), is_value ? symbol.name : symbol.full_name, of);
}

std::string listed(const std::vector<std::string>& names) { return escaped(fmt::format("{}", fmt::join(names, ", "))); }

std::string audience_of(const Symbols& symbols, const Symbol& symbol) {
  if (!symbol.seen_by) return {};
  const auto num_actors = static_cast<std::size_t>(std::ranges::count(symbols, SymbolKind::Actor, &Symbol::kind));
  std::string text = symbol.seen_by->empty() ? "nobody" : listed(*symbol.seen_by);
  if (symbol.seen_by->size() == num_actors) text = "everyone";
  if (!symbol.revealed_to.empty()) text += "; revealed to " + listed(symbol.revealed_to);
  return "seen by " + text;
}

// `- telegraphed: slow drones first`, one a line.
std::string values_of(const Symbols& symbols, std::size_t row) {
  std::string text;
  std::size_t num = 0;
  for (const Symbol& symbol : symbols) {
    const bool is_value = symbol.kind == SymbolKind::Value || symbol.kind == SymbolKind::Level;
    if (!is_value || symbol.parent != row || !symbol.definition || ++num > most_values_shown) continue;
    text += fmt::format("- `{}`{}\n", symbol.name, symbol.note.empty() ? "" : ": " + escaped(symbol.note));
  }
  if (num > most_values_shown) text += fmt::format("- and {} more\n", num - most_values_shown);
  return text;
}

const ParameterStatement* parameter_at(const Tree& tree, Span definition) {
  for (const Statement& statement : tree.statements) {
    const auto* parameter = std::get_if<ParameterStatement>(&statement.what);
    if (parameter && parameter->name.span.begin == definition.begin) return parameter;
  }
  return nullptr;
}

std::string source_words(const Reading& reading, const Name& source) {
  for (const Citation& citation : reading.model.citations) {
    if (citation.name == source.text) return escaped(citation.text);
  }
  return escaped(source.text);
}

// `best guess 12, 90% from 8 to 20 (normal)`, and where that comes from.
std::string range_of(Document& document, const ParameterStatement& parameter) {
  std::string text = fmt::format("best guess `{}`", text_of(document, parameter.best.span));
  if (parameter.low && parameter.high) {
    text += fmt::format(", in 90% of draws from `{}` to `{}` ({})", text_of(document, parameter.low->span),
                        text_of(document, parameter.high->span),
                        distribution_words[static_cast<std::size_t>(parameter.distribution)]);
  }
  if (parameter.source) text += "\n\nsource: " + source_words(reading_of(document.session), *parameter.source);
  else text += "\n\nno source";
  return text;
}

std::string as_declared(const Document& document, Span definition) {
  return fmt::format("```crisis\n{}\n```", line_at(source_of(document), definition.begin));
}

std::string detail_of(const Meant& meant) {
  const Symbols& symbols = symbols_of(meant.document);
  const Symbol& symbol = symbols[meant.symbol];
  if (symbol.kind == SymbolKind::Parameter && symbol.definition) {
    const Tree& tree = reading_of(meant.document.session).tree;
    if (const ParameterStatement* parameter = parameter_at(tree, *symbol.definition))
      return range_of(meant.document, *parameter);
  }
  const bool is_one_line = symbol.kind == SymbolKind::Scale || symbol.kind == SymbolKind::Unknown;
  if (is_one_line && symbol.definition) return as_declared(meant.document, *symbol.definition);
  return values_of(symbols, meant.symbol);
}

std::string words_on(const Meant& meant) {
  const Symbols& symbols = symbols_of(meant.document);
  const Symbol& symbol = symbols[meant.symbol];
  std::string text = title_of(symbols, symbol);
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += "\n\n" + part;
  };
  const bool is_formula = symbol.kind == SymbolKind::Event || symbol.kind == SymbolKind::Number;
  if (!symbol.note.empty()) add(is_formula ? "stands for `" + symbol.note + "`" : escaped(symbol.note));
  add(detail_of(meant));
  add(audience_of(symbols, symbol));
  if (!symbol.definition) add("a word of the language");
  return text;
}

view::Data shown(const Document& document, Span span, std::string markdown) {
  view::Data hover;
  hover["contents"] = {{"kind", "markdown"}, {"value", std::move(markdown)}};
  hover["range"] = data_of(ruler_of(document), span);
  return hover;
}

// The word of the language that a place is in.
view::Data hover_on_word(Document& document, std::uint32_t offset) {
  for (const Span span : words_in(document)) {
    if (offset < span.begin || offset >= span.end) continue;
    if (const Word* word = word_called(text_of(document, span)))
      return shown(document, span, fmt::format("`{}`: {}", word->text, word->meaning));
  }
  return {};
}

}  // namespace

Reply hover(Call& call) {
  const auto spot = spot_in(call);
  if (!spot) return std::unexpected(spot.error());
  if (!is_crisis(spot->document)) return view::Data();
  const auto meant = meant_at(spot->document, spot->offset);
  if (!meant) return hover_on_word(spot->document, spot->offset);
  return shown(spot->document, meant->span, words_on(*meant));
}

}  // namespace demarche::lsp
