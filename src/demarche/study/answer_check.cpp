#include "demarche/study/columns.h"
#include "demarche/study/rows.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// What the believer holds of one value, on average over the places where it is asked.
std::vector<AnswerRow> rows_of_believed(const Position& position, const Question& question) {
  const Outlook outlook = look_ahead(position, position.solution->strategy, question.believer);
  const BeliefPlaces places = belief_places(*position.model, *position.compiled, outlook.point, question.believer,
                                            question.given ? &*question.given : nullptr);
  const Belief belief = belief_of(outlook, places, question.trait);
  AnswerRow row;
  row.label = row.quantity = question.belief_text;
  row.value = belief.shares[*question.believed];
  certify_row(row, position);
  if (question.given) note_condition(row, belief.log_condition);
  return {row};
}

std::vector<AnswerRow> rows_checked(const Position& position, const Question& question) {
  return question.believed ? rows_of_believed(position, question) : rows_at(position, question);
}

// At the variant and the numbers that the check names.
FoundRows rows_elsewhere(Study& study, const Question& question, const Task& here) {
  Ruleset* ruleset = ruleset_of(study, question.in_variant);
  if (!ruleset) return std::nullopt;
  Parameters parameters = ruleset->parameters;
  for (const PlacedNumber& placed : question.placed) {
    const auto value = finite_number(study, study.here, placed.value, "where a number stands", here);
    if (!value) return std::nullopt;
    parameters[placed.parameter] = *value;
  }
  const Task task{"check:" + question.place_text, -1, question.place_text.substr(1), question.span};
  const SolvedPoint* point = solve_at(study, *ruleset, parameters, task);
  if (!point) return std::nullopt;
  if (!point->lost.empty()) return rows_lost(*point, question);
  const Position position = position_of(*ruleset, *point);
  if (!is_defined_at(study, position, question, task)) return std::nullopt;
  std::vector<AnswerRow> rows = rows_checked(position, question);
  for (AnswerRow& row : rows) {
    append_note(row.note, point->note);
    if (study.wording == Wording::Full) append_note(row.note, point->named);
  }
  return rows;
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfCheck& check) {
  const Position& position = study.here;
  const Task here{"", -1, "", question.span};
  const auto from = finite_number(study, position, question.from, "the lower bound of the check", here);
  const auto to = finite_number(study, position, question.to, "the upper bound of the check", here);
  if (!from || !to) return std::nullopt;
  FoundRows rows;
  if (is_asked_elsewhere(question)) rows = rows_elsewhere(study, question, here);
  else if (is_defined_at(study, position, question, here)) rows = rows_checked(position, question);
  if (!rows) return std::nullopt;
  const AnswerRow& row = rows->front();
  check = {is_between(row.value, *from, *to, row.slack), *from, *to};
  return rows;
}

}  // namespace demarche
