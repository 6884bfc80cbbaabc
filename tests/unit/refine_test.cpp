#include "demarche/refine/refine.h"
#include "demarche/refine/matrix_game.h"
#include "demarche/refine/objection_words.h"

#include "study_help.h"

#include <random>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// Cho & Kreps 1987, section II: a surly sender likes beer, a weak one quiche, and both that nobody duels with them.
const std::string breakfast = R"(crisis "Beer and quiche"
actor A
actor B
private A.kind: weak 10%, surly rest
stage "Breakfast":
    A chooses meal: beer, quiche
    B chooses reply: duel, walk
payoff A:
    1 if A.kind is surly and A.meal is beer
    1 if A.kind is weak and A.meal is quiche
    2 if B.reply is walk
payoff B:
    1 if A.kind is weak and B.reply is duel
    1 if A.kind is surly and B.reply is walk
)";

// Both kinds have `meal`; whoever has the other is taken for weak.
Solved pooling_on(const std::string& meal, const std::string& other) {
  Solved solved = at_random(breakfast);
  for (const std::string kind : {"weak", "surly"}) {
    set_log(solved, "A.meal | A.kind=" + kind, meal, 0);
    set_log(solved, "A.meal | A.kind=" + kind, other, kind == "weak" ? -100 : -200);
  }
  set_pair(solved, "B.reply | A.meal=" + meal, "duel", "walk", 1e-300);
  set_pair(solved, "B.reply | A.meal=" + other, "walk", "duel", 1e-300);
  return solved;
}

Refinement refined(Solved& solved) {
  const Game& game = solved.compiled.game;
  solved.certificate = certify(game, solved.stakes, solved.solution.strategy);
  CHECK(solved.certificate.max_gain < 1e-6);
  return refine(game, solved.stakes, solved.solution.strategy, solved.certificate);
}

std::string set_name(const Solved& solved, InfosetId set) { return solved.compiled.game.names.infosets[set.value]; }
std::string move_name(const Solved& solved, const Objection& objection) {
  return solved.compiled.game.names.actions[objection.breaks.sends.value];
}

Refinement refined_in_the_limit(const std::string& text, Solved& solved) {
  StudyOptions options;
  solved = solved_model(text, options);
  return refined(solved);
}

}  // namespace

TEST_CASE("pooling on quiche fails the intuitive criterion: beer could never pay the weak, and pays the surly") {
  Solved solved = pooling_on("quiche", "beer");
  const Refinement found = refined(solved);
  REQUIRE(found.objections.size() == 1);
  const Objection& objection = found.objections.front();
  CHECK(objection.criterion == Criterion::Intuitive);
  CHECK(set_name(solved, objection.breaks.set) == "A.meal | A.kind=surly");
  CHECK(move_name(solved, objection) == "beer");
  REQUIRE(objection.ruled_out.size() == 1);
  CHECK(set_name(solved, objection.ruled_out.front()) == "A.meal | A.kind=weak");
  CHECK(objection.breaks.in_equilibrium == Approx(2));
  CHECK(objection.at_least == Approx(3));
}

TEST_CASE("a verdict is told by the names that the game has") {
  Solved quiche = pooling_on("quiche", "beer");
  const Game& game = quiche.compiled.game;
  CHECK(refinement_text(game, refined(quiche)) ==
        "fails the intuitive criterion (Cho and Kreps 1987): `A.meal` beer could never pay A.kind weak, whatever B's "
        "best reply; A.kind surly would gain 1 by it if B knew that");
  Solved beer = pooling_on("beer", "quiche");
  CHECK(refinement_text(beer.compiled.game, refined(beer)) ==
        "passes the intuitive criterion and D1 (Cho and Kreps 1987): one unused message is held against it");
}

