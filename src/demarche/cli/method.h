#pragma once

#include "demarche/cli/options.h"
#include "demarche/pipeline_public.h"
#include "demarche/regret/regret.h"

namespace demarche::cli {

// How `solve` is to solve.
struct MethodArguments {
  std::string method = "path";
  std::uint64_t max_iterations = RegretOptions{}.max_iterations;
  std::uint64_t seed = RegretOptions{}.seed;
  std::size_t num_threads = 1;
  Form form = Form::Automatic;
};

void add_method_options(CLI::App& command, MethodArguments& arguments);

// Nothing for the logit path.
std::optional<RegretOptions> regret_options(const SolveArguments& solve, const MethodArguments& method);

}  // namespace demarche::cli
