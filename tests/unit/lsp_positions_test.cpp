#include "demarche/lsp/json.h"
#include "demarche/lsp/positions.h"

#include <doctest/doctest.h>

#include <string>

// Claims about where things stand, as editors count: lines that end in any way, characters of any width.
namespace demarche::lsp {
namespace {

// `é` has 2 bytes and 1 unit of UTF-16, `日` 3 and 1, `𝔄` 4 and 2.
const std::string wide_lines = "aé\r\n日𝔄b\rlast\n";

std::uint32_t there_and_back(Units units, std::uint32_t offset) {
  const Lines lines = lines_of(wide_lines, units);
  const Ruler ruler{wide_lines, lines};
  return offset_of(ruler, position_of(ruler, offset));
}

Position place_in_wide_lines(Units units, std::uint32_t offset) {
  const Lines lines = lines_of(wide_lines, units);
  return position_of({wide_lines, lines}, offset);
}

TEST_CASE("lines end in a line feed, a carriage return or both") {
  const Lines lines = lines_of(wide_lines, Units::Utf16);
  CHECK(lines.spans == std::vector<Span>{{0, 3}, {5, 13}, {14, 18}, {19, 19}});
  CHECK(lines_of("", Units::Utf16).spans == std::vector<Span>{{0, 0}});
  CHECK(lines_of("\n\r", Units::Utf16).spans == std::vector<Span>{{0, 0}, {1, 1}, {2, 2}});
}

TEST_CASE("a line is counted in the units that were agreed on") {
  CHECK(place_in_wide_lines(Units::Utf16, 12) == Position{1, 3});
  CHECK(place_in_wide_lines(Units::Utf8, 12) == Position{1, 7});
  CHECK(place_in_wide_lines(Units::Utf32, 12) == Position{1, 2});
}

TEST_CASE("every begin of a character comes back, whatever the units") {
  for (const Units units : {Units::Utf8, Units::Utf16, Units::Utf32}) {
    for (const std::uint32_t offset : {0U, 1U, 3U, 5U, 8U, 12U, 13U, 14U, 18U, 19U}) {
      CHECK(there_and_back(units, offset) == offset);
    }
  }
}

TEST_CASE("what lies within a character is its begin, what lies behind a line its end") {
  const Lines lines = lines_of(wide_lines, Units::Utf16);
  const Ruler ruler{wide_lines, lines};
  CHECK(offset_of(ruler, {1, 2}) == 8);
  CHECK(offset_of(ruler, {0, 99}) == 3);
  CHECK(offset_of(ruler, {1, 4'000'000'000}) == 13);
  CHECK(offset_of(ruler, {99, 0}) == wide_lines.size());
  CHECK(position_of(ruler, 9) == Position{1, 1});
  CHECK(position_of(ruler, 4) == Position{0, 2});
}

TEST_CASE("a line of any length is measured like a short one") {
  std::string text;
  for (int k = 0; k < 5000; ++k) text += "é𝔄";
  const Lines lines = lines_of(text, Units::Utf16);
  const Ruler ruler{text, lines};
  for (const std::uint32_t pair : {0U, 1U, 85U, 86U, 4999U}) {
    CHECK(position_of(ruler, 6 * pair) == Position{0, 3 * pair});
    CHECK(offset_of(ruler, {0, 3 * pair + 1}) == 6 * pair + 2);
  }
  CHECK(position_of(ruler, static_cast<std::uint32_t>(text.size())) == Position{0, 15'000});
}

TEST_CASE("a range that ends before it begins is none") {
  const Lines lines = lines_of(wide_lines, Units::Utf16);
  const auto range = [&](const std::string& json) {
    const auto tree = read_message(json);
    REQUIRE(tree);
    return span_in({wide_lines, lines}, Value(*tree));
  };
  CHECK(range(R"({"start": {"line": 0, "character": 1}, "end": {"line": 1, "character": 1}})") == Span{1, 8});
  CHECK_FALSE(range(R"({"start": {"line": 1, "character": 1}, "end": {"line": 0, "character": 0}})"));
  CHECK_FALSE(range(R"({"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}})"));
  CHECK_FALSE(range(R"({"start": {"line": 0.5, "character": 0}, "end": {"line": 1, "character": 0}})"));
  CHECK_FALSE(range(R"({"start": 3})"));
}

TEST_CASE("half characters are replaced by one that takes as much room, whole ones stay") {
  const auto text_in = [](const std::string& json) {
    const auto tree = read_message(json);
    REQUIRE(tree);
    return std::string(Value(*tree).text().value_or("none"));
  };
  CHECK(text_in(R"("a\ud83db")") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(text_in(R"("\uDC00\ud83c")") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(text_in(R"("\ud83c\udfdd")") == "🏝");
  CHECK(text_in(R"("\\ud83d")") == "\\ud83d");
}

TEST_CASE("more than any client says is no message") {
  CHECK_FALSE(read_message(std::string(1'000'000, '[')));
  CHECK_FALSE(read_message("[" + std::string(3'000'000, ',') + "]"));
  CHECK(read_message("[\"" + std::string(100'000, '[') + "\"]"));
  CHECK_FALSE(read_message("{\"a\": }"));
}

}  // namespace
}  // namespace demarche::lsp
