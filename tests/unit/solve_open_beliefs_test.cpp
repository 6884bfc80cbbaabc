#include "demarche/certify/certify.h"
#include "demarche/solve/aqre.h"
#include "study_help.h"

#include <fmt/format.h>

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

// A sender may burn money, which costs the strong one a little less. A receiver who takes a burner for strong, at
// more than 1 in 2, gives in. Nobody burns on the pooling branch, until the receiver believes so: who errs more often
// decides.
std::string money_burning(double ease) {
  return fmt::format(R"(crisis "Money to burn"
actor Sender
actor Receiver
private Sender.kind: weak 70%, strong rest
stage "Signal":
    Sender chooses signal: keep, burn
stage "Answer":
    Receiver chooses answer: resist, give_in
payoff Sender:
    - 0.2    if Sender.signal is burn
    + {:.9f} if Sender.signal is burn and Sender.kind is strong
    + 0.1    if Sender.kind is weak and Receiver.answer is give_in
    + 1      if Sender.kind is strong and Receiver.answer is give_in
payoff Receiver:
    + 0.5    if Receiver.answer is resist
    + 1      if Receiver.answer is give_in and Sender.kind is strong
ask P(Sender.signal is burn)
)",
                     ease);
}

double chance_of_burning(double ease, const StudyOptions& options) {
  const Solved solved = solved_model(money_burning(ease), options);
  REQUIRE(reached(solved.solution.reason));
  return probability(solved.solution.strategy, ActionId{1});
}

StudyOptions options_at_precision(double precision) {
  StudyOptions options;
  options.plan.aim.precision = precision;
  return options;
}

}  // namespace

TEST_CASE("what is called the limit is what high precisions give, however late beliefs off the path turn a choice") {
  for (const double ease : {0.05, 0.01, 0.002, 0.0005, 0.00002}) {
    CAPTURE(ease);
    const Solved limit = solved_model(money_burning(ease));
    const Solved far = solved_model(money_burning(ease), options_at_precision(100 / ease));
    CHECK(limit.solution.reason == StopReason::ReachedTolerance);
    for (std::size_t a = 0; a < limit.solution.strategy.log_probability.size(); ++a)
      CHECK(probability(limit.solution.strategy, ActionId{a}) ==
            doctest::Approx(probability(far.solution.strategy, ActionId{a})).epsilon(0.03));
  }
}

TEST_CASE("where mistakes are alike the pooling equilibrium is the limit, and is found at once") {
  CHECK(chance_of_burning(0, {}) < 1e-6);
  CHECK(solved_model(money_burning(0)).solution.precision < 1e4);
}

TEST_CASE("a belief that the path cannot be followed far enough to see turn is told, and the limit is not reached") {
  const Solved solved = solved_model(money_burning(0.0001), [] {
    StudyOptions options;
    options.plan.aim.max_steps = 25;
    return options;
  }());
  CHECK(solved.solution.reason == StopReason::OpenBelief);
  REQUIRE_FALSE(solved.solution.notes.empty());
  const std::string& note = solved.solution.notes.back();
  CAPTURE(note);
  CHECK(note.find("strong") != std::string::npos);
  CHECK(note.find("Receiver.answer") != std::string::npos);
}
