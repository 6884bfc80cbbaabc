#include "demarche/study/rows.h"

#include "demarche/base/never.h"
#include "demarche/compile/growth.h"
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

// None at a finite precision.
std::optional<double> tolerance_at(const Position& position) {
  if (position.solution->reason == StopReason::ReachedPrecision) return std::nullopt;
  const Certificate& certificate = *position.certificate;
  const double share = certificate.payoff_range > 0 ? certificate.max_gain / certificate.payoff_range : 0;
  return std::max(limit_known_to, std::isfinite(share) ? share : 0);
}

double size_of(const AnswerRow& row) {
  if (row.unit == Unit::Share) return 1;
  const double own = std::isfinite(row.value) ? std::abs(row.value) : 0;
  return row.is_payoff ? std::max(own, row.payoff_range) : own;
}

bool compares_numbers(const Formula& formula) {
  return std::ranges::any_of(
      formula.code, [](const Instruction& step) { return step.op >= OpCode::Less && step.op <= OpCode::Greater; });
}

// The events, numbers and the condition of a question that may turn on numbers that are not finite.
std::vector<const Formula*> comparisons_of(const Question& question) {
  std::vector<const Formula*> found;
  const auto add = [&](const Formula& formula) {
    if (compares_numbers(formula)) found.push_back(&formula);
  };
  for (const Quantity& quantity : question.quantities) {
    for_each_plain(quantity, [&](const Quantity& plain) {
      if (plain.op == Quantity::Op::Probability) add(plain.event);
      if (plain.op == Quantity::Op::Formula) found.push_back(&plain.number);
    });
  }
  if (question.given) add(*question.given);
  return found;
}

AnswerRow labelled(const Quantity& quantity) {
  AnswerRow row;
  row.label = quantity.text;
  row.quantity = quantity.text;
  row.unit = unit_of(quantity);
  row.is_payoff = is_of_payoffs(quantity);
  return row;
}

// What is not finite: a number that is asked for, or one that a condition compares.
Diagnostic undefined_at(const Model& model, const Question& question, const Formula& formula, StateView state) {
  Diagnostic diagnostic = undefined_condition(model, formula, state);
  bool is_number = false;
  for (const Quantity& quantity : question.quantities)
    for_each_plain(quantity, [&](const Quantity& plain) { is_number |= &plain.number == &formula; });
  if (!is_number) return diagnostic;
  diagnostic.message = "this number is not finite";
  diagnostic.help = "look for a division by 0";
  return diagnostic;
}

}  // namespace

bool is_defined_at(Study& study, const Position& position, const Question& question, const Task& task) {
  const std::vector<const Formula*> comparisons = comparisons_of(question);
  if (comparisons.empty()) return true;
  const Outlook outlook = look_ahead(position, position.solution->strategy, question.seen_by);
  const Story& story = position.compiled->story;
  for (std::size_t row = 0; row < position.compiled->game.nodes.size(); ++row) {
    const NodeId node{row};
    if (position.compiled->game.nodes[node].kind != NodeKind::Terminal || outlook.log_reach(node) == never) continue;
    const StateView state = state_view(story, story.state_of[node]);
    for (const Formula* formula : comparisons) {
      if (formula->code.empty() || std::isfinite(evaluate(*formula, outlook.point, state))) continue;
      tell(study, {undefined_at(*position.model, question, *formula, state)}, task);
      return false;
    }
  }
  return true;
}

std::optional<double> finite_number(Study& study, const Position& position, const Formula& formula,
                                    const std::string& what, const Task& task) {
  const double number = evaluate(formula, point_of(*position.model, *position.parameters), {});
  if (std::isfinite(number)) return number;
  tell(study, {{Kind::E019, what + " is not finite", {formula.span, ""}, {}, "look for a division by 0"}}, task);
  return std::nullopt;
}

void append_note(std::string& note, const std::string& more) {
  if (more.empty()) return;
  if (!note.empty()) note += "; ";
  note += more;
}

void note_condition(AnswerRow& row, double log_condition) {
  row.log_condition = log_condition;
  row.condition_probability = std::exp(log_condition);
  row.off_path = *row.condition_probability < off_path_probability;
  if (log_condition == never) append_note(row.note, "no possible history meets the condition");
}

void certify_row(AnswerRow& row, const Position& position) {
  row.max_gain = position.certificate->max_gain;
  row.payoff_range = position.certificate->payoff_range;
  row.precision = position.solution->precision;
  row.slack = slack_of(std::max(size_of(row), row.rests_on), tolerance_at(position));
  const bool is_reached = reached(position.solution->reason);
  if (!is_reached) append_note(row.note, "read from the best profile found, which is not the equilibrium asked for");
  if (is_reached && position.solution->unsettled > settled_enough) {
    append_note(row.note, "read from a profile without gains whose choices are not all settled");
  }
}

std::vector<AnswerRow> rows_of(const Position& position, const Outlook& outlook, const Question& question) {
  const auto endings = endings_met(outlook, question.given ? &*question.given : nullptr);
  std::vector<AnswerRow> rows;
  for (const Quantity& quantity : question.quantities) {
    AnswerRow row = labelled(quantity);
    const Probability found = expectation_of(outlook, *endings, quantity);
    row.value = found.value;
    row.rests_on = size_rested_on(outlook, *endings, quantity, position.certificate->payoff_range);
    certify_row(row, position);
    if (question.given) note_condition(row, found.log_condition);
    if (std::isnan(row.value) && !endings->nodes.empty()) append_note(row.note, "there is nothing to divide by");
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<AnswerRow> rows_at(const Position& position, const Question& question) {
  if (!question.forcing)
    return rows_of(position, look_ahead(position, position.solution->strategy, question.seen_by), question);
  const Forced forced = force(position, forced_values(question));
  const Outlook outlook = look_ahead(under(position, forced), forced.strategy, question.seen_by);
  std::vector<AnswerRow> rows = rows_of(position, outlook, question);
  for (AnswerRow& row : rows) append_note(row.note, forced.note);
  return rows;
}

std::vector<AnswerRow> rows_at(const Ruleset& ruleset, const SolvedPoint& point, const Question& question) {
  if (point.lost.empty()) {
    std::vector<AnswerRow> rows = rows_at(position_of(ruleset, point), question);
    for (AnswerRow& row : rows) append_note(row.note, point.note);
    return rows;
  }
  return rows_lost(point, question);
}

std::vector<AnswerRow> rows_lost(const SolvedPoint& point, const Question& question) {
  std::vector<AnswerRow> rows;
  for (const Quantity& quantity : question.quantities) rows.push_back(labelled(quantity));
  if (rows.empty()) {
    AnswerRow& belief = rows.emplace_back();
    belief.label = belief.quantity = question.belief_text;
  }
  for (AnswerRow& row : rows) {
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

}  // namespace demarche
