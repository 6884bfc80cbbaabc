#pragma once

#include "demarche/cli/load.h"
#include "demarche/cli/read_study.h"
#include "demarche/cli/tip_search.h"
#include "demarche/survey/findings.h"

namespace demarche::cli {

// What `demarche ask` is asked of uncertainty.
struct UncertaintyArguments {
  std::string study;               // the file of a study of this model
  std::vector<std::string> where;  // conditions
  bool tip = false;
  std::size_t num_threads = 1;  // for `tip`
};

void add_uncertainty_options(CLI::App& command, UncertaintyArguments& arguments, CLI::Option* equilibrium);

// A bound on one number: typed, or of a `check`, where it fails.
struct Condition {
  Bound bound;
  Question question;  // an `ask` of that number
};

// The source with the conditions typed as parts of their own, after all others; the exit code where one is none.
std::expected<Source, int> with_conditions(Source source, const std::vector<std::string>& where);

// Those typed, where `num_typed` questions stand before them; where there are none, those under which the checks among
// the questions fail.
std::expected<std::vector<Condition>, int> conditions_of(const Loaded& loaded, const std::vector<Question>& questions,
                                                         const UncertaintyArguments& arguments);

// The study in a file, if it is one of this model under these options; the exit code where it is not.
std::expected<ReadStudy, int> read_study(const std::string& path, const Provenance& asked);

// What to say, and the exit code, where the study has no answer to a condition that was typed.
std::optional<int> unknown_condition(const ReadStudy& study, const std::vector<Condition>& conditions);

// What the study's rows say of the answers and the conditions. What it does not hold is told on stderr.
StudyFindings findings_of(const ReadStudy& study, const std::vector<Answer>& answers,
                          const std::vector<Condition>& conditions);

}  // namespace demarche::cli