TEST_CASE("where every message is sent there is nothing to object; moves at once are no messages") {
  Solved apart = at_random(breakfast);
  const Game& game = apart.compiled.game;
  const Refinement used = refine(game, apart.stakes, apart.solution.strategy, apart.certificate);
  CHECK((used.num_messages == 0 && used.num_not_applicable == 0 && used.num_used == 2));
  CHECK(refinement_text(game, used).ends_with("no message goes unused"));
  const Solved at_once = at_random(R"(crisis "At once"
actor A
actor B
private A.kind: weak 10%, surly rest
stage "Both":
    simultaneously:
        A chooses meal: beer, quiche
        B chooses reply: duel, walk
payoff A:
    1 if A.kind is weak and A.meal is quiche
payoff B:
    1 if A.meal is beer and B.reply is duel
)");
  const Refinement none = refine(at_once.compiled.game, at_once.stakes, at_once.solution.strategy, at_once.certificate);
  CHECK(none.num_used == 0);
  CHECK(refinement_text(at_once.compiled.game, none).starts_with("not applicable here"));
}

TEST_CASE("pooling on beer passes both criteria") {
  Solved solved = pooling_on("beer", "quiche");
  const Refinement found = refined(solved);
  CHECK(found.objections.empty());
  CHECK(found.num_messages == 1);
  CHECK(found.num_not_applicable == 0);
}

// The high gain where the reply is good with over 1/3, the low over 2/3: either may gain, but the high sooner.
const std::string sooner = R"(crisis "In or out"
actor A
actor B
private A.kind: low 50%, high rest
stage "Entry":
    A chooses step: out, in
stage "Reply" if A.step is in:
    B chooses reply: good, bad
payoff A:
    2 if A.kind is high and B.reply is good
    -1 if A.kind is high and B.reply is bad
    1 if A.kind is low and B.reply is good
    -2 if A.kind is low and B.reply is bad
payoff B:
    1 if A.kind is high and B.reply is good
    1 if A.kind is low and B.reply is bad
)";

TEST_CASE("where the message may pay either type D1 rules out the one that it pays later") {
  Solved solved = at_random(sooner);
  set_log(solved, "A.step | A.kind=low", "out", 0);
  set_log(solved, "A.step | A.kind=low", "in", -100);
  set_log(solved, "A.step | A.kind=high", "out", 0);
  set_log(solved, "A.step | A.kind=high", "in", -200);
  set_pair(solved, "B.reply | A.step=in", "good", "bad", 1e-300);
  const Refinement found = refined(solved);
  REQUIRE(found.objections.size() == 1);
  CHECK(found.objections.front().criterion == Criterion::D1);
  CHECK(set_name(solved, found.objections.front().breaks.set) == "A.step | A.kind=high");
  CHECK(found.objections.front().at_least == Approx(2));
}

// Morrow 1994 (JCR 38) without joint planning, and Fearon 1997 (JCR 41) where only costs can be sunk: the papers
// separate.
TEST_CASE("where the logit path pools and the paper separates the intuitive criterion says so") {
  Solved solved;
  const Refinement alliance = refined_in_the_limit(R"(crisis "Alliance"
actor Patron
actor Challenger
private Patron.stake: high 40%, low rest
stage "Peacetime":
    Patron declares alliance: none, tight
stage "The challenge":
    Challenger chooses act: leave, attack
    end if Challenger.act is leave
stage "The answer":
    Patron chooses help: intervene, abandon
payoff Patron:
    - 0.3 if Patron.alliance is tight
    1 if Patron.stake is high and Challenger.act is leave
    0.2 if Patron.stake is low and Challenger.act is leave
    0.3 if Patron.stake is high and Patron.help is intervene
    -0.4 if Patron.stake is low and Patron.help is intervene
payoff Challenger:
    1 if Patron.help is abandon
    -1 if Patron.help is intervene
)",
                                                   solved);
  REQUIRE(alliance.objections.size() == 1);
  CHECK(alliance.objections.front().criterion == Criterion::Intuitive);
  CHECK(set_name(solved, alliance.objections.front().breaks.set) == "Patron.alliance | Patron.stake=high");
  CHECK(move_name(solved, alliance.objections.front()) == "tight");
  const Objection& one = alliance.objections.front();
  CHECK(one.at_least - one.breaks.in_equilibrium == Approx(0.7 - 0.3).epsilon(1e-5));
}

