#include "demarche/diag/mend.h"
#include "demarche/diag/unified_diff.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace demarche;

namespace {

Span span_at(std::size_t begin, std::size_t size) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
}

// Every `bad` is an error, and `instead` is written for it.
Diagnostics say_of_bad(const Source& source, const std::string& instead) {
  Diagnostics found;
  for (std::size_t at = source.text.find("bad"); at != std::string::npos; at = source.text.find("bad", at + 1)) {
    found.push_back({Kind::E002, "bad", {span_at(at, 3), ""}, {}, "", {certain_fix(span_at(at, 3), instead)}});
  }
  return found;
}

Mended mend_text(const std::string& text, const Checker& check) { return mend(make_source("a text", text), check); }

TEST_CASE("mend makes all certain fixes and leaves the others") {
  const Mended mended = mend_text("a bad bad text", [](const Source& source) { return say_of_bad(source, "good"); });
  CHECK(mended.source.text == "a good good text");
  CHECK(mended.num_fixes == 2);
  CHECK(mended.diagnostics.empty());
  const Mended left = mend_text("a bad text", [](const Source& source) {
    Diagnostics found = say_of_bad(source, "good");
    for (Diagnostic& one : found) one.fixes.front().certain = false;
    return found;
  });
  CHECK(left.source.text == "a bad text");
  CHECK(left.diagnostics.size() == 1);
}

TEST_CASE("mend drops a fix after which there are more errors, and makes the ones beside it") {
  const Checker check = [](const Source& source) {
    Diagnostics found = say_of_bad(source, "good");
    const std::size_t at = source.text.find("odd");
    if (at != std::string::npos) {
      found.push_back({Kind::E002, "odd", {span_at(at, 3), ""}, {}, "", {certain_fix(span_at(at, 3), "bad bad bad")}});
    }
    return found;
  };
  const Mended mended = mend_text("odd bad", check);
  CHECK(mended.source.text == "odd good");
  CHECK(mended.num_fixes == 1);
}

TEST_CASE("mend ends where fixes undo each other, and where they change nothing") {
  const Checker turn = [](const Source& source) {
    const std::string other = source.text == "a" ? "b" : "a";
    return Diagnostics{{Kind::E002, "", {span_at(0, 1), ""}, {}, "", {certain_fix(span_at(0, 1), other)}}};
  };
  CHECK(mend_text("a", turn).num_fixes == 100);
  CHECK(mend_text("bad", [](const Source& source) { return say_of_bad(source, "bad"); }).num_fixes == 0);
}

TEST_CASE("of fixes that overlap the first is made") {
  const Checker check = [](const Source& source) {
    if (source.text != "abc") return Diagnostics{};
    return Diagnostics{{Kind::E002, "", {span_at(1, 2), ""}, {}, "", {certain_fix(span_at(1, 2), "Y")}},
                       {Kind::E002, "", {span_at(0, 2), ""}, {}, "", {certain_fix(span_at(0, 2), "X")}}};
  };
  CHECK(mend_text("abc", check).source.text == "Xc");
  CHECK(overlap(Edit{span_at(3, 0), "x"}, Edit{span_at(3, 0), "y"}));
  CHECK_FALSE(overlap(Edit{span_at(1, 2), "x"}, Edit{span_at(3, 0), "y"}));
}

TEST_CASE("a diff shows what changed with three lines around") {
  CHECK(unified_diff("f", "a\n", "a\n").empty());
  CHECK(unified_diff("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  CHECK(unified_diff("f", "a", "a\n") == "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  CHECK(unified_diff("f", "", "a\nb\n") == "--- f\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
  CHECK(unified_diff("f", "a\nb\n", "") == "--- f\n+++ f\n@@ -1,2 +0,0 @@\n-a\n-b\n");
}

TEST_CASE("changes far apart stand in hunks of their own") {
  std::string before, after;
  for (int line = 1; line <= 20; ++line) {
    before += std::to_string(line) + "\n";
    after += line == 2 || line == 18 ? "x\n" : std::to_string(line) + "\n";
  }
  CHECK(unified_diff("f", before, after) ==
        "--- f\n+++ f\n@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n 4\n 5\n@@ -15,6 +15,6 @@\n 15\n 16\n 17\n-18\n+x\n 19\n 20\n");
}

TEST_CASE("texts with nothing in common differ as a whole") {
  std::string before, after;
  for (int line = 0; line < 1500; ++line) {
    before += "a\n";
    after += "b\n";
  }
  const std::string diff = unified_diff("f", before, after);
  CHECK(diff.starts_with("--- f\n+++ f\n@@ -1,1500 +1,1500 @@\n-a\n"));
  CHECK(diff.size() == std::string("--- f\n+++ f\n@@ -1,1500 +1,1500 @@\n").size() + std::size_t{3000} * 3);
}

TEST_CASE("a guess is certain where fingers slip, and not where another name may be meant") {
  const std::array<std::string, 5> known{"restrain", "join", "round1", "retaliate", "US"};
  CHECK(guess_of("restrian", known).is_certain);
  CHECK(guess_of("retalate", known).is_certain);
  CHECK(guess_of("Join", known).is_certain);
  CHECK_FALSE(guess_of("round2", known).is_certain);  // another number
  CHECK_FALSE(guess_of("UK", known).is_certain);      // too short to tell
  CHECK_FALSE(guess_of("coin", known).is_certain);    // another first letter
  const std::array<std::string, 2> alike{"backing", "packing"};
  CHECK(guess_of("acking", alike).name == "backing");
  CHECK_FALSE(guess_of("acking", alike).is_certain);
  CHECK(guess_of("nothing like it", known).name.empty());
  CHECK(fixes_by(guess_of("zzzzzz", known), span_at(0, 6)).empty());
}

}  // namespace
