#pragma once

#include "demarche/cli/load.h"
#include "demarche/cli/trace.h"
#include "demarche/pipeline_several.h"

namespace demarche::cli {

// `demarche solve --all`: every equilibrium that a search finds, each with its certificate. The exit code.
int solve_all_of_crisis(Source source, const SolveArguments& arguments, const SearchPlan& plan, Form form,
                        Trace& trace);
int solve_all_of_efg(const Source& source, const SolveArguments& arguments, const SearchPlan& plan, Trace& trace);

// Prints a solution as the arguments say; the exit code.
int show_solution(const Report& report, const SolveArguments& arguments);

}  // namespace demarche::cli
