#include "study_help.h"

#include <string>
#include <vector>

using namespace demarche;

namespace {

// All numbers of the answers to a text's questions, in order, solved in that form.
std::vector<double> numbers_asked(const std::string& text, Form form) {
  StudyOptions options;
  options.plan.form = form;
  options.plan.held = Held::OverHistories;
  const Solved solved = test::solved_model(text, options);
  std::vector<double> numbers;
  for (const Answer& one : answer(solved, solved.model.questions, options, {}).answers) {
    for (const AnswerRow& row : one.rows) numbers.push_back(row.value);
  }
  return numbers;
}

void check_same(const std::string& with_the_words, const std::string& by_hand) {
  for (const Form form : {Form::Flat, Form::Public}) {
    const std::vector<double> numbers = numbers_asked(with_the_words, form);
    const std::vector<double> others = numbers_asked(by_hand, form);
    REQUIRE(numbers.size() == others.size());
    REQUIRE(numbers.size() > 2);
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      CAPTURE(k);
      CHECK(std::abs(numbers[k] - others[k]) < 1e-12);
    }
  }
}

const std::string head_of_both = R"(crisis "Words"
actor A
actor B
private B.mood: hard 30%, soft rest
parameter cost = 0.4, 0.1 to 1
precision = 2
)";

}  // namespace

TEST_CASE("an event and a number are what they stand for") {
  const std::string stages = R"(stage "Talks":
    A chooses offer: high, low
    B chooses answer: accept, refuse
)";
  const std::string named = head_of_both + R"(event settled: A.offer is high and B.answer is accept
event bitter: B.mood is hard and not settled
number price = cost * 2 + damage
scale damage: none 0 < some 1
)" + stages + R"(    damage rises to some if not settled
payoff A:
    1 if settled or bitter
    - price if not settled
payoff B:
    1 if settled
    - price / 2 if bitter
ask P(settled)
ask P(bitter or settled) given A.offer is high
ask E(A)
ask P(price > 1)
)";
  const std::string written_out = head_of_both + R"(scale damage: none 0 < some 1
)" + stages + R"(    damage rises to some if not (A.offer is high and B.answer is accept)
payoff A:
    1 if A.offer is high and B.answer is accept or B.mood is hard and not (A.offer is high and B.answer is accept)
    - (cost * 2 + damage) if not (A.offer is high and B.answer is accept)
payoff B:
    1 if A.offer is high and B.answer is accept
    - (cost * 2 + damage) / 2 if B.mood is hard and not (A.offer is high and B.answer is accept)
ask P(A.offer is high and B.answer is accept)
ask P(B.mood is hard and not (A.offer is high and B.answer is accept) or A.offer is high and B.answer is accept) given A.offer is high
ask E(A)
ask P(cost * 2 + damage > 1)
)";
  check_same(named, written_out);
}

TEST_CASE("rounds told apart are what scales that remember them say") {
  const std::string told = head_of_both + R"(stage "Talks":
    repeat up to 3 times as rounds:
        A chooses offer: high, low
        B chooses answer: accept, refuse if never A.offer is high
        end if B.answer is accept
payoff A:
    1 if ever A.offer is low and B.answer is accept
    - cost if first A.offer is high
payoff B:
    1 if A.offer is high in round 2
    0.5 if B.answer is accept and first A.offer is not low
    - cost if B.mood is hard and ever B.answer is refuse
ask P(ever A.offer is low)
ask P(first A.offer is high) given A.offer is not high in round 2
ask P(A.offer is high in round 2)
ask E(B)
)";
  const std::string remembered = head_of_both + R"(scale low: no < yes
scale high: no < yes
scale refused: no < yes
scale first: none < low < high
scale second: none < low < high
stage "Talks":
    repeat up to 3 times as rounds:
        A chooses offer: high, low
        low rises to yes if A.offer is low
        high rises to yes if A.offer is high
        first becomes high if first is none and A.offer is high
        first becomes low if first is none and A.offer is low
        second becomes high if rounds = 2 and A.offer is high
        second becomes low if rounds = 2 and A.offer is low
        B chooses answer: accept, refuse if high is no
        refused rises to yes if B.answer is refuse
        end if B.answer is accept
payoff A:
    1 if low is yes and B.answer is accept
    - cost if first is high
payoff B:
    1 if second is high
    0.5 if B.answer is accept and first is high
    - cost if B.mood is hard and refused is yes
ask P(low is yes)
ask P(first is high) given second is not high
ask P(second is high)
ask E(B)
)";
  check_same(told, remembered);
}

TEST_CASE("a scale that rises and falls by levels moves as lines from the last level to the first move it") {
  const std::string head = head_of_both + R"(scale step: calm 0 < crisis 1 < war 3, starts crisis
stage "Steps":
    repeat up to 3 times as rounds:
        A chooses push: yes, no
        B chooses answer: push, yield
)";
  const std::string tail = R"(payoff A:
    step
    - 4 * cost if step is war
payoff B:
    - step
    0.5 if B.answer is push and B.mood is hard
ask P(step is war)
ask E(step)
ask E(A)
)";
  check_same(head + R"(        step rises by 1 if A.push is yes
        step falls by 2 if B.answer is yield
)" + tail,
             head + R"(        step becomes war if step is crisis and A.push is yes
        step becomes crisis if step is calm and A.push is yes
        step becomes calm if B.answer is yield
)" + tail);
}

TEST_CASE("what others did in an earlier round of a block is what they did in a block before it") {
  const std::string payoffs = R"(payoff A:
    1 if A.last is hit and B.last is spare
    - 2 if A.last is hit and B.last is hit
    cost if A.first is spare
payoff B:
    0.5 if B.last is hit and A.last is spare and B.mood is hard
    - 1 if B.last is hit and A.last is hit
    0.3 if B.first is spare
ask P(A.last is hit and B.last is hit)
ask P(B.last is wait)
ask P(A.last is hit) given B.first is hit
ask E(B)
)";
  const std::string by_hand = head_of_both + R"(stage "First":
    simultaneously:
        A chooses first: hit, spare
        B chooses first: hit, spare
stage "Last":
    simultaneously:
        A chooses last: hit, spare if B.first is not hit
        B chooses last: hit, spare, wait if A.first is spare
)" + payoffs;
  std::string at_once = head_of_both + R"(event struck: B.act is hit
stage "Rounds":
    repeat up to 2 times as rounds:
        simultaneously:
            A chooses act: hit, spare if not struck
            B chooses act: hit, spare, wait if A.act is spare
)" + payoffs;
  for (const auto& [told, round] : {std::pair{"first", "1"}, std::pair{"last", "2"}}) {
    for (std::size_t at = 0; (at = at_once.find(std::string(".") + told + " is ", at)) != std::string::npos;) {
      at_once.replace(at + 1, std::string(told).size(), "act");
      const std::size_t value = at + std::string(".act is ").size();
      at_once.insert(at_once.find_first_of(" )\n", value), std::string(" in round ") + round);
    }
  }
  const std::vector<double> numbers = numbers_asked(at_once, Form::Flat), others = numbers_asked(by_hand, Form::Flat);
  REQUIRE(numbers.size() == 4);
  REQUIRE(others.size() == 4);
  for (std::size_t k = 0; k < numbers.size(); ++k) CHECK(std::abs(numbers[k] - others[k]) < 1e-12);
}
