#pragma once

#include "demarche/pipeline_public.h"
#include "demarche/study/equilibria.h"

namespace demarche {

// The road with a search for other equilibria where a single one is solved for otherwise; solve_several for flat
// crises is in study/equilibria.h. The solution stays that of the single one.
Several<SolvedFile> solve_several(EfgFile file, const AqreOptions& options, const SearchPlan& plan,
                                  const Monitor& monitor = {});
std::expected<Several<SolvedPublic>, Diagnostics> solve_several(const Varied& varied, PublicCompiled compiled,
                                                                const StudyOptions& options, const SearchPlan& plan,
                                                                const Monitor& monitor = {});

Provenance provenance_of(const Source& source, const StudyOptions& options, const SearchPlan& plan,
                         const Selection& selection = {});

}  // namespace demarche
