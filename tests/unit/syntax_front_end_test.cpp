#include "../fuzz/front_end_rules.h"
#include "effort.h"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using namespace demarche;

namespace {

std::vector<std::string> example_texts() {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(DEMARCHE_SOURCE_DIR "/examples")) {
    if (entry.path().extension() != ".crisis") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    texts.push_back(text.str());
  }
  return texts;
}

// A text whose words are swapped, dropped, doubled or replaced by others of the language.
std::string mutated(const std::string& text, std::mt19937_64& random) {
  constexpr std::array<std::string_view, 16> words{"if",   "is",  "not", "(",         ")",  ",",   ":",  "\n    ",
                                                   "rest", "end", "-",   "otherwise", "\"", "40%", "\t", "chooses"};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  std::string out = text;
  for (std::size_t i = 0; i < 1 + below(8); ++i) {
    const std::size_t at = below(out.size());
    const std::size_t length = std::min(below(12), out.size() - at);
    switch (below(4)) {
      case 0:
        out.erase(at, length);
        break;
      case 1:
        out.insert(at, words[below(words.size())]);
        break;
      case 2:
        out.insert(at, out.substr(below(out.size()), length));
        break;
      default:
        out.replace(at, length, words[below(words.size())]);
        break;
    }
    if (out.empty()) out = "actor";
  }
  return out;
}

}  // namespace

TEST_CASE("the examples are read without a mistake, and formatting keeps what they say") {
  const std::vector<std::string> texts = example_texts();
  CHECK(texts.size() >= 4);
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 60));
    const Source source = make_source("example", text);
    CHECK(render_all(source, parse(source).diagnostics, Colour::Never) == "");
    CHECK(front_end::broken_rule(text) == "");
  }
}

TEST_CASE("examples cut off anywhere are read and formatted without loss") {
  for (const std::string& text : example_texts()) {
    for (std::size_t length = 0; length < text.size(); length += 97) {
      CAPTURE(text.substr(0, length));
      REQUIRE(front_end::broken_rule(text.substr(0, length)) == "");
    }
  }
}

TEST_CASE("examples with words changed are read and formatted without loss") {
  std::mt19937_64 random(20240414);
  for (const std::string& text : example_texts()) {
    for (std::size_t i = 0; i < effort::part_of(60, 10); ++i) {
      const std::string changed = mutated(text, random);
      CAPTURE(changed);
      REQUIRE(front_end::broken_rule(changed) == "");
    }
  }
}

TEST_CASE("any bytes are read and formatted without loss") {
  std::mt19937_64 random(1979);
  for (std::size_t i = 0; i < effort::part_of(400, 4); ++i) {
    std::string bytes(random() % 300, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() : 32 + random() % 95);
    REQUIRE(front_end::broken_rule(bytes) == "");
  }
}

TEST_CASE("a text longer than the limit is refused, and left as it is") {
  const std::string text((std::size_t{4} << 20U) + 1, 'a');
  const Source source = make_source("long", text);
  const Parsed parsed = parse(source);
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics.front().kind == Kind::E022);
  CHECK(format(source) == text);
}

TEST_CASE("text that is no model ends in a bounded number of diagnostics, however deep it nests") {
  std::string deep = "ask P(";
  deep.append(200000, '(');
  std::string indented;
  for (std::size_t i = 0; i < 600; ++i) indented += std::string(i, ' ') + "a\n";
  std::string chain = "parameter x = 1";
  for (int i = 0; i < 100000; ++i) chain += " + 1";
  std::string negations = "ask P(";
  for (int i = 0; i < 100000; ++i) negations += "not ";
  const std::array texts{deep, indented, chain, negations, std::string(100000, '\0'), std::string(100000, '"')};
  for (const std::string& text : texts) {
    const Parsed parsed = parse(make_source("odd", text));
    CHECK(has_errors(parsed.diagnostics));
    CHECK(parsed.diagnostics.size() <= 101);
  }
}

TEST_CASE("a hundred mistakes are enough, and the text says that there are more") {
  std::string text;
  for (int i = 0; i < 130; ++i) text += "wibble\n";
  const Parsed parsed = parse(make_source("wrong", text));
  REQUIRE(parsed.diagnostics.size() == 101);
  CHECK(parsed.diagnostics.back().kind == Kind::E022);
}

TEST_CASE("a question typed beside the file starts afresh, whatever the file ends in") {
  const Source source =
      with_part(make_source("model.crisis", "actor A\nstage \"S\":\n    A chooses m: a,"), "question", "ask E(A)");
  const Parsed parsed = parse(source);
  REQUIRE(parsed.tree.statements.size() == 3);
  CHECK(std::holds_alternative<QuestionStatement>(parsed.tree.statements.back().what));
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(place_of(source, parsed.diagnostics.front().primary.span.begin).file == "model.crisis");
}

TEST_CASE("formatting keeps every option of a line that holds several notes") {
  const std::string line = "A chooses s: go \"g\", stay \"s\", hide if A.t is x";
  const std::string text = "stage \"s\":\n    " + line + "\n";
  std::string formatted = format(make_source("m.crisis", text));
  for (const char* word : {"\"g\"", "stay", "\"s\"", "hide", "if A.t is x"})
    CHECK(formatted.find(word) != std::string::npos);
  CHECK(format(make_source("m.crisis", formatted)) == formatted);
}
