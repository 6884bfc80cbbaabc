#pragma once

#include "demarche/base/refusal.h"
#include "demarche/survey/solve_rows.h"

#include <variant>

namespace demarche {

// A study that is to be begun.
struct StudyPlan {
  std::uint64_t num_draws = 0;
  DesignKind design = DesignKind::Sobol;
  RowStart start = RowStart::Path;
  std::uint64_t seed = 1;
  bool numbers_set = false;  // some by hand or by a variant: these are not drawn
};

// The run of such a study, all but its centre: which questions, which numbers, how they are drawn. Or why there is
// nothing to study: a sentence, or what is wrong with the model's numbers.
using NoStudy = std::variant<Refusal, Diagnostics>;
std::expected<StudyRun, NoStudy> plan_study(const Model& model, const Parameters& parameters,
                                            const StudyOptions& options, const StudyPlan& plan);

// The head of its file, once the first solver has learnt the questions at the centre. `from` says of which model.
StudyCard card_of(const StudyRun& run, const Provenance& from, const std::string& model_text);

// `sobol`, `lhs` or `saltelli`.
std::string design_word(DesignKind design);
DesignKind design_kind(const std::string& word);
// `path`, `centre` or `both`.
std::string start_word(RowStart start);
RowStart row_start(const std::string& word);

}  // namespace demarche
