#pragma once

#include "demarche/cli/options.h"

namespace demarche::cli {

// How a command is to solve.
struct MethodArguments {
  std::string method = std::string(usual_method().name);
  Form form = Form::Automatic;
  std::uint64_t max_iterations = Plan{}.max_iterations;
};

// `--method`, `--form` and `--iterations`.
void add_method_options(CLI::App& command, MethodArguments& arguments);

void take_method(Plan& plan, const MethodArguments& arguments);

}  // namespace demarche::cli
