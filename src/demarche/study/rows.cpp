#include "demarche/study/rows.h"

#include "demarche/study/forcing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

std::string remark_text(const Question& question, double probability) {
  return fmt::format("`given {}` has probability {:.1f}% in equilibrium; the answer rests on off-path beliefs",
                     question.given_text, 100 * probability);
}

AnswerRow labelled(const Quantity& quantity) {
  AnswerRow row;
  row.label = quantity.text;
  row.quantity = quantity.text;
  row.unit = quantity.op == Quantity::Op::Probability ? Unit::Share : Unit::Number;
  return row;
}

}  // namespace

void append_note(std::string& note, const std::string& more) {
  if (more.empty()) return;
  if (!note.empty()) note += "; ";
  note += more;
}

void note_condition(AnswerRow& row, double log_condition) {
  row.log_condition = log_condition;
  row.condition_probability = std::exp(log_condition);
  row.off_path = *row.condition_probability < off_path_probability;
  if (std::isnan(row.value)) append_note(row.note, "no possible history meets the condition");
}

void certify_row(AnswerRow& row, const Position& position) {
  row.max_gain = position.certificate->max_gain;
  row.payoff_range = position.certificate->payoff_range;
  row.precision = position.solution->precision;
  const bool is_reached = reached(position.solution->reason);
  if (!is_reached) append_note(row.note, "read from the best profile found, which is not the equilibrium asked for");
  if (is_reached && position.solution->unsettled > settled_enough) {
    append_note(row.note, "read from a profile without gains whose choices are not all settled");
  }
}

std::vector<AnswerRow> rows_of(const Position& position, const Outlook& outlook, const Question& question) {
  const Endings endings = endings_of(outlook, question.given ? &*question.given : nullptr);
  std::vector<AnswerRow> rows;
  for (const Quantity& quantity : question.quantities) {
    AnswerRow row = labelled(quantity);
    const Probability found = expectation_of(outlook, endings, quantity);
    row.value = found.value;
    certify_row(row, position);
    if (question.given) note_condition(row, found.log_condition);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<AnswerRow> rows_at(const Position& position, const Question& question) {
  if (!question.forcing) return rows_of(position, look_ahead(position, position.solution->strategy), question);
  const Forced forced = force(position, question.forcing->move, question.forcing->values.front());
  std::vector<AnswerRow> rows = rows_of(position, look_ahead(position, forced.strategy), question);
  for (AnswerRow& row : rows) append_note(row.note, forced.note);
  return rows;
}

std::vector<AnswerRow> rows_at(const Ruleset& ruleset, const SolvedPoint& point, const Question& question) {
  if (point.lost.empty()) {
    std::vector<AnswerRow> rows = rows_at(position_of(ruleset, point), question);
    for (AnswerRow& row : rows) append_note(row.note, point.note);
    return rows;
  }
  std::vector<AnswerRow> rows;
  for (const Quantity& quantity : question.quantities) {
    rows.push_back(labelled(quantity));
    AnswerRow& row = rows.back();
    row.value = row.max_gain = row.payoff_range = row.precision = std::nan("");
    row.note = point.lost;
  }
  return rows;
}

Diagnostics remarks_on(const Question& question, const std::vector<AnswerRow>& rows) {
  const auto worst = std::find_if(rows.begin(), rows.end(),
                                  [](const AnswerRow& row) { return row.off_path && !std::isnan(row.value); });
  if (!question.given || worst == rows.end()) return {};
  return {Diagnostic{Kind::R301, remark_text(question, *worst->condition_probability), {question.span, ""}, {}, ""}};
}

std::optional<Answer> answer_ask(Study& study, const Question& question) {
  Answer answer;
  answer.kind = "ask";
  answer.rows = rows_at(study.here, question);
  return answer;
}

std::optional<Answer> answer_check(Study& study, const Question& question) {
  const Position& position = study.here;
  const Point point = point_of(*position.model, *position.parameters);
  Answer answer;
  answer.kind = "check";
  answer.from = evaluate(question.from, point, {});
  answer.to = evaluate(question.to, point, {});
  answer.rows = rows_at(position, question);
  const double value = answer.rows.front().value;
  answer.passed = *answer.from <= value && value <= *answer.to;
  return answer;
}

}  // namespace demarche
