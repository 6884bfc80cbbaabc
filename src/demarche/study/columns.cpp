#include "demarche/study/columns.h"

#include "demarche/study/position.h"

#include <algorithm>

namespace demarche {
namespace {

bool is_difference_of_shares(const Quantity& quantity) {
  return quantity.op == Quantity::Op::Difference && unit_of(quantity.parts.front()) == Unit::Share;
}

AskedColumn column_of_quantity(const Question& question, const std::string& of_case, const Quantity& quantity) {
  return {{question.text, of_case, quantity.text},
          of_case.empty() ? quantity.text : of_case + ": " + quantity.text,
          "",
          is_of_payoffs(quantity),
          false,
          is_difference_of_shares(quantity) ? 1.0 : 0.0};
}

// Of a check of a belief.
AskedColumn column_of_believed(const Question& question) {
  return {{question.text, "", question.belief_text}, question.belief_text, target_of(question)};
}

std::vector<AskedColumn> columns_of_target(const Question& question) {
  std::vector<AskedColumn> columns;
  for (const Quantity& quantity : question.quantities) {
    columns.push_back(column_of_quantity(question, "", quantity));
    columns.back().target = target_of(question);
  }
  if (question.believed) columns.push_back(column_of_believed(question));
  return columns;
}

std::vector<AskedColumn> columns_of_belief(const Model& model, const Question& question) {
  const Variable& trait = model.variables[question.trait];
  std::vector<AskedColumn> columns;
  for (const std::string& value : values_held(trait))
    columns.push_back({{question.text, value, trait.name}, value, target_of(question)});
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

// The equilibrium's own numbers, by what the question is about.
bool answers_target(const Question& question, const std::string& target) {
  const RowsOf rows = traits_of(question.kind).rows;
  return (rows == RowsOf::Quantities || rows == RowsOf::Values) && target_of(question) == target;
}

}  // namespace

std::vector<AskedColumn> columns_of(const Model& model, const Question& question) {
  switch (traits_of(question.kind).rows) {
    case RowsOf::Quantities:
      return columns_of_target(question);
    case RowsOf::Values:
      return columns_of_belief(model, question);
    case RowsOf::Cases:
      return columns_of_cases(model, question);
    case RowsOf::Points:
      return {};
  }
  return {};
}

ColumnKey key_of(const Answer& answer, const AnswerRow& row) {
  const bool is_named_by_quantity = traits_of(answer).rows == RowsOf::Quantities;
  return {answer.question, is_named_by_quantity ? std::string() : row.label, row.quantity};
}

std::string target_of(const Question& question) {
  const QuestionTraits traits = traits_of(question.kind);
  switch (traits.about) {
    case About::Rest:
      return question.text.substr(traits.first_word.size() + 1);
    case About::Quantity:
      return (question.believed ? question.belief_text : question.quantities.front().text) + question.place_text +
             (question.given ? " given " + question.given_text : "") + question.seer_text;
    case About::Nothing:
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
    if (traits_of(question.kind).rows != RowsOf::Points) kept.push_back(question);
  }
  for (const Question& question : questions) {
    if (question.kind != QuestionKind::Rank) continue;
    const std::string target = target_of(question);
    const auto same = [&](const Question& one) { return answers_target(one, target); };
    if (std::ranges::any_of(kept, same)) continue;
    kept.push_back(question);
    kept.back().kind = QuestionKind::Ask;
    kept.back().text = "ask " + target;
  }
  return kept;
}

}  // namespace demarche
