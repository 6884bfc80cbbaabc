#include "demarche/diag/diagnostic.h"
#include "demarche/diag/terminal.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace demarche;

namespace {

Span span_of(const Source& source, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(source.text.find(words));
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

}  // namespace

TEST_CASE("a diagnostic shows both ends of the conflict, the nearer gutter as wide as the larger line number") {
  const Source source = make_source(
      "a.crisis", "US tells Israel demarche: join\n\n\n\n\n\n\n\n\nIran chooses reply: a if US.demarche is join\n");
  const Diagnostic diagnostic{Kind::E009,
                              "Iran cannot condition on `US.demarche`: Iran never observes it",
                              {span_of(source, "US.demarche"), "the option `a` would tell Iran something hidden"},
                              {{span_of(source, "demarche"), "seen only by Israel, US"}},
                              "`reveal US.demarche to Iran` before this step"};
  CHECK(render_one(source, diagnostic, Colour::Never) ==
        "error[E009]: Iran cannot condition on `US.demarche`: Iran never observes it\n"
        "  --> a.crisis:10:26\n"
        "   |\n"
        "10 | Iran chooses reply: a if US.demarche is join\n"
        "   |                          ^^^^^^^^^^^ the option `a` would tell Iran something hidden\n"
        "   |\n"
        " 1 | US tells Israel demarche: join\n"
        "   |                 -------- seen only by Israel, US\n"
        "   = help: `reveal US.demarche to Iran` before this step\n");
}

TEST_CASE("the caret stays below its word after wide characters, tabs and control characters") {
  const Source source = make_source("a", "\u4E16\u754C\tx\x1B[31m\xFF end");
  const Diagnostic diagnostic{Kind::W101, "m", {span_of(source, "end"), ""}, {}, ""};
  CHECK(render_one(source, diagnostic, Colour::Never) ==
        "warning[W101]: m\n"
        " --> a:1:14\n"
        "  |\n"
        "1 | \u4E16\u754C    x\\x1b[31m\\xff end\n"
        "  |                       ^^^\n");
}

TEST_CASE("what nobody sees is escaped, and the underline is as wide as what is shown") {
  const Source source = make_source("a\u202E", "x\u202Ey \u200Bend");
  const Diagnostic diagnostic{Kind::W101, "m\u2066", {{1, 4}, "l\x07"}, {}, "h\u00AD"};
  CHECK(render_one(source, diagnostic, Colour::Never) ==
        "warning[W101]: m<U+2066>\n"
        " --> a<U+202E>:1:2\n"
        "  |\n"
        "1 | x<U+202E>y <U+200B>end\n"
        "  |  ^^^^^^^^ l\\x07\n"
        "  = help: h<U+00AD>\n");
}

TEST_CASE("of all controls only line ends and the program's own colours reach a terminal") {
  const std::string text = "a\x1b[1mb\x1b[0m\x1b[31m\r\n\x9b\xC2\x9B\x7F\rc\n";
  CHECK(for_terminal(text, Colour::Never) == "a\\x1b[1mb\\x1b[0m\\x1b[31m\r\n\\x9b<U+009B>\\x7f\\x0dc\n");
  CHECK(for_terminal(text, Colour::Always) == "a\x1b[1mb\x1b[0m\\x1b[31m\r\n\\x9b<U+009B>\\x7f\\x0dc\n");
  CHECK(for_terminal("\u00E9 \u4E16 \U000E0041", Colour::Never) == "\u00E9 \u4E16 <U+E0041>");
}

TEST_CASE("a long line is cut around what is underlined") {
  const Source source = make_source("a", std::string(3000, 'x') + " here " + std::string(3000, 'y'));
  const std::string shown =
      render_one(source, {Kind::E003, "m", {span_of(source, "here"), "this"}, {}, ""}, Colour::Never);
  const std::size_t line = shown.find("1 | ...");
  REQUIRE(line != std::string::npos);
  const std::size_t line_end = shown.find('\n', line);
  CHECK(line_end - line < 130);
  const std::size_t caret = shown.find("^^^^ this", line_end);
  REQUIRE(caret != std::string::npos);
  CHECK(shown.find("here", line) - line == caret - line_end - 1);
}

TEST_CASE("diagnostics come in the order of their places, errors before warnings, and are counted") {
  const Source source = make_source("a", "one two");
  const Diagnostics diagnostics{{Kind::W101, "late", {{4, 7}, ""}, {}, ""},
                                {Kind::W102, "doubtful", {{0, 3}, ""}, {}, ""},
                                {Kind::E005, "wrong", {{0, 3}, ""}, {}, ""}};
  const std::string shown = render_all(source, diagnostics, Colour::Never);
  CHECK(shown.find("wrong") < shown.find("doubtful"));
  CHECK(shown.find("doubtful") < shown.find("late"));
  CHECK(shown.ends_with("\n1 error, 2 warnings\n"));
  CHECK(render_all(source, {}, Colour::Never).empty());
}

TEST_CASE("colour changes nothing but the colour") {
  const Source source = make_source("a", "one two");
  const Diagnostic diagnostic{Kind::N201, "m", {{0, 3}, "x"}, {{{4, 7}, "y"}}, "do\nthis"};
  std::string coloured = render_one(source, diagnostic, Colour::Always);
  for (std::size_t escape = coloured.find('\x1B'); escape != std::string::npos; escape = coloured.find('\x1B')) {
    coloured.erase(escape, coloured.find('m', escape) + 1 - escape);
  }
  CHECK(coloured == render_one(source, diagnostic, Colour::Never));
}

TEST_CASE("every kind of diagnostic is explained, with an example") {
  std::set<std::string_view> codes;
  for (const KindInfo& kind : all_kinds()) {
    CAPTURE(kind.code);
    CHECK(codes.insert(kind.code).second);
    CHECK(&info(kind.kind) == &kind);
    CHECK_FALSE(kind.title.empty());
    CHECK(kind.explanation.size() > 200);
  }
  CHECK(codes.size() == all_kinds().size());
}

TEST_CASE("the best guess is the nearest name, and none where nothing is near") {
  const std::vector<std::string> names{"restrain", "join", "defend_only", "payoff", "US"};
  CHECK(best_guess("restrian", names) == "restrain");
  CHECK(best_guess("payof", names) == "payoff");
  CHECK(best_guess("us", names) == "US");
  CHECK(best_guess("Defend_Only", names) == "defend_only");
  CHECK(best_guess("attack", names).empty());
  CHECK(best_guess("X", names).empty());
  CHECK(best_guess("", names).empty());
  CHECK(best_guess(std::string(1000000, 'a'), names).empty());
}
