#include "demarche/syntax/parse.h"

#include "demarche/diag/letters.h"
#include "demarche/syntax/grammar.h"
#include "demarche/syntax/parser.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

// In the order of their places, those of one place in the order in which they were found.
Diagnostics in_order(Diagnostics diagnostics) {
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  for (std::size_t i = 0; i < diagnostics.size(); ++i) order.emplace_back(diagnostics[i].primary.span.begin, i);
  std::ranges::sort(order);
  Diagnostics sorted;
  for (const auto& [place, i] : order) sorted.push_back(std::move(diagnostics[i]));
  return sorted;
}

Diagnostics shortened(Diagnostics diagnostics) {
  if (diagnostics.size() <= most_diagnostics) return diagnostics;
  const Span next = diagnostics[most_diagnostics].primary.span;
  const std::string message = fmt::format("more than {} mistakes; the others are not shown", most_diagnostics);
  diagnostics.resize(most_diagnostics);
  diagnostics.push_back(
      {Kind::E022, message, {next, "the next one is here"}, {}, "mend the first ones, then check again"});
  return diagnostics;
}

// `X is a or traded` goes on with an event, not with a value, wherever in the text the event is declared.
std::set<std::string, std::less<>> names_of_events(const Source& source, const std::vector<Token>& tokens) {
  const std::string_view text = source.text;
  const auto word = [&](const Token& token) {
    return text.substr(token.span.begin, token.span.end - token.span.begin);
  };
  std::set<std::string, std::less<>> names;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool begins_line = i == 0 || tokens[i - 1].type == TokenType::Newline ||
                             tokens[i - 1].type == TokenType::Indent || tokens[i - 1].type == TokenType::Dedent;
    if (begins_line && tokens[i].type == TokenType::Name && word(tokens[i]) == "event" &&
        tokens[i + 1].type == TokenType::Name && tokens[i + 2].type == TokenType::Colon)
      names.insert(normalised(word(tokens[i + 1])));
  }
  return names;
}

Parsed refused_for_length() {
  const std::string message = fmt::format("this text is longer than {} million characters", longest_text_bytes >> 20U);
  return {{{}, false},
          {{Kind::E022, message, {{0, 0}, ""}, {}, "a model is a few hundred lines; is this the right file?"}}};
}

}  // namespace

ParsedTokens parse_tokens(const Source& source) {
  Lexed lexed = lex(source);
  Cursor cursor{source, std::move(lexed.tokens), {}};
  cursor.events = names_of_events(source, cursor.tokens);
  Tree tree = parse_text(cursor);
  Diagnostics found = std::move(lexed.diagnostics);
  found.insert(found.end(), cursor.diagnostics.begin(), cursor.diagnostics.end());
  Diagnostics diagnostics = shortened(in_order(std::move(found)));
  tree.whole = !has_errors(diagnostics);
  return {{std::move(tree), std::move(diagnostics)}, std::move(cursor.tokens), std::move(lexed.comments)};
}

void listen_at(const Source& source, const Source& whole, std::uint32_t offset, Listener& listener) {
  Cursor cursor{source, lex(source).tokens, {}};
  const auto row = std::ranges::find(cursor.tokens, offset, [](const Token& token) { return token.span.begin; });
  const auto token = std::ranges::find_if(row, cursor.tokens.end(), [](const Token& one) {
    return one.type == TokenType::Name || one.type == TokenType::String;
  });
  if (token == cursor.tokens.end()) return;
  listener.row = static_cast<std::size_t>(token - cursor.tokens.begin());
  cursor.events = names_of_events(whole, lex(whole).tokens);
  cursor.listener = &listener;
  parse_text(cursor);
}

Parsed parse(const Source& source) {
  if (source.text.size() > longest_text_bytes) return refused_for_length();
  return parse_tokens(source).parsed;
}

}  // namespace demarche
