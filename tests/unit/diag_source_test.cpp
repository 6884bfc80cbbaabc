#include "demarche/diag/source.h"

#include <doctest/doctest.h>

using namespace demarche;

TEST_CASE("columns count characters, not bytes") {
  const Source source = make_source("a.crisis", "actor A \"T\u00FCrkiye\" # x\n");
  const Place place = place_of(source, static_cast<std::uint32_t>(source.text.find('#')));
  CHECK(place.line == 1);
  CHECK(place.column == 19);
}

TEST_CASE("a byte that is not UTF-8 is one column") {
  const Source source = make_source("a.crisis", "\xFF\xC3x");
  CHECK(place_of(source, 2).column == 3);
}

TEST_CASE("lines end the same with and without a carriage return") {
  const Source source = make_source("a.crisis", "one\r\ntwo\nthree");
  CHECK(line_at(source, 0) == "one");
  CHECK(line_at(source, 5) == "two");
  CHECK(line_at(source, 13) == "three");
  CHECK(place_of(source, 9).line == 3);
}

TEST_CASE("an offset past the end lies at the end") {
  const Source source = make_source("a.crisis", "ab");
  CHECK(place_of(source, 900).column == 3);
  CHECK(line_at(source, 900) == "ab");
  CHECK(line_at(make_source("empty", ""), 0).empty());
}

TEST_CASE("each part of a source counts its own lines under its own name") {
  const Source source = with_part(make_source("a.crisis", "one\ntwo"), "question", "ask E(A)\nask E(B)");
  CHECK(place_of(source, 4).file == "a.crisis");
  CHECK(place_of(source, 4).line == 2);
  const Place second = place_of(source, static_cast<std::uint32_t>(source.text.find("E(B)")));
  CHECK(second.file == "question");
  CHECK(second.line == 2);
  CHECK(second.column == 5);
}
