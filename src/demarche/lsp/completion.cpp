#include "demarche/lsp/completion.h"

#include "demarche/lsp/edits.h"
#include "demarche/lsp/methods.h"
#include "demarche/lsp/words.h"
#include "demarche/syntax/expected.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace demarche::lsp {
namespace {

// What the parser calls a name, and the kinds of names that are called so. Where it asks for a name that is new, for
// one of a value or for one behind a point there is no row.
std::vector<SymbolKind> kinds_called(std::string_view what) {
  using enum SymbolKind;
  const std::vector readable{Actor, Parameter, Scale, Unknown, Chance, Vote, Counter, Event, Number};
  const std::pair<std::string_view, std::vector<SymbolKind>> rows[] = {
      {"an actor", {Actor}},
      {"an actor or `everyone`", {Actor}},
      {"an actor or a partner", {Actor, Partner}},
      {"a name", readable},
      {"an actor, a scale or a parameter", {Actor, Scale, Parameter, Unknown, Counter, Number}},
      {"a move", {Actor, Chance, Scale, Vote}},
      {"what is revealed", {Actor, Chance, Scale, Vote}},
      {"a trait, a move, a draw or a vote", {Actor, Chance, Vote, Unknown}},
      {"a draw, a trait or a parameter", {Actor, Chance, Parameter}},
      {"a trait, as in `Iran.aim`", {Actor}},
      {"a move, `P(...)` or `E(...)`", {Actor}},
      {"a parameter", {Parameter}},
      {"a change: `NAME = ...`, `without layer`, `only`, `public` or `reveal`", {Parameter}},
      {"`baseline` or a variant", {Variant}},
      {"the name of a source", {Source}},
      {"a kind of weapon", {Weapon}},
      {"the name of a layer", {Layer}},
      {"the name of the layer that does the same", {Layer}},
      {"a scale", {Scale}},
      {"a scale for the damage", {Scale}},
      {"the name of a count of rounds", {Counter}},
  };
  const auto row = std::ranges::find(rows, what, [](const auto& one) { return one.first; });
  return row == std::end(rows) ? std::vector<SymbolKind>() : row->second;
}

// The numbers by which the protocol knows kinds of completions.
enum class ItemKind : int {
  Function = 3,
  Field = 5,
  Variable = 6,
  Class = 7,
  Module = 9,
  Keyword = 14,
  Reference = 18,
  EnumMember = 20,
  Constant = 21,
  Event = 23
};

ItemKind item_kind(SymbolKind kind) {
  using enum SymbolKind;
  switch (kind) {
    case Actor:
    case Partner:
      return ItemKind::Class;
    case Source:
      return ItemKind::Reference;
    case Parameter:
    case Number:
      return ItemKind::Constant;
    case Level:
    case Value:
      return ItemKind::EnumMember;
    case Move:
      return ItemKind::Function;
    case Trait:
      return ItemKind::Field;
    case Event:
      return ItemKind::Event;
    case Stage:
    case Layer:
    case Variant:
    case Regime:
    case Weapon:
      return ItemKind::Module;
    case Scale:
    case Unknown:
    case Chance:
    case Vote:
    case Counter:
      return ItemKind::Variable;
  }
  return ItemKind::Variable;
}

// What is offered, while it is collected.
struct Offers {
  const Client& client;
  const Document& document;
  const Symbols& symbols;
  Expected expected;
  Span replaced;
  view::Data items = view::Data::list();
  std::set<std::string> labels = {};
};

view::Data item_of(const Offers& offers, std::string label, ItemKind kind, std::string inserted) {
  view::Data item = {{"label", std::move(label)}, {"kind", static_cast<int>(kind)}};
  item["textEdit"] = data_of(ruler_of(offers.document), Edit{offers.replaced, std::move(inserted)});
  return item;
}

void offer_symbol(Offers& offers, const Symbol& symbol) {
  const bool is_typed = symbol.definition == offers.expected.place ||
                        (!symbol.definition && symbol.uses == std::vector{offers.expected.place});
  if (is_typed || !offers.labels.insert(symbol.name).second) return;
  const bool is_quoted = symbol.kind == SymbolKind::Layer;
  view::Data item =
      item_of(offers, symbol.name, item_kind(symbol.kind), is_quoted ? "\"" + symbol.name + "\"" : symbol.name);
  if (is_quoted) item["filterText"] = "\"" + symbol.name + "\"";
  item["detail"] = fmt::format("{}{}", word_of(symbol.kind), symbol.note.empty() ? "" : ": " + symbol.note);
  item["sortText"] = "1" + symbol.name;
  offers.items.push_back(std::move(item));
}

bool is_child_of(const Offers& offers, const Symbol& symbol, std::string_view owner) {
  return symbol.parent && offers.symbols[*symbol.parent].full_name == owner;
}

// What stands behind `Iran.`, or the values of what is named.
void offer_children(Offers& offers, std::string_view owner) {
  for (const Symbol& symbol : offers.symbols) {
    if (symbol.kind != SymbolKind::Weapon && symbol.kind != SymbolKind::Regime && is_child_of(offers, symbol, owner))
      offer_symbol(offers, symbol);
  }
}

// How actors vote goes by the name of the vote.
void offer_ballots(Offers& offers) {
  for (const Symbol& symbol : offers.symbols) {
    if (symbol.kind == SymbolKind::Vote) offer_symbol(offers, symbol);
  }
}

void offer_kinds(Offers& offers, std::string_view what) {
  const std::vector<SymbolKind> kinds = kinds_called(what);
  for (const Symbol& symbol : offers.symbols) {
    if (std::ranges::find(kinds, symbol.kind) != kinds.end() && symbol.name != "precision")
      offer_symbol(offers, symbol);
  }
}

void offer_name(Offers& offers, const NameExpected& name) {
  if (name.what == "`baseline` or a variant") offers.expected.words.insert("baseline");
  if (name.of.empty()) return offer_kinds(offers, name.what);
  offer_children(offers, name.of);
  const bool behind_point = name.what == "a name after the `.`";
  if (behind_point) offer_ballots(offers);
}

// Only what begins a line is followed by places to fill in; the line's own indentation stands before what follows.
std::string snippet_of(const Offers& offers, const Word& word) {
  std::string snippet(word.text);
  const std::string indentation(indentation_at(source_of(offers.document), offers.expected.place.begin));
  for (const char c : word.rest) {
    snippet += c;
    if (c == '\n') snippet += indentation;
  }
  return snippet;
}

bool ends_line(const Offers& offers) {
  const std::string& text = source_of(offers.document).text;
  const std::size_t next = text.find_first_not_of(" \t", offers.replaced.end);
  return next == std::string::npos || text[next] == '\n' || text[next] == '\r' || text[next] == '#';
}

void offer_word(Offers& offers, const std::string& text) {
  if (offers.expected.in_quotes || !offers.labels.insert(text).second) return;
  const Word* word = word_called(text);
  const bool fills_in = word && !word->rest.empty() && offers.client.has_snippets && ends_line(offers);
  constexpr int is_snippet = 2;
  view::Data item = item_of(offers, text, ItemKind::Keyword, fills_in ? snippet_of(offers, *word) : text);
  if (fills_in) item["insertTextFormat"] = is_snippet;
  if (fills_in) item["insertTextMode"] = 1;  // as it is: the indentation is there
  if (word) item["detail"] = word->meaning;
  item["sortText"] = "2" + text;
  offers.items.push_back(std::move(item));
}

// An editor puts the second quote behind the first by itself.
Span with_closing_quote(const std::string& text, const Expected& expected) {
  Span span = expected.place;
  if (expected.in_quotes && span.end < text.size() && text[span.end] == '"') ++span.end;
  return span;
}

// A space at the begin of a line asks for nothing.
bool is_too_early(const Call& call, const Spot& spot) {
  if (call.params["context"]["triggerCharacter"].text() != " ") return false;
  const std::string_view line = line_at(source_of(spot.document), spot.offset);
  const auto begin = static_cast<std::uint32_t>(line.data() - source_of(spot.document).text.data());
  const std::string_view typed = line.substr(0, spot.offset > begin ? spot.offset - begin : 0);
  return typed.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

view::Data completion_triggers() { return std::vector<std::string>{".", " ", "\""}; }

Reply completion(Call& call) {
  const auto spot = spot_in(call);
  if (!spot) return std::unexpected(spot.error());
  Document& document = spot->document;
  if (!is_crisis(document) || is_too_early(call, *spot)) return view::Data::list();
  Expected expected = expected_at(source_of(document), spot->offset);
  const Span replaced = with_closing_quote(source_of(document).text, expected);
  Offers offers{call.server.client, document, symbols_of(document), std::move(expected), replaced};
  for (const NameExpected& name : std::vector(offers.expected.names)) offer_name(offers, name);
  for (const std::string& word : std::set(offers.expected.words)) offer_word(offers, word);
  return std::move(offers.items);
}

}  // namespace demarche::lsp
