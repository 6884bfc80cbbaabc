#pragma once

#include "demarche/pipeline.h"
#include "demarche/regret/regret.h"

namespace demarche {

// The road with regret minimisation where the logit path stands: the solution is labelled with its concept and the gap,
// and certified by the same code.
SolvedFile solve_file(EfgFile file, const RegretOptions& options, const Workers& workers, const Monitor& monitor = {});
std::expected<Solved, Diagnostics> solve_model(const Model& model, const Parameters& parameters,
                                               const CompileOptions& compile_options, const RegretOptions& options,
                                               const Workers& workers, const Monitor& monitor = {});

Provenance provenance_of(const Source& source, const CompileOptions& compile_options, const RegretOptions& options,
                         const Selection& selection = {});

}  // namespace demarche
