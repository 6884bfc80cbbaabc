#pragma once

#include "demarche/engine/crisis.h"
#include "demarche/survey/findings.h"

// What is asked of uncertainty beside the questions: `demarche ask --study`, `--where`, `--tip`.
namespace demarche {

// What is known of it beside the answers.
struct Uncertainty {
  std::optional<ReadStudy> study;
  std::vector<Condition> conditions;
  StudyFindings findings;
};

// The conditions as texts that stand beside the model; refused where one is none.
OrRefusal<std::vector<Typed>> conditions_to_type(const std::vector<std::string>& where);

// Those typed, which stand after the questions; where there are none, those under which the checks among the questions
// fail. Refused where one is not on one number, or where there is nothing to tell of them.
OrRefusal<std::vector<Condition>> conditions_asked(const Crisis& crisis, const std::vector<Question>& questions,
                                                   const Request& request, const Lent& lent);

// The study that is lent, if any: refused where it is of another model or other options, or where it has no answer to
// a condition that is to be looked for in it alone. Where rows are missing, remarks say so.
OrRefusal<std::optional<ReadStudy>> lent_study(const Provenance& asked, const std::vector<Condition>& conditions,
                                               const Request& request, const Lent& lent,
                                               std::vector<std::string>& remarks);

// Ranges of the study's draws beside the answers, and what its rows say of the conditions. Where they come from stands
// beside the options.
void take_study(Uncertainty& known, const Varied& varied, const std::vector<Question>& questions,
                std::vector<Answer>& answers, Provenance& from, std::vector<std::string>& remarks);

// Where single numbers tip the conditions. A sentence where it was stopped; diagnostics where a condition has no
// number.
std::expected<std::string, Diagnostics> take_tippings(Uncertainty& known, const Solved& solved,
                                                      const StudyOptions& options, const Lent& lent);

}  // namespace demarche
