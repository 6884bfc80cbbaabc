#pragma once

#include "demarche/cli/load.h"
#include "demarche/cli/trace.h"
#include "demarche/pipeline_public.h"

namespace demarche::cli {

// A model or an .efg file read for `solve`, with the options that it is solved under; the trace must outlive them.
// Where it cannot be solved `exit_code` is set, and everything said.
struct CrisisToSolve {
  Loaded loaded;
  StudyOptions options;
  std::optional<PublicCompiled> open;  // where it is solved as a public tree
};
std::optional<CrisisToSolve> crisis_to_solve(Source source, const SolveArguments& arguments, Form form, Trace& trace,
                                             int& exit_code);

struct EfgToSolve {
  EfgFile file;
  StudyOptions options;
};
std::optional<EfgToSolve> efg_to_solve(const Source& source, const SolveArguments& arguments, Trace& trace,
                                       int& exit_code);

}  // namespace demarche::cli
