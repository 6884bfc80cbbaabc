#include "demarche/syntax/expected.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

// Claims about what may stand where somebody types: `|` is the place.
namespace demarche {
namespace {

const std::string story_before = "actor A\nactor B\nevent fought: A.m is x\nstage \"S\":\n    A chooses m: x, y\n";

Expected expected_in(const std::string& text) {
  const std::size_t place = text.find('|');
  REQUIRE(place != std::string::npos);
  const std::string whole = text.substr(0, place) + text.substr(place + 1);
  return expected_at(make_source("model.crisis", whole), static_cast<std::uint32_t>(place));
}

bool may_stand(const Expected& expected, const std::string& word) { return expected.words.contains(word); }

bool is_asked_for(const Expected& expected, const NameExpected& name) {
  return std::ranges::find(expected.names, name) != expected.names.end();
}

TEST_CASE("a line begins with what the block around it is made of") {
  const Expected step = expected_in(story_before + "    |\npayoff A:\n    1\n");
  CHECK(may_stand(step, "chance"));
  CHECK(is_asked_for(step, {"an actor", ""}));
  CHECK_FALSE(may_stand(step, "payoff"));
  const Expected statement = expected_in(story_before + "|");
  CHECK(may_stand(statement, "payoff"));
  CHECK_FALSE(may_stand(statement, "chance"));
  CHECK(may_stand(expected_in(story_before + "    raid harm:\n        |"), "salvo"));
  CHECK(may_stand(expected_in(story_before + "    vote v: passes with 1 of 2\n        v|"), "voters"));
}

TEST_CASE("values are asked for by what they are values of") {
  CHECK(is_asked_for(expected_in("ask P(A.m is |"), {"a value", "A.m"}));
  CHECK(is_asked_for(expected_in("ask P(A.m is x or |)"), {"a value", "A.m"}));
  CHECK(is_asked_for(expected_in("ask P(A.m is x or |)"), {"a name", ""}));
  CHECK(is_asked_for(expected_in("ask P(x) forcing A.m to |"), {"an option", "A.m"}));
  CHECK(is_asked_for(expected_in("variant v:\n    only A.m: x, |"), {"an option", "A.m"}));
  CHECK(is_asked_for(expected_in("ask P(A.|"), {"a name after the `.`", "A"}));
}

TEST_CASE("words that are looked for only to be refused are not offered") {
  const Expected behind_given = expected_in("ask P(A.m is x) given B.n is y |");
  CHECK_FALSE(may_stand(behind_given, "given"));
  CHECK(may_stand(behind_given, "forcing"));
  CHECK_FALSE(may_stand(expected_in("    A| \n"), "thinks"));
  CHECK_FALSE(may_stand(expected_in("parameter p = 1 |"), "uniform"));
  CHECK(may_stand(expected_in("parameter p = 1, 0 to 2 |"), "uniform"));
  CHECK_FALSE(may_stand(expected_in("ask |"), "thinks"));
  CHECK(may_stand(expected_in("A |"), "thinks"));
}

TEST_CASE("what was typed of a word belongs to the place, and what follows does not matter") {
  const Expected half = expected_in("ask P(A.m is \xC3\xA9t|at) given x is y");
  CHECK(half.place == Span{13, 16});
  CHECK(is_asked_for(half, {"a value", "A.m"}));
}

TEST_CASE("nothing may stand in comments, numbers and texts, but the names of layers") {
  CHECK(expected_in("# ask P(|").words.empty());
  CHECK(expected_in("ask P(x) # as |").words.empty());
  CHECK(expected_in("parameter p = 12|").names.empty());
  CHECK(expected_in("crisis \"A |").words.empty());
  const Expected layer = expected_in("variant v:\n    without layer \"Is|");
  CHECK(layer.in_quotes);
  CHECK(is_asked_for(layer, {"the name of a layer", ""}));
  CHECK(layer.place == Span{29, 32});
}

TEST_CASE("mistakes on other lines do not matter, those before on the line do") {
  CHECK(may_stand(expected_in("actr A\nask |"), "P"));
  CHECK(expected_in("actor A B C |").words.empty());
}

}  // namespace
}  // namespace demarche
