#include "demarche/game/efg_parser.h"

#include <fmt/format.h>

namespace demarche {

namespace {

std::string found(const EfgParser& parser) {
  switch (parser.token.kind) {
    case EfgTokenKind::Name:
      return "a quoted name";
    case EfgTokenKind::UnclosedName:
      return "a name whose closing quote is missing";
    case EfgTokenKind::Open:
      return "`{`";
    case EfgTokenKind::Close:
      return "`}`";
    case EfgTokenKind::Comma:
      return "`,`";
    case EfgTokenKind::End:
      return "the end of the file";
    case EfgTokenKind::Word:
      break;
  }
  const std::string_view seen = word(parser);
  for (const char c : seen) {
    if (c < ' ' || c > '~' || seen.size() > 40) return "other text";
  }
  return fmt::format("`{}`", seen);
}

}  // namespace

std::string_view word(const EfgParser& parser) {
  return parser.text.substr(parser.token.span.begin, parser.token.span.end - parser.token.span.begin);
}

bool at_word(const EfgParser& parser, std::string_view text) {
  return parser.token.kind == EfgTokenKind::Word && word(parser) == text;
}

bool expected(EfgParser& parser, std::string_view what) {
  if (parser.cut) return false;
  parser.diagnostics.push_back({.kind = Kind::E101,
                                .message = fmt::format("expected {}, found {}", what, found(parser)),
                                .primary = {parser.token.span, ""},
                                .others = {},
                                .help = std::string(parser.help)});
  if (parser.long_name) {
    parser.diagnostics.back().others.push_back({*parser.long_name, "this name runs over the end of its line"});
  }
  return false;
}

void advance(EfgParser& parser) {
  parser.token = efg_token(parser.text, parser.token.span.end);
  if (parser.token.kind != EfgTokenKind::UnclosedName) return;
  const std::uint32_t quote = parser.token.span.begin;
  parser.diagnostics.push_back({.kind = Kind::E101,
                                .message = "the closing quote of a name is missing",
                                .primary = {{quote, quote + 1}, "the name begins here, or ends one that is not closed"},
                                .others = {},
                                .help = "close the name with `\"`; a quote inside a name is written \\\""});
  parser.token.kind = EfgTokenKind::End;
  parser.token.span.begin = parser.token.span.end;
  parser.lost = true;
  parser.cut = true;
}

void contradiction(EfgParser& parser, std::string message, Label here, std::vector<Label> others, std::string help) {
  parser.diagnostics.push_back({Kind::E102, std::move(message), std::move(here), std::move(others), std::move(help)});
}

bool read_index(EfgParser& parser, std::string_view what, std::uint32_t& index) {
  if (parser.token.kind != EfgTokenKind::Word) return expected(parser, what);
  const auto value = efg_index(word(parser));
  if (!value) return expected(parser, what);
  index = *value;
  advance(parser);
  return true;
}

bool read_number(EfgParser& parser, std::string_view what, double& number) {
  if (parser.token.kind != EfgTokenKind::Word) return expected(parser, what);
  const auto value = efg_number(word(parser));
  if (!value) return expected(parser, what);
  number = *value;
  advance(parser);
  return true;
}

void skip_comma(EfgParser& parser) {
  if (parser.token.kind == EfgTokenKind::Comma) advance(parser);
}

std::optional<EfgToken> read_name(EfgParser& parser) {
  if (parser.token.kind != EfgTokenKind::Name) return std::nullopt;
  const EfgToken name = parser.token;
  const std::size_t line_end = word(parser).find('\n');
  parser.long_name = std::nullopt;
  if (line_end != std::string_view::npos) {
    const auto length = static_cast<std::uint32_t>(line_end);
    parser.long_name = Span{name.span.begin, name.span.begin + length};
  }
  advance(parser);
  return name;
}

}  // namespace demarche
