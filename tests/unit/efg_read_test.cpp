#include "efg_help.h"

#include <string>

using namespace demarche;
using namespace demarche::test;

namespace {

double payoff_of(const EfgFile& file, std::size_t outcome, std::size_t actor = 0) {
  return payoff(file.game, file.stakes, OutcomeId{outcome}, ActorId{actor});
}

// The payoffs of a one-node game with one actor, whose payoff is written so.
double number_read(const std::string& number) {
  return payoff_of(read_good("EFG 2 R \"\" { \"A\" } t \"\" 1 \"\" { " + number + " }"), 0);
}

// A chain of moves: each node's second move goes on.
std::string chain(std::size_t length) {
  std::string text = "EFG 2 R \"chain\" { \"A\" \"B\" }\n";
  for (std::size_t k = 1; k <= length; ++k) {
    const std::string actor = k % 2 == 0 ? "2" : "1";
    text += "p \"\" " + actor + " " + std::to_string(k) + " \"\" { \"stop\" \"go\" } 0\nt \"\" 1 \"stop\" { 1, 2 }\n";
  }
  return text + "t \"\" 2 \"end\" { 3, 4 }\n";
}

}  // namespace

TEST_CASE("numbers are decimals, exponents and fractions with any sign") {
  CHECK(number_read("1/3") == 1.0 / 3);
  CHECK(number_read("-7/4") == -1.75);
  CHECK(number_read(".80") == 0.8);
  CHECK(number_read("-.5") == -0.5);
  CHECK(number_read("2.") == 2);
  CHECK(number_read("+3") == 3);
  CHECK(number_read("1e3") == 1000);
  CHECK(number_read("1.5E-2") == 0.015);
  CHECK(number_read("2e+1") == 20);
  CHECK(number_read("0.1") == 0.1);
}

TEST_CASE("what is no number, or more than one holds, is refused") {
  for (const char* number : {"1/0", "1/", "/2", "1.5/2", "1/-2", "inf", "nan", "0x1", "1e", "1e999", "--1", "."}) {
    CAPTURE(number);
    const std::string errors = errors_of(std::string("EFG 2 R \"\" { \"A\" } t \"\" 1 \"\" { ") + number + " }");
    CHECK(errors.find("E101") != std::string::npos);
  }
}

TEST_CASE("nodes come depth first and are numbered breadth first") {
  const EfgFile file = read_good(R"(EFG 2 R "t" { "A" "B" }
p "" 1 1 "" { "l" "r" } 0
p "" 2 1 "left" { "x" "y" } 0
t "" 1 "lx" { 1 2 }
t "" 2 "ly" { 3 4 }
t "" 3 "r" { 5 6 })");
  CHECK(file.game.nodes.size() == 5);
  CHECK(file.game.nodes[NodeId{1}].kind == NodeKind::Decision);
  CHECK(file.game.nodes[NodeId{2}].kind == NodeKind::Terminal);
  CHECK(payoff_of(file, file.game.nodes[NodeId{2}].owner, 1) == 6);
  CHECK(file.game.nodes[NodeId{3}].parent == NodeId{1});
  CHECK(file.game.names.infosets[0] == "1");
  CHECK(file.game.names.infosets[1] == "left");
}

TEST_CASE("white space, a byte order mark and carriage returns do not matter") {
  const char* loose =
      "\xEF\xBB\xBF  EFG\r\n2\tD \"t\"\r\n{\"A\"\"B\"}\r\n\r\n\"a\r\ncomment\"\v\f"
      "p\"\"1 1\"\"{\"l\"\"r\"}0\r\nt\"\"1\"o\"{1,2}t \"\" 2 \"q\" {3 4}";
  const EfgFile file = read_good(loose);
  CHECK(file.game.nodes.size() == 3);
  CHECK(file.game.names.comment == "a\r\ncomment");
  CHECK(file.game.names.actions == std::vector<std::string>{"l", "r"});
}

TEST_CASE("names keep what is between their quotes; a backslash hides a quote or itself") {
  const EfgFile file = read_good(R"(EFG 2 R "a \"b\" \\ \c {,}" { "A" } t "" 1 "" { 1 })");
  CHECK(file.game.names.title == R"(a "b" \ \c {,})");
}

