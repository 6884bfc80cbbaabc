#include "demarche/game/sharpness.h"
#include "demarche/study/rows.h"
#include "demarche/study/why_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demarche {
namespace {

constexpr double no_more_than_rounding = 1e-12;  // of the payoff range

std::string event_text(const Model& model, const NextEvent& event) {
  if (event.variable == none<VariableTag>) return "the end";
  const Variable& variable = model.variables[event.variable];
  return fmt::format("{} is {}", variable.name, variable.values[event.value].name);
}

void tell_choice(const Model& model, ChoiceReasons reasons, OfWhy& why) {
  const Variable& move = model.variables[reasons.move];
  why.actor = model.actors[reasons.actor].name;
  why.move = move.name;
  why.chosen = move.values[reasons.chosen].name;
  why.other = move.values[reasons.other].name;
  why.total = reasons.lines.total;
  why.log_odds = reasons.log_odds;
  why.log_reach = reasons.log_reach;
  why.gain_left = reasons.gain_left;
  why.num_sets = reasons.num_sets;
  why.sets = std::move(reasons.sets);
  for (const NextEvent& event : reasons.events) {
    why.next.push_back({event_text(model, event), event.chance_chosen, event.chance_other, event.worth_chosen,
                        event.worth_other, event.by_chance, event.by_worth});
  }
  for (const BeliefReason& reason : reasons.beliefs) {
    const Variable& trait = model.variables[reason.trait];
    why.beliefs.push_back(
        {trait.name, trait.values[reason.value].name, reason.belief, reason.if_so, reason.if_not, reason.turns_at});
  }
}

// The largest first; alike ones in the order of the text.
std::vector<std::size_t> by_size(const std::vector<double>& numbers) {
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const double one = std::abs(numbers[a]);
    const double other = std::abs(numbers[b]);
    return one != other ? one > other : a < b;
  });
  return order;
}

// A line as its author wrote it; one that cares for another actor is made of several terms.
struct WrittenLine {
  std::string label;
  std::size_t line = 0;
  double value = 0;
  std::vector<std::size_t> parts;  // rows of terms
};

std::vector<WrittenLine> written_lines(const std::vector<PayoffTerm>& terms, const std::vector<double>& by_term) {
  std::vector<WrittenLine> lines;
  for (std::size_t k = 0; k < terms.size(); ++k) {
    const std::optional<CaringLine>& by = terms[k].by;
    const bool goes_on = by && k > 0 && terms[k - 1].by == by;
    if (!goes_on) lines.push_back({by ? by->label : terms[k].label, by ? by->line : terms[k].line, 0, {}});
    lines.back().value += by_term[k];
    if (by) lines.back().parts.push_back(k);
  }
  return lines;
}

void add_parts(const std::vector<PayoffTerm>& terms, const std::vector<double>& by_term, const WrittenLine& line,
               OfWhy& why) {
  std::vector<double> values;
  for (const std::size_t part : line.parts) values.push_back(by_term[part]);
  for (const std::size_t k : by_size(values)) {
    const PayoffTerm& term = terms[line.parts[k]];
    why.parts.push_back({why.lines.size() - 1, term.line, term.label, values[k]});
  }
}

// A row a payoff line. How likely the condition is, is told once for all of them.
std::vector<AnswerRow> rows_of_lines(const Position& position, const Question& question, const ChoiceReasons& reasons,
                                     OfWhy& why) {
  const std::vector<PayoffTerm>& terms = position.model->payoffs[reasons.actor];
  const std::vector<WrittenLine> lines = written_lines(terms, reasons.lines.by_line);
  std::vector<double> values;
  for (const WrittenLine& line : lines) values.push_back(line.value);
  std::vector<AnswerRow> rows;
  for (const std::size_t number : by_size(values)) {
    const WrittenLine& line = lines[number];
    why.lines.push_back(line.line);
    add_parts(terms, reasons.lines.by_line, line, why);
    AnswerRow row;
    row.label = line.label;
    row.quantity = fmt::format("{}: {} over {}", why.move, why.chosen, why.other);
    row.unit = Unit::Number;
    row.is_payoff = true;
    row.value = line.value;
    certify_row(row, position);
    row.off_path = std::exp(reasons.log_reach) < off_path_probability;
    if (question.given) row.condition_probability = std::exp(reasons.log_reach);
    rows.push_back(std::move(row));
  }
  return rows;
}

// In the limit, two options that are both still chosen are worth the same, however far the path was followed.
bool is_undecided(const Position& position, const OfWhy& why) {
  double left_open = why.gain_left + no_more_than_rounding * position.certificate->payoff_range;
  const bool is_limit = position.solution->reason != StopReason::ReachedPrecision && std::isfinite(why.precision);
  if (is_limit) left_open = std::max(left_open, -std::log(settled_enough) / why.precision);
  return std::abs(why.total) <= left_open;
}

// How closely the preference itself is known.
double slack_of_preference(const Position& position, double preference) {
  AnswerRow row;
  row.unit = Unit::Number;
  row.is_payoff = true;
  row.value = preference;
  certify_row(row, position);
  return row.slack.touching;
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfWhy& why) {
  const Position& position = study.here;
  if (!is_defined_at(study, position, question, {"", -1, "", question.span})) return std::nullopt;
  const AskedChoice asked{question.choice->move, question.choice->value, question.choice->over,
                          question.given ? &*question.given : nullptr};
  const Variable& move = position.model->variables[asked.move];
  why.move = move.name;
  why.chosen = move.values[asked.chosen].name;
  if (asked.over) why.other = move.values[*asked.over].name;
  const auto reasons = reasons_of(position, asked);
  if (!reasons) return std::vector<AnswerRow>();
  tell_choice(*position.model, *reasons, why);
  why.precision = precision_of(position.stakes->precisions, reasons->actor, position.solution->precision);
  why.undecided = is_undecided(position, why);
  std::vector<AnswerRow> rows = rows_of_lines(position, question, *reasons, why);
  const double slack = slack_of_preference(position, why.total);
  FoundTurns found = turning_values(study, asked, reasons->other, slack, question.span);
  why.turns = std::move(found.turns);
  why.num_turns_left = found.num_left;
  return rows;
}

}  // namespace demarche
