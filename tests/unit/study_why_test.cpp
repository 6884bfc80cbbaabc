#include "demarche/study/why_choice.h"
#include "demarche/study/why_difference.h"
#include "demarche/study/why_probability.h"

#include "effort.h"
#include "random_model.h"
#include "study_help.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

constexpr const char* patron = R"(crisis "Patron"
actor Israel
actor Iran
private Iran.mood: bold 30%, calm rest
parameter rift = 1, 0 to 3
parameter pride = 0.5, 0 to 1
parameter idle = 1, 0 to 2
precision = 2, 1 to 4
stage "Strike":
    Israel chooses response: quiet, open, none
stage "Answer":
    Iran chooses answer: absorb, retaliate
payoff Israel:
    - rift if Israel.response is open
    pride if Israel.response is not none
    -1 if Iran.answer is retaliate
    idle
payoff Iran:
    -1 if Iran.answer is absorb and Israel.response is open
    0.5 if Iran.answer is retaliate and Iran.mood is bold
    -0.5 if Iran.answer is retaliate and Iran.mood is calm
)";

const Monitor unwatched;

AskedChoice asked_of(const Model& model, const std::string& move, ValueIndex chosen, std::optional<ValueIndex> over) {
  return {variable_named(model, move), chosen, over, nullptr};
}

std::vector<TurningValue> turns_in(const Solved& solved, const AskedChoice& asked, ValueIndex other) {
  const StudyOptions options;
  Study study = start_study(solved, options, unwatched);
  return turning_values(study, asked, other, 1e-12, {}).turns;
}

// The preference where the model is solved afresh with one number elsewhere.
double fresh_preference(const Solved& solved, const AskedChoice& asked, ValueIndex other, const std::string& parameter,
                        double at) {
  Parameters parameters = solved.parameters;
  for (std::size_t row = 0; row < solved.model.parameters.size(); ++row) {
    if (solved.model.parameters[ParameterId{row}].name == parameter) parameters[ParameterId{row}] = at;
  }
  const auto again = solve_model(solved.model, parameters, StudyOptions{}.plan);
  REQUIRE(again.has_value());
  const Position position = position_of(*again);
  return preference(position, option_pairs(position, asked, other));
}

}  // namespace

TEST_CASE("a choice is held against the best other option where none is named") {
  const Solved solved = solved_model(patron);
  const Position position = position_of(solved);
  const auto reasons = reasons_of(position, asked_of(solved.model, "Israel.response", 0, {}));
  REQUIRE(reasons.has_value());
  double best = -INFINITY;
  ValueIndex expected = 0;
  for (ValueIndex other = 1; other < 3; ++other) {
    const double worth = position.certificate->action_values[ActionId{other}];
    if (worth > best) best = worth, expected = other;
  }
  CHECK(reasons->other == expected);
  CHECK(reasons->num_sets == 1);
  CHECK_FALSE(reasons->undecided);
}

TEST_CASE("payoff lines are told apart by what they add") {
  const Solved solved = solved_model(patron);
  const auto reasons = reasons_of(position_of(solved), asked_of(solved.model, "Israel.response", 0, 1));
  REQUIRE(reasons.has_value());
  const std::vector<double>& lines = reasons->lines.by_line;
  CHECK(lines[0] == doctest::Approx(1).epsilon(1e-12));
  CHECK(std::abs(lines[1]) < 1e-12);
  CHECK(lines[2] > 0);  // an open strike is answered more often
  CHECK(lines[3] == 0);
  CHECK(reasons->log_odds == doctest::Approx(2 * reasons->lines.total).epsilon(1e-9));
}

