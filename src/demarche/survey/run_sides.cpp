#include "demarche/draw/spread.h"
#include "demarche/study/rows.h"
#include "demarche/survey/runs.h"
#include "demarche/survey/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

double central_answer(const ReadStudy& study, std::size_t column) {
  const auto central = std::ranges::find(study.rows, central_row, &StoredRow::number);
  return central == study.rows.end() ? std::numeric_limits<double>::quiet_NaN() : central->answers[column];
}

RunNumber number_of(const ReadStudy& study, std::size_t column) {
  const StoredColumn& kept = study.card.answers[column];
  RunNumber number;
  number.key = study.asked[column].key;
  number.label = kept.label;
  number.unit = kept.unit == "share" ? Unit::Share : Unit::Number;
  number.value = central_answer(study, column);
  number.known_to = slack_of(study, column).varying;
  const std::vector<double> answers = settled_answers(study, counting_rows(study), column);
  const Spread spread = spread_of(answers);
  if (spread.num > 0) number.draws = {spread.low, spread.high, does_not_vary(answers, slack_of(study, column))};
  return number;
}

// Whether row by row the same numbers were drawn.
bool drew_the_same(const ReadStudy& first, const ReadStudy& second) {
  const auto same_names = [](const StoredColumn& a, const StoredColumn& b) { return a.name == b.name; };
  if (!std::ranges::equal(first.card.parameters, second.card.parameters, same_names)) return false;
  const std::vector<const StoredRow*> rows = counting_rows(first);
  for (const StoredRow* row : rows) {
    const auto other = std::ranges::find(second.rows, row->number, &StoredRow::number);
    if (other != second.rows.end() && other->parameters != row->parameters) return false;
  }
  return true;
}

std::optional<Difference> difference_by_draws(const ReadStudy& first, const ReadStudy& second,
                                              const PairedNumber& pair) {
  const auto before = column_of_key(first, pair.first.key), after = column_of_key(second, pair.second.key);
  if (!before || !after) return std::nullopt;
  const double known_to = pair.first.known_to + pair.second.known_to;
  std::vector<double> differences;
  for (const StoredRow* row : counting_rows(first)) {
    const auto other = std::ranges::find(second.rows, row->number, &StoredRow::number);
    if (other == second.rows.end() || !counts(*other)) continue;
    const double by = other->answers[*after] - row->answers[*before];
    differences.push_back(std::abs(by) <= known_to ? 0 : by);
  }
  const Spread spread = spread_of(differences);
  if (spread.num == 0) return std::nullopt;
  return Difference{pair.by, spread.low, spread.high};
}

// Draw by draw what moves both alike moves no difference: there the range of the differences is the judge.
void judge_by_draws(PairedNumber& pair) {
  if (pair.movement == Movement::None || !pair.over_draws) return;
  const bool one_way = pair.over_draws->low > 0 || pair.over_draws->high < 0;
  pair.movement = one_way ? Movement::Beyond : Movement::WithinRanges;
}

}  // namespace

RunSide side_of(const ReadStudy& study) {
  RunSide side{study.path, study.card.model_sha256, study.card.options, {}, study.card.model_text, {}, std::nullopt};
  for (std::size_t column = 0; column < study.card.answers.size(); ++column)
    side.numbers.push_back(number_of(study, column));
  return side;
}

std::vector<RunNumber> numbers_of(const std::vector<Answer>& answers) {
  std::vector<RunNumber> numbers;
  for (const Answer& answer : answers) {
    for (const AnswerRow& row : answer.rows) {
      numbers.push_back({key_of(answer, row), row.label, row.unit, row.value, row.draws, row.slack.varying});
    }
  }
  return numbers;
}

// Found in the other run as what `ask E(A)` would be.
RunNumber worth_of(const std::string& actor, double value, double known_to) {
  const std::string quantity = "E(" + actor + ")";
  return {{"ask " + quantity, "", quantity}, quantity, Unit::Number, value, {}, known_to};
}

// In the limit of sharp play answers are known to what the certificate leaves open.
double known_to(Unit unit, double payoff_range, double gain, bool in_the_limit) {
  std::optional<double> tolerance;
  if (in_the_limit) tolerance = std::max(limit_known_to, payoff_range > 0 ? gain / payoff_range : 0);
  return slack_of(unit == Unit::Share ? 1 : payoff_range, tolerance).varying;
}

std::vector<RunChoice> choices_of(const Game& game, const Strategy& strategy, const Certificate& certificate) {
  std::vector<RunChoice> choices;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    RunChoice choice{game.names.actors[infoset.actor.value],
                     game.names.infosets[row],
                     std::exp(certificate.log_reaches[InfosetId{row}]),
                     {}};
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId action{infoset.first_action.value + k};
      choice.moves.emplace_back(game.names.actions[action.value], probability(strategy, action));
    }
    choices.push_back(std::move(choice));
  }
  return choices;
}

RunComparison compared(const ReadStudy& first, const ReadStudy& second) {
  RunComparison comparison = compared(side_of(first), side_of(second));
  if (!drew_the_same(first, second)) return comparison;
  for (PairedNumber& pair : comparison.numbers) {
    pair.over_draws = difference_by_draws(first, second, pair);
    judge_by_draws(pair);
  }
  return comparison;
}

}  // namespace demarche
