#include "demarche/diag/text.h"
#include "demarche/syntax/parse.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <functional>
#include <random>
#include <sstream>

using namespace demarche;

namespace {

constexpr std::size_t widest = 100;

using Below = std::function<std::size_t(std::size_t)>;

std::string name_of(const Below& below) {
  constexpr std::array<std::string_view, 4> stems{"word", "a_rather_long_name", "x", "緊張"};
  return fmt::format("{}{}", stems[below(stems.size())], below(1000));
}

std::string list_of(const Below& below, const char* between, const std::function<std::string()>& item) {
  std::string text = item();
  for (std::size_t k = 0; k < below(14); ++k) text += between + item();
  return text;
}

// Lists of all kinds, of up to some 400 columns, with comments and with lines that go on in the next.
std::string random_text(const Below& below) {
  const auto comma = [&] { return below(6) == 0 ? ",\n        " : below(2) == 0 ? ", " : " ,"; };
  const auto name = [&] { return name_of(below); };
  const auto number = [&] { return fmt::format("{} {}", name(), below(100)); };
  const auto noted = [&] { return fmt::format("{} \"a, b and {}\" if {} is {}", name(), name(), name(), name()); };
  const auto least = [&] { return fmt::format("min({}, {}, max({}, 1))", name(), name(), name()); };
  const std::string comment = below(3) == 0 ? "   # a comment, of some length, with commas, that stays" : "";
  std::string text = fmt::format("correlated {}: 50%{}\n", list_of(below, comma(), name), comment);
  text += fmt::format("parameter {} = {}, 1 to 2 \"{}\"\n", name(), least(), list_of(below, ", ", name));
  text += fmt::format("stage \"S\":\n    A chooses m: {}{}\n", list_of(below, comma(), noted), comment);
  text += fmt::format("    chance c: {}\n    reveal A.m to {}\n", list_of(below, comma(), number),
                      list_of(below, ", ", name));
  text += fmt::format("    raid d:\n        layer \"l, m\": {}{}\n", list_of(below, comma(), number), comment);
  text += fmt::format("payoff A:\n    A.m: {} if {} is {}\n", list_of(below, comma(), number), name(), name());
  text += fmt::format("compare {} across {}\n",
                      list_of(below, ", ", [&] { return fmt::format("P({} is {})", name(), name()); }),
                      list_of(below, comma(), name));
  return text;
}

std::string formatted(const std::string& text) { return format(make_source("model.crisis", text)); }

std::string tree_of(const std::string& text) {
  const Parsed parsed = parse(make_source("model.crisis", text));
  CHECK(parsed.diagnostics.empty());
  return dump(parsed.tree);
}

// Of the line by itself: columns that it shares with its neighbours may make it wider.
std::size_t own_width(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  std::string kept{line.substr(0, begin)};
  for (std::size_t at = begin; at < line.size(); ++at) {
    if (line[at] != ' ' || line[at - 1] != ' ') kept += line[at];
  }
  return width_of(kept);
}

// Whether a line could have ended earlier: behind a comma outside of texts and brackets.
bool has_a_place_to_end(std::string_view line) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at + 1 < line.size() && line[at] != '#'; ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (quoted) continue;
    if (line[at] == '(') ++depth;
    if (line[at] == ')') --depth;
    if (line[at] == ',' && depth == 0 && !line.starts_with("parameter")) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("formatting wraps long lists behind commas, once and for all, and keeps what they mean") {
  std::mt19937_64 random(17);
  const Below below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int k = 0; k < 300; ++k) {
    const std::string text = random_text(below);
    const std::string once = formatted(text);
    CAPTURE(text);
    CAPTURE(once);
    CHECK(formatted(once) == once);
    CHECK(tree_of(once) == tree_of(text));
    std::istringstream lines(once);
    for (std::string line; std::getline(lines, line);) {
      const std::string code = line.substr(0, line.find("   #"));
      if (!code.empty() && own_width(code) > widest) CHECK_FALSE(has_a_place_to_end(code));
    }
  }
}

TEST_CASE("a line of a hundred columns stays, and one more goes on in the next, one level in") {
  const std::string head = "stage \"S\":\n    A chooses m: ";
  const auto with = [&](std::size_t width) { return head + "yes, " + std::string(width - 22, 'n') + "\n"; };
  CHECK(formatted(with(100)) == with(100));
  CHECK(formatted(with(101)) == head + "yes,\n        " + std::string(79, 'n') + "\n");
}

TEST_CASE("a text that cannot be read is not wrapped where it cannot") {
  const std::string text =
      "stage \"S\":\n    A chooses m: " + std::string(90, 'a') + ", ; " + std::string(90, 'b') + ", c\n";
  CHECK(formatted(text) == text);
}
