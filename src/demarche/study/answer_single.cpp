#include "demarche/study/rows.h"

namespace demarche {

FoundRows find_rows(Study& study, const Question& question, OfAsk& /*ask*/) {
  if (!is_defined_at(study, study.here, question, {"", -1, "", question.span})) return std::nullopt;
  return rows_at(study.here, question);
}

FoundRows find_rows(Study& study, const Question& question, OfCheck& check) {
  const Position& position = study.here;
  const Task here{"", -1, "", question.span};
  if (!is_defined_at(study, position, question, here)) return std::nullopt;
  const auto from = finite_number(study, position, question.from, "the lower bound of the check", here);
  const auto to = finite_number(study, position, question.to, "the upper bound of the check", here);
  if (!from || !to) return std::nullopt;
  std::vector<AnswerRow> rows = rows_at(position, question);
  const AnswerRow& row = rows.front();
  check = {is_between(row.value, *from, *to, row.slack), *from, *to};
  return rows;
}

}  // namespace demarche
