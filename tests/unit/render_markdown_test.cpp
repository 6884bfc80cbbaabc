#include "demarche/render/markdown.h"

#include <doctest/doctest.h>

using namespace demarche;

namespace {

std::string marked_down(std::vector<view::Block> blocks) {
  view::Page page;
  page.sections.push_back({"key", "", std::move(blocks)});
  return render::markdown_of(page);
}

std::string paragraph_of(view::Words words) { return marked_down({{view::Paragraph{std::move(words)}}}); }

}  // namespace

TEST_CASE("Markdown has headings by level and one empty line between blocks") {
  CHECK(marked_down({{view::Heading{"Title", view::Level::Title}},
                     {view::Paragraph{"words"}},
                     {view::Gap{}},
                     {view::Gap{}},
                     {view::Heading{"ask P(war)", view::Level::Question}},
                     {view::Paragraph{"set in", {4, 6}}},
                     {view::Paragraph{"as well", {4, 6}}},
                     {view::Heading{"A.b", view::Level::Entry}}}) ==
        "# Title\n\nwords\n\n## ask P(war)\n\n- set in\n- as well\n\n### A.b\n");
}

TEST_CASE("Markdown's tables show their heads always, align numbers right and draw bars") {
  view::Table table{
      .columns = {{"", "move"}, {"", "share", view::ColumnKind::Numbers}, {"", "", view::ColumnKind::Bar}},
      .indent = 6,
      .has_head = false};
  table.rows = {{"yield", "50.0%", {view::Words(), 0.5}}, {"stand", "-1", {view::Words(), view::Data()}}, {"alone"}};
  CHECK(marked_down({{table}}) ==
        "| move | share |  |\n| --- | ---: | --- |\n| yield | 50.0% | ██████████ |\n| stand | -1 |  |\n"
        "| **alone** |  |  |\n");
}

TEST_CASE("Markdown leaves out what is for terminals, and marks code, strong and faint words") {
  CHECK(paragraph_of("and 3 more" + view::on_terminal(": `--json` has all")) == "and 3 more\n");
  CHECK(paragraph_of(view::with_code("type `--json`")) == "type `--json`\n");
  CHECK(paragraph_of(view::strong("bold ") + "plain " + view::faint("faint")) == "**bold** plain *faint*\n");
  CHECK(paragraph_of(view::code("a`b")) == "`` a`b ``\n");
}

TEST_CASE("names can put no marks into Markdown") {
  CHECK(paragraph_of("*a* _b_ `c` [d](e) <b>f</b> ~g~ $h$ &lt; \\i #j") ==
        "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<b>f\\</b> \\~g\\~ \\$h\\$ \\&lt; \\\\i \\#j\n");
  CHECK(paragraph_of("US.demarche=defend_only") == "US.demarche=defend_only\n");
  CHECK(paragraph_of("line\nbreak\u202E") == "line\\\\x0abreak\\<U+202E>\n");
  CHECK(paragraph_of("- no list") == "\\- no list\n");
  CHECK(paragraph_of("-3.2 and 5% stay") == "-3.2 and 5% stay\n");
  CHECK(paragraph_of("1. no list") == "1\\. no list\n");
  CHECK(paragraph_of("76.7%") == "76.7%\n");
  CHECK(paragraph_of("> no quotation") == "\\> no quotation\n");
  CHECK(paragraph_of("---") == "\\---\n");
  CHECK(marked_down({{view::Heading{"# a | b", view::Level::Title}}}) == "# \\# a | b\n");
}

TEST_CASE("a bar in a cell is no end of it, in code neither") {
  view::Table table{.columns = {{"", "a|b"}}};
  table.rows = {{"c|d"}, {view::code("e|f")}};
  CHECK(marked_down({{table}}) == "| a\\|b |\n| --- |\n| c\\|d |\n| `e\\|f` |\n");
  CHECK(paragraph_of("A.raid | B.aim") == "A.raid | B.aim\n");
}

TEST_CASE("Markdown has lists, terms, outlines, details and what a figure shows") {
  CHECK(marked_down({{view::List{{"one", "two"}}}, {view::List{{"first"}, true}}}) == "- one\n- two\n\n1. first\n");
  CHECK(marked_down({{view::Terms{{{"ask P(war)", {"4.2%"}}}}}}) == "- ask P(war)\n  - 4.2%\n");
  CHECK(marked_down({{view::Outline{{{"A acts", {"raid"}, {{"B answers"}}}}}}}) ==
        "- A acts\n  - raid\n  - B answers\n");
  CHECK(marked_down({{view::Details{"More", {{view::Paragraph{"within"}}}}}}) == "### More\n\nwithin\n");
  view::Figure figure{.key = "flow", .title = "Flow", .reading = "Who does what.", .note = "Note."};
  figure.table = {.columns = {{"", "who"}}, .rows = {{"A"}}};
  CHECK(marked_down({{figure}}) == "**Flow**\n\nWho does what.\n\n| who |\n| --- |\n| A |\n\nNote.\n");
}
