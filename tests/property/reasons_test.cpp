#include "demarche/game/worths.h"
#include "demarche/reasons/beliefs_held.h"
#include "demarche/reasons/next_events.h"
#include "demarche/reasons/payoff_lines.h"
#include "demarche/study/why_choice.h"

#include "../unit/effort.h"
#include "../unit/random_model.h"
#include "../unit/random_public_model.h"
#include "../unit/study_help.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

using namespace demarche;
using namespace demarche::test;

namespace {

constexpr double small = 1e-10;

double sum_of(const std::vector<double>& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

// Every split adds up to what the certificate, which shares no code with them, says that the options are worth.
void check_splits(const Position& position, const std::vector<OptionPair>& pairs) {
  const double range = std::max(position.certificate->payoff_range, 1e-300);
  const double certified = preference(position, pairs);
  const LineReasons lines = reasons_by_line(position, pairs);
  CHECK(std::abs(lines.total - certified) <= small * range);
  CHECK(std::abs(sum_of(lines.by_line) - lines.total) <= small * range);
  if (position.solution->reason == StopReason::ReachedPrecision)
    CHECK(std::abs(position.solution->precision * lines.total - log_odds(position, pairs)) <= 1e-8);
  const Table<NodeId, double> worths =
      worths_of(position.compiled->game, *position.stakes, position.solution->strategy, actor_of(position, pairs));
  double by_events = 0;
  for (const NextEvent& event : reasons_by_next_event(position, pairs, worths))
    by_events += event.by_chance + event.by_worth;
  CHECK(std::abs(by_events - lines.total) <= small * range);
  for (const BeliefReason& reason : reasons_by_belief(position, pairs, worths)) {
    CAPTURE(position.model->variables[reason.trait].name);
    const double mixed = reason.belief * reason.if_so + (1 - reason.belief) * reason.if_not;
    CHECK(std::abs(mixed - lines.total) <= small * range);
    if (!reason.turns_at) continue;
    CHECK(std::abs(*reason.turns_at * reason.if_so + (1 - *reason.turns_at) * reason.if_not) <= small * range);
  }
}

// All moves, each value over each other; how many could be looked at.
std::size_t check_all_choices(const Solved& solved) {
  const Position position = position_of(solved);
  std::size_t num_checked = 0;
  for (std::size_t row = 0; row < solved.model.variables.size(); ++row) {
    const Variable& variable = solved.model.variables[VariableId{row}];
    if (variable.kind != VariableKind::Move) continue;
    CAPTURE(variable.name);
    for (std::size_t chosen = 0; chosen < variable.values.size(); ++chosen) {
      for (std::size_t other = 0; other < variable.values.size(); ++other) {
        if (other == chosen) continue;
        const AskedChoice asked{VariableId{row}, static_cast<ValueIndex>(chosen), {}, nullptr};
        const std::vector<OptionPair> pairs = option_pairs(position, asked, static_cast<ValueIndex>(other));
        if (pairs.empty()) continue;
        check_splits(position, pairs);
        ++num_checked;
      }
    }
  }
  return num_checked;
}

StudyOptions options_in_form(double precision, Form form) {
  StudyOptions options;
  options.plan.aim.precision = precision;
  options.plan.form = form;
  return options;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("what payoff lines, next events and beliefs add to a choice adds up, on random models") {
  std::size_t num_checked = 0;
  for (std::uint64_t seed = 1; seed <= effort::part_of(80, 5); ++seed) {
    CAPTURE(seed);
    const std::string text = random_model_text(seed);
    CAPTURE(text);
    num_checked += check_all_choices(solved_model(text, options_in_form(2, Form::Flat)));
  }
  CHECK(num_checked > effort::part_of(500, 10));
}

TEST_CASE("it adds up where models are solved over what everybody sees") {
  std::size_t num_checked = 0;
  for (std::uint64_t seed = 1; seed <= effort::part_of(40, 5); ++seed) {
    CAPTURE(seed);
    const std::string text = RandomPublicModel(seed).text();
    num_checked += check_all_choices(solved_model(text, options_in_form(2, Form::Public)));
  }
  CHECK(num_checked > effort::part_of(100, 10));
}

TEST_CASE("it adds up for every example, at their own precision and in the limit") {
  std::size_t num_checked = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(DEMARCHE_SOURCE_DIR) + "/examples")) {
    if (entry.path().extension() != ".crisis") continue;
    CAPTURE(entry.path().string());
    num_checked += check_all_choices(solved_model(text_of_file(entry.path())));
    num_checked += check_all_choices(solved_model(text_of_file(entry.path()), options_in_form(1.5, Form::Automatic)));
  }
  CHECK(num_checked > 50);
}

TEST_CASE("small lines beside large ones that cancel keep their digits") {
  const Solved solved = solved_model(R"(crisis "Large beside small"
actor A
actor B
stage "One":
    A chooses move: go, stay
stage "Two":
    B chooses answer: yes, no
payoff A:
    1000000000000000
    0.003 if A.move is go
    2000000000000000 if B.answer is yes
    -2000000000000000 if B.answer is yes
    0.001 if B.answer is no
payoff B:
    1 if A.move is go and B.answer is yes
)",
                                     options_in_form(100, Form::Flat));
  const Position position = position_of(solved);
  const AskedChoice asked{variable_named(solved.model, "A.move"), 0, 1, nullptr};
  const std::vector<OptionPair> pairs = option_pairs(position, asked, 1);
  const LineReasons lines = reasons_by_line(position, pairs);
  const double yes_if_go = 1 / (1 + std::exp(-100.0));
  CHECK(lines.by_line[0] == 0);
  CHECK(lines.by_line[1] == doctest::Approx(0.003).epsilon(1e-12));
  CHECK(lines.by_line[2] == doctest::Approx(2e15 * (yes_if_go - 0.5)).epsilon(1e-12));
  CHECK(lines.by_line[2] + lines.by_line[3] == 0);
  CHECK(lines.by_line[4] == doctest::Approx(0.001 * (0.5 - yes_if_go)).epsilon(1e-9));
  CHECK(lines.total == doctest::Approx(0.0025).epsilon(1e-9));
}
