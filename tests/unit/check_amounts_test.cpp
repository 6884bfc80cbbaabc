#include "demarche/base/normal.h"
#include "demarche/point/point.h"
#include "study_help.h"

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

// What the language says in fewer words has the same answers as what is written out by hand.
namespace {

std::vector<double> answers_in(Form form, const std::string& text) {
  const Model model = model_of(text);
  StudyOptions options;
  options.plan.form = form;
  const auto solved = solve_model(model, best_guesses(model), options.plan);
  REQUIRE(solved.has_value());
  std::vector<double> values;
  for (const Answer& answer : answer(*solved, solved->model.questions, options).answers) {
    for (const AnswerRow& row : answer.rows) values.push_back(row.value);
  }
  return values;
}

void check_same_answers(const std::string& one, const std::string& other) {
  for (const Form form : {Form::Flat, Form::Public}) {
    const std::vector<double> first = answers_in(form, one);
    const std::vector<double> second = answers_in(form, other);
    REQUIRE((first.size() == second.size()));
    CHECK(!first.empty());
    for (std::size_t k = 0; k < first.size(); ++k) CHECK(first[k] == Approx(second[k]).epsilon(1e-12));
  }
}

const std::string beginning = R"(crisis "x"
actor A
actor B
private B.cost: low 30%, high rest
)";
const std::string replies = R"(    B chooses reply: accept, refuse
ask P(B.reply is accept)
ask E(A)
ask E(B) given B.cost is low
precision = 3
)";

}  // namespace

TEST_CASE("an offer of levels is one of options with payoffs written out") {
  check_same_answers(beginning + R"(stage "S":
    A chooses offer: 3 levels from 0 to 1
)" + replies + R"(payoff A:
    1 - A.offer if B.reply is accept
    - 1 if A.offer >= 0.5 and B.cost is high
payoff B:
    A.offer * A.offer if B.reply is accept
    0.3 if B.reply is refuse and B.cost is low
)",
                     beginning + R"(stage "S":
    A chooses offer: little, half, all
)" + replies + R"(payoff A:
    A.offer: little 1, half 0.5 if B.reply is accept
    - 1 if A.offer is half or all and B.cost is high
payoff B:
    A.offer: half 0.25, all 1 if B.reply is accept
    0.3 if B.reply is refuse and B.cost is low
)");
}

TEST_CASE("an actor who cares for another is paid its lines") {
  check_same_answers(beginning + R"(stage "S":
    A chooses offer: little, all
)" + replies + R"(payoff A:
    1 if A.offer is little
    + 0.5 * payoff of B if B.reply is accept
payoff B:
    A.offer: little -0.2, all 1 if B.reply is accept
    0.3 if B.cost is low
)",
                     beginning + R"(stage "S":
    A chooses offer: little, all
)" + replies + R"(payoff A:
    1 if A.offer is little
    A.offer: little -0.1, all 0.5 if B.reply is accept
    0.15 if B.cost is low and B.reply is accept
payoff B:
    A.offer: little -0.2, all 1 if B.reply is accept
    0.3 if B.cost is low
)");
}

TEST_CASE("an actor at a third of the precision plays as one who is paid a third") {
  const std::string story = beginning + R"(stage "S":
    A chooses offer: little, all
    B chooses reply: accept, refuse
ask P(B.reply is accept)
ask P(A.offer is all) given B.reply is refuse
ask E(A)
payoff A:
    1 if A.offer is little
    B.reply: accept 2 if B.cost is low
)";
  check_same_answers(story + R"(precision = 3
precision of B = 1
payoff B:
    A.offer: little -0.3, all 3 if B.reply is accept
    0.6 if B.cost is low and B.reply is refuse
)",
                     story + R"(precision = 3
payoff B:
    A.offer: little -0.1, all 1 if B.reply is accept
    0.2 if B.cost is low and B.reply is refuse
)");
  check_same_answers(story + R"(precision = 1
precision of A = 3
payoff B:
    A.offer: little -0.3, all 3 if B.reply is accept
)",
                     story + R"(precision = 3
payoff B:
    A.offer: little -0.1, all 1 if B.reply is accept
)");
}

TEST_CASE("an actor at precision 0 plays at random whatever the others do") {
  const std::vector<double> values = answers_in(Form::Flat, beginning + R"(stage "S":
    A chooses offer: little, all
)" + replies + R"(precision of B = 0
payoff A:
    1 if A.offer is little
payoff B:
    A.offer: little -0.3, all 3 if B.reply is accept
)");
  CHECK(values[0] == Approx(0.5).epsilon(1e-9));
}

TEST_CASE("shares of the normal law have their means") {
  const std::vector<double> halves = means_of_normal_shares(2);
  CHECK(halves[1] == Approx(0.79788456080286536).epsilon(1e-15));
  CHECK(halves[0] == -halves[1]);
  const std::vector<double> many = means_of_normal_shares(10'000);
  double sum = 0;
  double squares = 0;
  for (std::size_t k = 0; k < many.size(); ++k) {
    sum += many[k];
    squares += many[k] * many[k] / 10'000;
    if (k > 0) CHECK(many[k] > many[k - 1]);
  }
  CHECK(std::abs(sum) < 1e-9);
  CHECK(squares == Approx(1).epsilon(1e-4));
  CHECK(means_of_normal_shares(3)[1] == 0);
}
