#pragma once

#include "demarche/cli/load.h"
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

// The source with the conditions typed as parts of their own, after all others; refused where one is none.
std::expected<Source, Refusal> with_conditions(Source source, const std::vector<std::string>& where);

// Those typed; where there are none, those under which the checks among the questions fail.
std::expected<std::vector<Condition>, Refusal> conditions_of(const Loaded& loaded,
                                                             const std::vector<Question>& questions,
                                                             const UncertaintyArguments& arguments);

// The study in a file, if it is one of this model under these options.
std::expected<ReadStudy, Refusal> read_study_of(const Provenance& asked, const std::string& path);

}  // namespace demarche::cli
