#include "demarche/study/columns.h"

#include "demarche/base/overloaded.h"

#include <algorithm>
#include <string_view>

namespace demarche {
namespace {

constexpr std::string_view asking = "ask ";

AskedColumn column_of_quantity(const Question& question, const std::string& of_case, const Quantity& quantity) {
  return {{question.text, of_case, quantity.text},
          of_case.empty() ? quantity.text : of_case + ": " + quantity.text,
          "",
          quantity.op == Quantity::Op::Payoff};
}

std::vector<AskedColumn> columns_of_target(const Question& question) {
  std::vector<AskedColumn> columns;
  for (const Quantity& quantity : question.quantities) {
    columns.push_back(column_of_quantity(question, "", quantity));
    columns.back().target = target_of(question);
  }
  return columns;
}

std::vector<AskedColumn> columns_of_belief(const Model& model, const Question& question) {
  const Variable& trait = model.variables[question.trait];
  std::vector<AskedColumn> columns;
  for (const Value& value : trait.values)
    columns.push_back({{question.text, value.name, trait.name}, value.name, target_of(question)});
  return columns;
}

std::vector<std::string> cases_of(const Model& model, const Question& question) {
  std::vector<std::string> names;
  for (const std::optional<VariantId> variant : question.across) names.push_back(case_name(model, variant));
  if (!question.forcing) return names;
  const Variable& move = model.variables[question.forcing->move];
  for (const ValueIndex value : question.forcing->values) names.push_back(move.values[value].name);
  return names;
}

std::vector<AskedColumn> columns_of_cases(const Model& model, const Question& question) {
  std::vector<AskedColumn> columns;
  for (const std::string& name : cases_of(model, question)) {
    for (const Quantity& quantity : question.quantities) {
      columns.push_back(column_of_quantity(question, name, quantity));
      columns.back().is_compared = true;
    }
  }
  return columns;
}

bool answers_target(const Question& question, const std::string& target) {
  switch (question.op) {
    case Question::Op::Ask:
    case Question::Op::Belief:
    case Question::Op::Check:
      return target_of(question) == target;
    case Question::Op::Compare:
    case Question::Op::Sweep:
    case Question::Op::Rank:
      return false;
  }
  return false;
}

// What a row of drawn numbers answers as it is.
bool is_of_one_row(const Question& question) {
  switch (question.op) {
    case Question::Op::Ask:
    case Question::Op::Belief:
    case Question::Op::Compare:
    case Question::Op::Check:
      return true;
    case Question::Op::Sweep:
    case Question::Op::Rank:
      return false;
  }
  return false;
}

}  // namespace

std::vector<AskedColumn> columns_of(const Model& model, const Question& question) {
  switch (question.op) {
    case Question::Op::Ask:
    case Question::Op::Check:
      return columns_of_target(question);
    case Question::Op::Belief:
      return columns_of_belief(model, question);
    case Question::Op::Compare:
      return columns_of_cases(model, question);
    case Question::Op::Sweep:
    case Question::Op::Rank:
      return {};
  }
  return {};
}

ColumnKey key_of(const Answer& answer, const AnswerRow& row) {
  const std::string of_case =
      std::visit(Overloaded{[](const OneOf<OfAsk, OfCheck> auto&) { return std::string(); },
                            [&](const OneOf<OfBelief, OfCompare, OfSweep, OfRank> auto&) { return row.label; }},
                 answer.of);
  return {answer.question, of_case, row.quantity};
}

std::string target_of(const Question& question) {
  switch (question.op) {
    case Question::Op::Ask:
    case Question::Op::Belief:
      return question.text.substr(asking.size());
    case Question::Op::Check:
    case Question::Op::Rank:
      return question.quantities.front().text;
    case Question::Op::Compare:
    case Question::Op::Sweep:
      return {};
  }
  return {};
}

std::string case_name(const Model& model, std::optional<VariantId> variant) {
  return variant ? model.variants[*variant].name : "baseline";
}

std::vector<Question> questions_of_rows(const std::vector<Question>& questions) {
  std::vector<Question> kept;
  for (const Question& question : questions) {
    if (is_of_one_row(question)) kept.push_back(question);
  }
  for (const Question& question : questions) {
    if (question.op != Question::Op::Rank) continue;
    const std::string target = target_of(question);
    const auto same = [&](const Question& one) { return answers_target(one, target); };
    if (std::ranges::any_of(kept, same)) continue;
    kept.push_back(question);
    kept.back().op = Question::Op::Ask;
    kept.back().text = std::string(asking) + target;
  }
  return kept;
}

}  // namespace demarche