TEST_CASE("a comment may be absent or empty") {
  CHECK(read_good(R"(EFG 2 R "t" { "A" } t "" 1 "" { 1 })").game.names.comment.empty());
  CHECK(read_good(R"(EFG 2 R "t" { "A" } "" t "" 1 "" { 1 })").game.names.comment.empty());
}

TEST_CASE("moves may be left out once their set is known, and names always") {
  const EfgFile file = read_good(R"(EFG 2 R "t" { "A" "B" }
c 1 { "h" 1/2 "t" 1/2 } 0
p 1 1 { "l" "r" } 0
c "" 1 0
t 1 "o" { 1, -1 }
t 1
t 1
p "" 1 1 0
t 1
t 2 { 2 -2 })");
  CHECK(file.game.infosets.size() == 1);
  CHECK(file.game.num_odds == 2);
  CHECK(file.game.nodes[NodeId{0}].owner == file.game.nodes[NodeId{3}].owner);
  CHECK(file.game.num_outcomes == 2);
  CHECK(file.game.num_terminals == 5);
  CHECK(file.game.names.outcomes == std::vector<std::string>{"o", ""});
}

TEST_CASE("one number means different sets at different actors") {
  const EfgFile file = read_good(R"(EFG 2 R "t" { "A" "B" }
p "" 1 7 "mine" { "l" "r" } 0
p "" 2 7 "yours" { "x" "y" "z" } 0
t "" 1 "" { 1 2 } t "" 1 t "" 1 t "" 1)");
  CHECK(file.game.infosets.size() == 2);
  CHECK(file.game.names.infoset_numbers == std::vector<std::uint32_t>{7, 7});
}

TEST_CASE("outcomes are ordered by number and may be used before they are defined") {
  const EfgFile file = read_good(R"(EFG 2 R "t" { "A" }
p "" 1 1 "" { "l" "m" "r" } 0
t "" 9
t "" 4 "four" { 4 }
t "" 9 "nine" { 9 })");
  CHECK(file.game.names.outcomes == std::vector<std::string>{"four", "nine"});
  CHECK(file.game.nodes[NodeId{1}].owner == 1);
}

TEST_CASE("outcome 0 pays nothing") {
  const EfgFile file = read_good(R"(EFG 2 R "t" { "A" } p "" 1 1 "" { "l" "r" } 0 t "" 0 t "" 1 "one" { 1 })");
  CHECK(payoff_of(file, 0) == 0);
  CHECK(payoff_of(file, 1) == 1);
}

TEST_CASE("outcomes on inner nodes are added to all that follows") {
  const EfgFile file = read_good(R"(EFG 2 R "toll" { "A" "B" }
c "" 1 "" { "dear" 0.5 "free" 0.5 } 0
p "" 1 1 "" { "l" "r" } 1 "toll" { -10, 3 }
t "" 2 "won" { 4 0 }
t "" 0
p "" 1 1 "" { "l" "r" } 0
t "" 2
p "" 2 1 "" { "x" "y" } 1
t "" 1
t "" 2)");
  CHECK(file.game.num_terminals == 5);
  const Table<NodeId, Node>& nodes = file.game.nodes;
  CHECK(payoff_of(file, nodes[NodeId{3}].owner) == -6);
  CHECK(payoff_of(file, nodes[NodeId{4}].owner, 1) == 3);
  CHECK(payoff_of(file, nodes[NodeId{5}].owner) == 4);
  CHECK(payoff_of(file, nodes[NodeId{7}].owner) == -20);
  CHECK(payoff_of(file, nodes[NodeId{8}].owner) == -6);
}

TEST_CASE("thirds written as decimals sum to 1") {
  const EfgFile file = read_good(R"(EFG 2 R "t" { "A" }
c "" 1 "" { "a" 0.333333333 "b" 0.333333333 "c" 0.333333333 } 0 t "" 1 "" { 1 } t "" 1 t "" 1)");
  CHECK(file.stakes.odds[OddsId{0}] == 0.333333333);
}

TEST_CASE("depth is bounded by memory only") {
  const EfgFile file = read_good(chain(100'000));
  CHECK(file.game.nodes.size() == 200'001);
  CHECK(recall_failure(file.game) == "");
  CHECK(read_good(write_efg(file.game, file.stakes)).game.nodes.size() == 200'001);
}