TEST_CASE("a condition picks the sets at which it is certain") {
  const Solved solved = solved_model(patron);
  const Position position = position_of(solved);
  AskedChoice asked = asked_of(solved.model, "Iran.answer", 1, 0);
  CHECK(option_pairs(position, asked, 0).size() == 6);
  const Model with_question = model_of(std::string(patron) + "ask P(Iran.answer is absorb) given Iran.mood is bold\n");
  asked.given = &*with_question.questions.front().given;
  const std::vector<OptionPair> pairs = option_pairs(position, asked, 0);
  REQUIRE(pairs.size() == 3);
  double sum = 0;
  for (const OptionPair& pair : pairs) {
    CHECK(solved.compiled.game.names.infosets[pair.infoset.value].find("bold") != std::string::npos);
    sum += pair.weight;
  }
  CHECK(sum == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("what would turn a choice is the value at which both options are worth the same") {
  const Solved solved = solved_model(patron);
  const AskedChoice asked = asked_of(solved.model, "Israel.response", 0, 2);
  const double here = preference(position_of(solved), option_pairs(position_of(solved), asked, 2));
  const auto turns = turns_in(solved, asked, 2);
  REQUIRE(turns.size() == 4);
  const auto pride = std::ranges::find(turns, "pride", &TurningValue::parameter);
  REQUIRE(pride->value.has_value());
  CHECK(*pride->value == doctest::Approx(0.5 - here).epsilon(1e-5));  // it pays 1 to 1, and moves nobody else
  CHECK(pride->before * pride->after <= 0);
  CHECK(pride->before < pride->after);
  for (const char* name : {"rift", "idle"}) {
    CAPTURE(name);
    CHECK_FALSE(std::ranges::find(turns, name, &TurningValue::parameter)->value.has_value());
  }
  CHECK(turns.front().parameter == "pride");
}

TEST_CASE("what would turn a choice is confirmed by solving afresh at both sides of it, on random models") {
  std::size_t num_confirmed = 0;
  for (std::uint64_t seed = 1; seed <= effort::part_of(120, 4); ++seed) {
    CAPTURE(seed);
    const Solved solved = solved_model(random_model_text(seed) + "precision = 3\n");
    if (solved.compiled.game.nodes.size() > 5000) continue;
    const Position position = position_of(solved);
    for (std::size_t row = 0; row < solved.model.variables.size(); ++row) {
      const Variable& variable = solved.model.variables[VariableId{row}];
      if (variable.kind != VariableKind::Move) continue;
      const AskedChoice asked{VariableId{row}, 0, {}, nullptr};
      const auto other = best_other(position, asked);
      if (!other) continue;
      for (const TurningValue& turn : turns_in(solved, asked, *other)) {
        if (!turn.value || turn.is_jump) continue;
        CAPTURE(turn.parameter);
        const double step = 1e-5 * (turn.high - turn.low);
        const double below = fresh_preference(solved, asked, *other, turn.parameter, *turn.value - step);
        const double above = fresh_preference(solved, asked, *other, turn.parameter, *turn.value + step);
        const bool is_lost = std::min(std::abs(below), std::abs(above)) < 1e-9;  // which counts as turned
        CHECK((is_lost || below * above < 0));
        ++num_confirmed;
      }
    }
  }
  CHECK(num_confirmed > effort::part_of(20, 20));
}

TEST_CASE("an answer hangs on a move by as much as it changes with the move's log-odds") {
  const Solved solved = solved_model(patron);
  const Position position = position_of(solved);
  const Model with_question = model_of(std::string(patron) + "ask P(Iran.answer is retaliate)\n");
  const Quantity& quantity = with_question.questions.front().quantities.front();
  const Strategy& strategy = solved.solution.strategy;
  const Outlook outlook = look_ahead(position, strategy, std::nullopt);
  const ProbabilityReasons reasons = reasons_of(outlook, strategy, quantity, nullptr);
  REQUIRE(reasons.moves.size() == 4);  // three options of the one move, and of two of the other one
  const double value = expectation_of(outlook, quantity, nullptr).value;
  // P = sum over the sets of reach x p, and dp/dlogit = p (1 - p).
  double expected = 0;
  for (std::size_t row = 0; row < solved.compiled.game.infosets.size(); ++row) {
    const Infoset& infoset = solved.compiled.game.infosets[InfosetId{row}];
    if (infoset.num_actions != 2) continue;
    const double chance = probability(strategy, ActionId{infoset.first_action.value + std::size_t{1}});
    expected += std::exp(solved.certificate.log_reaches[InfosetId{row}]) * chance * (1 - chance);
  }
  CHECK(reasons.moves.front().derivative == doctest::Approx(expected).epsilon(1e-9));
  CHECK(reasons.moves.front().chance == doctest::Approx(value).epsilon(1e-12));
  double shares = 0;
  for (const EventHistory& history : reasons.histories) shares += history.share;
  CHECK(reasons.num_histories == 6);
  CHECK(reasons.histories.size() == 5);
  CHECK(shares < 1);
  CHECK(reasons.histories.front().share >= reasons.histories.back().share);
}

TEST_CASE("a difference goes away where the one who makes it is held") {
  const Solved gentle = solved_model(patron);
  Parameters parameters = gentle.parameters;
  parameters[ParameterId{}] = 3;  // rift, which only Israel is paid for
  const auto harsh = solve_model(gentle.model, parameters, StudyOptions{}.plan);
  REQUIRE(harsh.has_value());
  const Model with_question = model_of(std::string(patron) + "ask P(Israel.response is open)\n");
  const Quantity& quantity = with_question.questions.front().quantities.front();
  const DifferenceReasons reasons =
      reasons_of({position_of(*harsh), harsh->solution.strategy}, {position_of(gentle), gentle.solution.strategy},
                 {quantity, nullptr, std::nullopt});
  REQUIRE(reasons.actors.size() == 1);
  CHECK(reasons.actors.front().actor == ActorId{});
  CHECK(reasons.actors.front().goes_away == doctest::Approx(reasons.first - reasons.second).epsilon(1e-9));
  CHECK(reasons.by_everybody == doctest::Approx(reasons.first - reasons.second).epsilon(1e-9));
  CHECK(std::abs(reasons.by_rules) < 1e-12);
  CHECK(reasons.num_unmatched == 0);
}

namespace {

OfWhy why_of(const std::string& text) {
  const Solved solved = solved_model(text);
  const StudyOptions options;
  const Answered answered = answer(solved, solved.model.questions, options);
  REQUIRE(answered.answers.size() == 1);
  return std::get<OfWhy>(answered.answers.front().of);
}

}  // namespace

TEST_CASE("in the limit what is mixed is no preference, and nothing turns it") {
  const OfWhy why = why_of(R"(crisis "Pennies"
actor A
actor B
parameter stake = 1, 0.5 to 2
stage "Toss":
    simultaneously:
        A chooses side: heads, tails
        B chooses call: heads, tails
payoff A:
    3 * stake if A.side is heads and B.call is heads
    1 if A.side is tails and B.call is tails
payoff B:
    1 if A.side is heads and B.call is tails
    1 if A.side is tails and B.call is heads
why A.side is heads over tails
)");
  CHECK(why.undecided);
  REQUIRE(why.turns.size() == 1);
  CHECK_FALSE(why.turns.front().value.has_value());
}

TEST_CASE("a preference between two options that a third one leaves behind is undecided at a low precision") {
  const std::string text = R"(crisis "Third"
actor A
precision = 1
stage "Choice":
    A chooses move: good, fair, poor
payoff A:
    A.move: good 2, fair 0.1, poor 0
)";
  const OfWhy fair = why_of(text + "why A.move is fair over poor\n");
  CHECK(fair.total == doctest::Approx(0.1).epsilon(1e-9));
  CHECK(fair.gain_left > 0.1);
  CHECK(fair.undecided);
  const OfWhy good = why_of(text + "why A.move is good\n");
  CHECK(good.other == "fair");
  CHECK_FALSE(good.undecided);
}

TEST_CASE("of a choice whose turns are looked for when somebody says to stop, all else is told") {
  const Solved solved = solved_model(patron);
  const Model model = model_of(std::string(patron) + "why Israel.response is quiet\nask E(Israel)\n");
  int num_asked = 0;
  const auto asks = [&](int most) -> Monitor {
    num_asked = 0;
    return [&num_asked, most](const Progress&) { return ++num_asked <= most; };
  };
  const Answered whole = answer(solved, model.questions, {}, asks(1'000'000));
  REQUIRE(whole.answers.size() == 2);
  const OfWhy& all = std::get<OfWhy>(whole.answers.front().of);
  CHECK(all.num_turns_left == 0);
  const Answered cut = answer(solved, model.questions, {}, asks(num_asked / 2));
  CHECK(cut.interrupted);
  REQUIRE(cut.answers.size() == 1);
  const OfWhy& why = std::get<OfWhy>(cut.answers.front().of);
  CHECK(why.num_turns_left > 0);
  CHECK(why.turns.size() + why.num_turns_left == all.turns.size());
  CHECK(why.total == all.total);
  CHECK(why.next.size() == all.next.size());
  CHECK(cut.answers.front().rows.size() == whole.answers.front().rows.size());
  for (const TurningValue& turn : why.turns) {
    const auto same = std::ranges::find(all.turns, turn.parameter, &TurningValue::parameter);
    REQUIRE(same != all.turns.end());
    CHECK(turn.value == same->value);
  }
}
