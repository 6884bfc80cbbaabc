#include "demarche/render/text.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;

namespace {

std::string on_terminal_of(std::vector<view::Block> blocks, render::TextOptions options = {}) {
  return render::text_of(view::Section{"key", "", std::move(blocks)}, options);
}

}  // namespace

TEST_CASE("a terminal shows headings by their level, in bold where there are colours") {
  const std::vector<view::Block> headings{{view::Heading{"A title that is long", view::Level::Title}},
                                          {view::Heading{"ask P(war) given a.b", view::Level::Question}},
                                          {view::Heading{"A section, as it is", view::Level::Section}},
                                          {view::Heading{"An entry of a long list", view::Level::Entry}}};
  CHECK(on_terminal_of(headings, {.width = 16}) ==
        "A title that is\nlong\n\nask P(war) given\n  a.b\n\nA section, as it is\n  An entry of a\n    long list\n");
  CHECK(on_terminal_of({headings[2]}, {.colour = true}) == "\n\x1b[1mA section, as it is\x1b[0m\n");
  CHECK(on_terminal_of({headings[3]}, {.colour = true}) == "  An entry of a long list\n");
}

TEST_CASE("a terminal wraps paragraphs and hangs their lines, unless they stand as they are") {
  const std::string words = "one two three four";
  CHECK(on_terminal_of({{view::Paragraph{words, {2, 4}}}}, {.width = 11}) == "  one two\n    three\n    four\n");
  CHECK(on_terminal_of({{view::Paragraph{words, {}, false}}}, {.width = 11}) == words + "\n");
  CHECK(on_terminal_of({{view::Gap{}}, {view::Paragraph{view::faint("faint words"), {0, 2}}}},
                       {.colour = true, .width = 7}) == "\n\x1b[2mfaint\n  words\x1b[0m\n");
}

TEST_CASE("a terminal puts code between backticks and shows what is for terminals") {
  const view::Words words = view::with_code("look at `--json`, or") + view::on_terminal(" type `tip`");
  CHECK(on_terminal_of({{view::Paragraph{words}}}) == "look at `--json`, or type `tip`\n");
  CHECK(view::plain(view::with_code("one ` alone")) == "one ` alone");
  CHECK(view::with_code("`a``b`").runs.size() == 2);
}

TEST_CASE("a terminal sets tables in columns, draws bars, and needs no head") {
  view::Table table{.columns = {{"", "who"}, {"", "share", view::ColumnKind::Numbers}, {"", "", view::ColumnKind::Bar}},
                    .indent = 2};
  table.rows = {{"A", "50.0%", {view::Words(), 0.5}}, {"Bob", "4.2%", {view::Words(), NAN}}, {"of others"}};
  CHECK(on_terminal_of({{table}}) == "  who  share\n  A    50.0%  ############\n  Bob   4.2%\n  of others\n");
  table.has_head = false;
  table.rows.pop_back();
  CHECK(on_terminal_of({{table}}) == "  A    50.0%  ############\n  Bob   4.2%\n");
  table.columns.back().kind = view::ColumnKind::FineBar;
  table.rows = {{"A", "", {view::Words(), 0.041}}};
  CHECK(on_terminal_of({{table}}) == "  A    █▋\n");
}

TEST_CASE("a terminal numbers heads that are too long for its lines") {
  view::Table table{.columns = {{"", ""},
                                {"", "P(war is great)", view::ColumnKind::Numbers},
                                {"", "P(peace)", view::ColumnKind::Numbers}},
                    .indent = 4,
                    .may_number_heads = true};
  table.rows = {{"given", "1.0%", "2.0%"}};
  CHECK(on_terminal_of({{table}}, {.width = 40}) ==
        "           P(war is great)  P(peace)\n    given             1.0%      2.0%\n");
  CHECK(on_terminal_of({{table}}, {.width = 30}) ==
        "    (1) P(war is great)\n    (2) P(peace)\n            (1)   (2)\n    given  1.0%  2.0%\n");
}

TEST_CASE("a terminal shows lists, terms, outlines and details, and no figure") {
  CHECK(on_terminal_of({{view::List{{"one", "two"}}}, {view::List{{"first", "second"}, true}}}) ==
        "  - one\n  - two\n  1. first\n  2. second\n");
  CHECK(on_terminal_of({{view::Terms{{{"ask P(war)", {"4.2%", "a note"}}}}}}) == "ask P(war)\n    4.2%\n    a note\n");
  const view::Outline outline{{{"A acts", {"raid, hold"}, {{"B answers"}}}}};
  CHECK(on_terminal_of({{outline}}) == "  - A acts\n    raid, hold\n    - B answers\n");
  CHECK(on_terminal_of({{view::Details{"More", {{view::Paragraph{"within"}}}}}}) == "\nMore\nwithin\n");
  CHECK(on_terminal_of({{view::Figure{.key = "flow", .title = "Flow"}}}).empty());
}

TEST_CASE("a page on a terminal is its sections below each other, and cells are shown safely") {
  view::Table table{.columns = {{"", "a\u202Eb"}, {"", ""}}};
  table.rows = {{"x\ny", "1"}};
  const view::Page page{.title = "not shown",
                        .sections = {{"one", "", {{view::Paragraph{"first"}}}}, {"two", "Second", {{table}}}}};
  CHECK(render::text_of(page, {}) == "first\n\nSecond\na<U+202E>b\nx\\x0ay      1\n");
}
