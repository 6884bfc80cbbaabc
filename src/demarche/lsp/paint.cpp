#include "demarche/lsp/paint.h"

#include "demarche/lsp/methods.h"
#include "demarche/lsp/token_legend.h"
#include "demarche/lsp/words.h"
#include "demarche/syntax/token.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace demarche::lsp {
namespace {

constexpr std::array<std::string_view, 13> paint_names{"comment",    "string",    "number",   "keyword",  "class",
                                                       "namespace",  "parameter", "variable", "property", "function",
                                                       "enumMember", "event",     "type"};

Paint paint_of(SymbolKind kind) {
  using enum SymbolKind;
  switch (kind) {
    case Actor:
    case Partner:
      return Paint::Class;
    case Source:
      return Paint::Namespace;
    case Parameter:
    case Number:
      return Paint::Constant;
    case Scale:
    case Unknown:
    case Chance:
    case Vote:
    case Counter:
      return Paint::Variable;
    case Trait:
      return Paint::Property;
    case Move:
      return Paint::Function;
    case Level:
    case Value:
      return Paint::Member;
    case Event:
      return Paint::Event;
    case Stage:
    case Layer:
      return Paint::Text;
    case Weapon:
    case Regime:
    case Variant:
      return Paint::Type;
  }
  return Paint::Variable;
}

// Where each name begins.
using Names = std::map<std::uint32_t, Painted>;

Names names_in(const Symbols& symbols) {
  Names names;
  for (const Symbol& symbol : symbols) {
    const Paint paint = paint_of(symbol.kind);
    for (const Span span : symbol.uses) names.emplace(span.begin, Painted{span, paint, false});
    if (symbol.definition) names.emplace(symbol.definition->begin, Painted{*symbol.definition, paint, true});
  }
  return names;
}

std::optional<Paint> paint_of(std::string_view text, const Token& token) {
  switch (token.type) {
    case TokenType::Number:
      return Paint::Number;
    case TokenType::String:
      return Paint::Text;
    case TokenType::Name:
      break;
    default:
      return std::nullopt;
  }
  const bool is_word = word_called(text.substr(token.span.begin, token.span.end - token.span.begin)) != nullptr;
  return is_word ? std::optional(Paint::Keyword) : std::nullopt;
}

}  // namespace

std::vector<Painted> painted(Document& document) {
  const Source& source = source_of(document);
  if (source.text.size() > longest_text_bytes || !is_crisis(document)) return {};
  const Names names = names_in(symbols_of(document));
  const Lexed lexed = lex(source);
  std::vector<Painted> all;
  for (const Span comment : lexed.comments) all.push_back({comment, Paint::Comment});
  for (const Token& token : lexed.tokens) {
    const auto name = names.find(token.span.begin);
    if (token.span.begin == token.span.end) continue;
    if (name != names.end()) all.push_back(name->second);
    else if (const auto paint = paint_of(source.text, token)) all.push_back({token.span, *paint});
  }
  std::ranges::sort(all, {}, [](const Painted& one) { return one.span.begin; });
  return all;
}

std::vector<Span> words_in(Document& document) {
  std::vector<Span> words;
  for (const Painted& one : painted(document)) {
    if (one.paint == Paint::Keyword) words.push_back(one.span);
  }
  return words;
}

view::Data token_legend() {
  view::Data legend;
  legend["tokenTypes"] = std::vector<std::string>(paint_names.begin(), paint_names.end());
  legend["tokenModifiers"] = std::vector<std::string>{"declaration"};
  return legend;
}

Reply semantic_tokens(Call& call) {
  const auto document = document_in(call);
  if (!document) return std::unexpected(document.error());
  const Ruler ruler = ruler_of(**document);
  view::Data numbers = view::Data::list();
  Position last;
  for (const Painted& one : painted(**document)) {
    const Position begin = position_of(ruler, one.span.begin);
    const Position end = position_of(ruler, one.span.end);
    const std::uint32_t from = begin.line == last.line ? last.character : 0;
    const std::uint32_t row[] = {begin.line - last.line, begin.character - from, end.character - begin.character,
                                 static_cast<std::uint32_t>(one.paint), one.is_definition ? 1U : 0U};
    for (const std::uint32_t number : row) numbers.push_back(number);
    last = begin;
  }
  return view::Data{{"data", std::move(numbers)}};
}

}  // namespace demarche::lsp