TEST_CASE("a receiver with types of its own takes the message for the same, whatever it is itself") {
  Solved solved;
  const Refinement found = refined_in_the_limit(R"(crisis "Sinking costs"
actor D
actor C
private D.stake: weak 40%, middle 30%, strong rest
private C.nature: greedy 30%, opportunist rest
stage "Signal":
    D chooses signal: quiet, sink
stage "Challenge":
    C chooses act: leave, challenge
    end if C.act is leave
stage "Answer":
    D chooses answer: back_down, fight
payoff D:
    0.1 if D.stake is weak and C.act is leave
    0.2 if D.stake is middle and C.act is leave
    1 if D.stake is strong and C.act is leave
    -0.25 if D.stake is weak and D.answer is fight
    -0.2 if D.stake is middle and D.answer is fight
    0.2 if D.stake is strong and D.answer is fight
    -0.15 if D.signal is sink
payoff C:
    1 if D.answer is back_down
    -1 if D.answer is fight and C.nature is opportunist
    0.2 if D.answer is fight and C.nature is greedy
)",
                                                solved);
  REQUIRE(found.objections.size() == 1);
  CHECK(found.objections.front().criterion == Criterion::Intuitive);
  CHECK(found.objections.front().ruled_out.size() == 2);  // the middle, too: the greedy would challenge all the same
  CHECK(set_name(solved, found.objections.front().breaks.set) == "D.signal | D.stake=strong");
  const Objection& one = found.objections.front();
  CHECK(one.at_least - one.breaks.in_equilibrium == Approx(0.7 * 1 + 0.3 * 0.2 - 0.15 - 0.2).epsilon(1e-5));
}

TEST_CASE("a message that two others answer, or that everybody sends, is none of these") {
  Solved two = at_random(R"(crisis "Two hear it"
actor A
actor B
actor C
private A.kind: low 50%, high rest
stage "One":
    A chooses word: silent, loud
    B chooses reply: yes, no
    C chooses echo: yes, no
payoff A:
    1 if A.word is silent
payoff B:
    1 if A.kind is low and B.reply is yes
    1 if A.kind is high and B.reply is no
payoff C:
    1 if A.kind is low and C.echo is yes
    1 if A.kind is high and C.echo is no
)");
  for (const std::string kind : {"low", "high"}) set_pair(two, "A.word | A.kind=" + kind, "loud", "silent", 1e-300);
  const Refinement found = refined(two);
  CHECK(found.objections.empty());
  CHECK(found.num_messages == 0);
  CHECK(found.num_not_applicable == 1);
  Solved sent = at_random(breakfast);
  const Game& game = sent.compiled.game;
  const Refinement none = refine(game, sent.stakes, sent.solution.strategy, sent.certificate);
  CHECK(none.num_messages + none.num_not_applicable == 0);
}

TEST_CASE("the value of a matrix game: rock, paper, scissors; matching pennies with a bonus; a dominated row") {
  CHECK(best_guarantee({{0, 1, -1}, {-1, 0, 1}, {1, -1, 0}}, 3) == Approx(0).epsilon(1e-12));
  CHECK(best_guarantee({{3, -1}, {-1, 1}}, 2) == Approx(1.0 / 3));
  CHECK(best_guarantee({{2, 5}, {7, 9}}, 2) == Approx(5));
  CHECK(std::isinf(best_guarantee({}, 2)));
}

// In a zero-sum game both sides' guarantees meet (von Neumann 1928).
TEST_CASE("what weights can guarantee is what the rows can hold them to, on random games") {
  std::mt19937_64 bits(7);
  std::uniform_real_distribution<double> number(-10, 10);
  for (int game = 0; game < 200; ++game) {
    const std::size_t num_rows = 1 + bits() % 6, num_weights = 1 + bits() % 6;
    std::vector<std::vector<double>> rows(num_rows, std::vector<double>(num_weights));
    std::vector<std::vector<double>> turned(num_weights, std::vector<double>(num_rows));
    for (std::size_t row = 0; row < num_rows; ++row) {
      for (std::size_t k = 0; k < num_weights; ++k) turned[k][row] = -(rows[row][k] = number(bits));
    }
    CHECK(best_guarantee(rows, num_weights) == Approx(-best_guarantee(turned, num_rows)).epsilon(1e-9));
  }
}
