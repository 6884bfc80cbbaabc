#include "demarche/render/json.h"
#include "demarche/view/data.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <random>

using namespace demarche;
using view::Data;

TEST_CASE("data in braces are a record where every element is a pair that begins with a text, else a list") {
  CHECK(render::compact_json_of({{"a", 1}, {"b", {{"c", true}}}}) == R"({"a":1,"b":{"c":true}})");
  CHECK(render::compact_json_of({1, "two", 3.0}) == R"([1,"two",3.0])");
  CHECK(render::compact_json_of({{"a", 1}, {"b", 2, 3}}) == R"([["a",1],["b",2,3]])");
  CHECK(render::compact_json_of({{1, "a"}, {2, "b"}}) == R"([[1,"a"],[2,"b"]])");
  CHECK(render::compact_json_of(Data::list()) == "[]");
  CHECK(render::compact_json_of(Data::record()) == "{}");
  CHECK(render::compact_json_of(Data()) == "null");
  CHECK(render::compact_json_of(nullptr) == "null");
}

TEST_CASE("what is optional is itself or nothing, and vectors are lists") {
  CHECK(render::compact_json_of({{"known", std::optional(0.5)}, {"not", std::optional<double>()}}) ==
        R"({"known":0.5,"not":null})");
  CHECK(render::compact_json_of(Data(std::vector<std::string>{"a", "b"})) == R"(["a","b"])");
  CHECK(render::compact_json_of(Data(std::vector<double>{})) == "[]");
}

TEST_CASE("records keep the order in which fields came, and a field set again keeps its place") {
  Data page;
  page["z"] = 1;
  page["a"] = 2;
  page["z"] = "again";
  page["rows"].push_back({{"label", "war"}});
  page["rows"].back()["value"] = 0.25;
  page.update({{"a", 3}, {"new", false}});
  CHECK(render::compact_json_of(page) == R"({"z":"again","a":3,"rows":[{"label":"war","value":0.25}],"new":false})");
  CHECK(page.find("missing") == nullptr);
  CHECK(page.size() == 4);
}

TEST_CASE("JSON writes numbers with the digits that read back, and null for what is no number") {
  CHECK(render::compact_json_of({0.1, -0.0, 1e300, 100.0, std::numeric_limits<double>::denorm_min()}) ==
        "[0.1,-0.0,1e+300,100.0,5e-324]");
  CHECK(render::compact_json_of({NAN, INFINITY, -INFINITY}) == "[null,null,null]");
  CHECK(
      render::compact_json_of({std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::int64_t>::min()}) ==
      "[18446744073709551615,-9223372036854775808]");
}

TEST_CASE("JSON indents by two spaces a level and ends in one newline") {
  CHECK(render::json_of({{"a", {1, Data::list()}}, {"b", Data::record()}}) ==
        "{\n  \"a\": [\n    1,\n    []\n  ],\n  \"b\": {}\n}\n");
}

TEST_CASE("JSON escapes what nobody sees, and replaces bytes that are not UTF-8") {
  CHECK(render::json_of("a\"b\\c\n\t\x01\x7f é") == "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f é\"\n");
  CHECK(render::json_of("\u202Eturned\U000E0001") == "\"\\u202eturned\\udb40\\udc01\"\n");
  CHECK(render::json_of("bad \xff\xc3 bytes") == "\"bad \uFFFD\uFFFD bytes\"\n");
  CHECK(render::compact_json_of({{"k\u200B", "\u202E"}}) == "{\"k\u200B\":\"\u202E\"}");  // where it is embedded
}

TEST_CASE("JSON of any bytes is what the library writes of them") {
  std::mt19937 random(7);
  for (int k = 0; k < 2000; ++k) {
    std::string text;
    for (std::size_t length = random() % 12; length > 0; --length) text += static_cast<char>(random() % 256);
    CAPTURE(text);
    CHECK(render::compact_json_of(Data(text)) ==
          nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
}
