#include "efg_help.h"

#include <algorithm>

using namespace demarche;
using namespace demarche::test;

namespace {

// Kinds of the errors, in order, with the text under each first label.
std::vector<std::string> faults(const std::string& text) {
  const EfgRead read = read_text(text);
  CHECK(read.file.has_value() == read.diagnostics.empty());
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : read.diagnostics) {
    const Span span = diagnostic.primary.span;
    REQUIRE(span.begin <= span.end);
    REQUIRE(span.end <= text.size());
    all.push_back((diagnostic.kind == Kind::E101 ? "E101 " : "E102 ") + text.substr(span.begin, span.end - span.begin));
  }
  return all;
}

using Faults = std::vector<std::string>;

const std::string head = "EFG 2 R \"t\" { \"A\" \"B\" }\n";

}  // namespace

TEST_CASE("the place where the format is left is the place that is shown") {
  CHECK(faults("NFG 1 R \"t\"") == Faults{"E101 NFG"});
  CHECK(faults("") == Faults{"E101 "});
  CHECK(faults("EFG 1 R \"t\" { }") == Faults{"E101 1"});
  CHECK(faults("EFG 2 X \"t\" { }") == Faults{"E101 X"});
  CHECK(faults("EFG 2 R { }") == Faults{"E101 {"});
  CHECK(faults("EFG 2 R \"t\" { \"A\" 3 }") == Faults{"E101 3"});
  CHECK(faults(head) == Faults{"E101 "});
  CHECK(faults(head + "x \"\" 1") == Faults{"E101 x"});
  CHECK(faults(head + "t \"\" one") == Faults{"E101 one"});
  CHECK(faults(head + "t \"\" 1 \"o\" { 1, two }") == Faults{"E101 two"});
  CHECK(faults(head + "t \"\" 1 \"o { 1, 2 }") == Faults{"E101 \""});
  CHECK(faults(head + "p \"\" 1 -1 \"\" { \"l\" } 0") == Faults{"E101 -1"});
  CHECK(faults(head + "p \"\" 1 1 \"\" { } 0") == Faults{"E101 }"});
  CHECK(faults(head + "c \"\" 1 \"\" { \"l\" \"r\" } 0") == Faults{"E101 \"r\""});
  CHECK(faults(head + "c \"\" 1 \"\" { \"l\" -0.5 \"r\" 1.5 } 0") == Faults{"E101 -0.5"});
}

TEST_CASE("both ends of a contradiction are shown") {
  const auto two_labels = [](const std::string& text) {
    const EfgRead read = read_text(text);
    REQUIRE(read.diagnostics.size() == 1);
    CHECK(read.diagnostics[0].kind == Kind::E102);
    return read.diagnostics[0].others.size() == 1;
  };
  CHECK(two_labels(head + "c \"\" 1 \"\" { \"a\" 1/2 \"b\" 1/2 } 0 p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 0 t \"\" 0 "
                          "p \"\" 1 1 \"\" { \"l\" \"x\" } 0 t \"\" 0 t \"\" 0"));
  CHECK(two_labels(head + "c \"\" 1 \"\" { \"a\" 1/2 \"b\" 1/2 } 0 p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 0 t \"\" 0 "
                          "p \"\" 1 1 \"\" { \"l\" \"r\" \"x\" } 0 t \"\" 0 t \"\" 0"));
  CHECK(two_labels(head + "p \"\" 3 1 \"\" { \"l\" } 0 t \"\" 0"));
  CHECK(two_labels(head + "p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 1 \"\" { 1 2 } t \"\" 1 \"\" { 1 3 }"));
  CHECK(two_labels(head + "t \"\" 1 \"\" { 1 2 3 }"));
  CHECK(two_labels(head + "t \"\" 1 \"\" { 1 2 } t \"\" 0"));
  CHECK(two_labels(head + "t \"\" 1 \"\" { 1 2 } that is all"));
  CHECK(two_labels(head + "p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 0"));
  CHECK(two_labels(head + "c \"\" 1 \"\" { \"l\" 1/2 \"r\" 1/2 } 0 t \"\" 0 c \"\" 1 \"\" { \"l\" 1/3 \"r\" 2/3 } 0 "
                          "t \"\" 0 t \"\" 0"));
}

TEST_CASE("what one place alone gets wrong is said at that place") {
  CHECK(faults(head + "c \"\" 1 \"\" { \"l\" 0.5 \"r\" 0.4 } 0 t \"\" 0 t \"\" 0") ==
        Faults{"E102 { \"l\" 0.5 \"r\" 0.4 }"});
  CHECK(faults(head + "t \"\" 5 \"five\"") == Faults{"E102 5"});
  CHECK(faults(head + "t \"\" 0 \"\" { 1 2 }") == Faults{"E102 { 1 2 }"});
  CHECK(faults(head + "p \"\" 1 1 \"\" 0") == Faults{"E102 p \"\" 1 1"});
}

TEST_CASE("a set that forgets what its actor did is refused in plain words") {
  const std::string errors = errors_of(R"(EFG 2 R "t" { "A" }
p "" 1 1 "first" { "l" "r" } 0
p "" 1 2 "later" { "x" "y" } 0
t "" 0
t "" 0
p "" 1 2 "later" { "x" "y" } 0
t "" 0
t "" 0
)");
  CHECK(errors.find("does not have perfect recall") != std::string::npos);
  CHECK(errors.find("chose `l` at `first`") != std::string::npos);
}

TEST_CASE("several errors are found in one reading") {
  CHECK(faults(head + R"(c "" 1 "" { "l" 0.5 "r" 0.4 } 0
p "" 1 one "" { "l" "r" } 0
t "" 1 "" { 1 2 }
t "" 2 "" { 1 x }
p "" 9 1 "" { "l" "r" } 0
t "" 1 "" { 1 3 }
)") == Faults{"E102 { \"l\" 0.5 \"r\" 0.4 }", "E101 one", "E101 x", "E102 9", "E102 { 1 3 }"});
}

TEST_CASE("a file full of errors stops at a hundred") {
  std::string text = head;
  for (int k = 0; k < 5000; ++k) text += "p \"\" 9 1\n";
  CHECK(read_text(text).diagnostics.size() == 100);
}

TEST_CASE("a sum of payoffs that no number holds is refused") {
  CHECK(faults("EFG 2 R \"\" { \"A\" } p \"\" 1 1 \"\" { \"l\" } 1 \"\" { 1e308 } t \"\" 2 \"\" { 1e308 }") ==
        Faults{"E102 t \"\" 2"});
}

TEST_CASE("any damage to a file ends in a game or in errors that point into it") {
  const std::string good = file_text(DEMARCHE_SOURCE_DIR "/tests/known/schultz_no_opposition.efg");
  for (std::size_t at = 0; at < good.size(); ++at) {
    faults(good.substr(0, at));
    faults(good.substr(at));
    faults(good.substr(0, at) + good.substr(at + 1));
    for (const char c : {'"', '{', '}', '0', '9', 'p', '\\', '\n', '\xff'}) {
      std::string bad = good;
      bad[at] = c;
      faults(bad);
    }
  }
}
