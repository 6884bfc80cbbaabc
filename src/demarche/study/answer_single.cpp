#include "demarche/study/rows.h"

namespace demarche {

FoundRows find_rows(Study& study, const Question& question, OfAsk& /*ask*/) {
  if (!is_defined_at(study, study.here, question, {"", -1, "", question.span})) return std::nullopt;
  return rows_at(study.here, question);
}

}  // namespace demarche
