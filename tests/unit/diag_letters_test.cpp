#include "demarche/diag/letters.h"

#include <doctest/doctest.h>

using namespace demarche;

TEST_CASE("names begin with letters of any language and go on with their marks and digits") {
  for (const char32_t letter : {U'a', U'_', U'ü', U'я', U'Ω', U'ש', U'ع', U'日', U'한', U'ก', U'\U00020000'})
    CHECK(may_begin_name(letter));
  for (const char32_t letter : {U'7', U'\u0301', U'٣', U'·'}) {
    CHECK_FALSE(may_begin_name(letter));
    CHECK(may_stand_in_name(letter));
  }
  // Signs, what nobody sees, and what normal form C does away with.
  for (const char32_t letter : {U'-', U'²', U'€', U'\u200D', U'\u202E', U'\u2126', U'\uF900', U'\U0001F983'})
    CHECK_FALSE(may_stand_in_name(letter));
  CHECK(is_name("Türkiye"));
  CHECK_FALSE(is_name("7up"));
  CHECK_FALSE(is_name(""));
}

TEST_CASE("one name in two spellings is one name in normal form C") {
  CHECK(normalised("Tu\u0308rkiye") == "T\u00FCrkiye");
  CHECK(normalised("T\u00FCrkiye") == "T\u00FCrkiye");
  CHECK(normalised("plain_1") == "plain_1");
  // Marks are put in order before they are joined: dot below, then diaeresis.
  CHECK(normalised("u\u0308\u0323") == "\u1EE5\u0308");
  CHECK(normalised("\u1112\u1161\u11AB") == "\uD55C");
  CHECK(normalised("\uAC00\u11A8") == "\uAC01");
  // A mark that has none to join stays.
  CHECK(normalised("q\u0308") == "q\u0308");
}

TEST_CASE("what looks alike has one skeleton") {
  CHECK(skeleton_of("\u0410lpha") == skeleton_of("Alpha"));
  CHECK(skeleton_of("rnodern") == skeleton_of("modern"));
  CHECK(skeleton_of("O1") == skeleton_of("0l"));
  CHECK(skeleton_of("alpha") != skeleton_of("beta"));
  CHECK(skeleton_of("e\u0301") == skeleton_of("\u00E9"));
}

TEST_CASE("alphabets that are not written in one word are told") {
  CHECK(mixed_scripts("Mos\u043Aow") == "Latin and Cyrillic");
  CHECK(mixed_scripts("\u0391thens") == "Greek and Latin");
  for (const char* name : {"Moscow_1", "Москва", "日本のキx", "한국A", "中国ㄅ", "Türkiye", "مصر_2"})
    CHECK_FALSE(mixed_scripts(name).has_value());
}
