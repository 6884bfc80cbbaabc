#include "demarche/diag/text.h"
#include "demarche/syntax/parse.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
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
  const auto number_of = [&] { return fmt::format("{} * {}", name(), below(100)); };
  const auto least = [&] { return fmt::format("min({}, {}, max({}, 1))", name(), name(), name()); };
  const std::string comment = below(3) == 0 ? "   # a comment, of some length, with commas, that stays" : "";
  std::string text = fmt::format("correlated {}: 50%{}\n", list_of(below, comma(), name), comment);
  text += fmt::format("parameter {} = {}, 1 to 2 \"{}\"\n", name(), least(), list_of(below, ", ", name));
  text += fmt::format("stage \"S\":\n    A chooses m: {}{}\n", list_of(below, comma(), noted), comment);
  text += fmt::format("    chance c: {}\n    reveal A.m to {}\n", list_of(below, comma(), number),
                      list_of(below, ", ", name));
  text += fmt::format("    raid d:\n        layer \"l, m\": {}{}\n", list_of(below, comma(), number), comment);
  text += fmt::format("payoff A:\n    A.m: {} if {} is {}\n", list_of(below, comma(), number), name(), name());
  const auto atom = [&] { return fmt::format("{} is {} or {}", name(), name(), name()); };
  const auto joined = [&] { return below(6) == 0 ? " and\n            " : below(2) == 0 ? " and " : " or not "; };
  const auto sign = [&] { return below(6) == 0 ? " +\n      " : below(2) == 0 ? " - " : " + "; };
  text += fmt::format("event e: {}{}\n", list_of(below, joined(), atom), comment);
  text += fmt::format("number n = {}\n", list_of(below, sign(), number_of));
  text += fmt::format("payoff B:\n    - {} if ({}) and {}{}\n", list_of(below, sign(), number_of),
                      list_of(below, joined(), atom), name(), comment);
  text += fmt::format("equilibrium where P({}) > 0.5 and {}, {} if {}\n", list_of(below, joined(), atom),
                      list_of(below, " and ", atom), atom(), list_of(below, joined(), atom));
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

// Whether `and`, `or` or a sign of a sum stands in front of the last word. The first sign of a term is none.
bool has_a_joint(std::string_view line) {
  const std::string_view code = line.substr(std::min(line.find_first_not_of(" -"), line.size()));
  constexpr std::array<std::string_view, 4> joints{" and ", " or ", " + ", " - "};
  return std::ranges::any_of(joints,
                             [&](std::string_view joint) { return code.find(joint) != std::string_view::npos; });
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
      const bool is_formula = code.find('"') == std::string::npos && !code.starts_with("parameter");
      if (own_width(code) <= widest) continue;
      CHECK_FALSE(has_a_place_to_end(code));
      if (is_formula) CHECK_FALSE(has_a_joint(code));
    }
  }
}

TEST_CASE("a line of a hundred columns stays, and one more goes on in the next, one level in") {
  const std::string head = "stage \"S\":\n    A chooses m: ";
  const auto with = [&](std::size_t width) { return head + "yes, " + std::string(width - 22, 'n') + "\n"; };
  CHECK(formatted(with(100)) == with(100));
  CHECK(formatted(with(101)) == head + "yes,\n        " + std::string(79, 'n') + "\n");
}

TEST_CASE("a line goes on in the next, further in, behind `and`, `or`, a bracket or a sign") {
  const std::string one =
      "event e: A.x is a and (A.y is b or A.z is c)\nnumber n = 1 + 2 * 3\nprivate A.t: x 30%, y rest\n";
  const std::string several =
      "event e: A.x is a and   # first\n\n    (\n  # between\n  A.y is b or\n A.z is c)\n"
      "number n =\n  1 +\n 2 *\n 3\nprivate A.t: x 30%, y rest\n";
  CHECK(tree_of(several) == tree_of(one));
  CHECK(formatted(formatted(several)) == formatted(several));
  CHECK(tree_of(formatted(several)) == tree_of(one));
}

TEST_CASE("a line that begins inside a bracket is not wrapped behind the commas in it") {
  const std::string text = "number n = max(1 +\n    " + std::string(60, 'a') + ", " + std::string(60, 'b') + ", c)\n";
  CHECK(formatted(text) == text);
}

TEST_CASE("names are what they were where nothing stands further in") {
  const std::string text =
      "actor and\nactor or\nstage \"S\":\n    or chooses x: and, or\npayoff and:\n    1 if or.x is or\n";
  CHECK(tree_of(text).find("option and") != std::string::npos);
  for (const char* open : {"event e: A.x is a and\nnumber n = 1\n", "number n = 1 +\nactor A\n"}) {
    const Parsed parsed = parse(make_source("model.crisis", open));
    REQUIRE(parsed.diagnostics.size() == 1);
    CHECK(parsed.tree.statements.size() == 2);
  }
}

TEST_CASE("a text that cannot be read is not wrapped where it cannot") {
  const std::string text =
      "stage \"S\":\n    A chooses m: " + std::string(90, 'a') + ", ; " + std::string(90, 'b') + ", c\n";
  CHECK(formatted(text) == text);
}
