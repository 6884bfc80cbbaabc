#pragma once

#include "demarche/compile/match_forms.h"
#include "demarche/solve/find_equilibria.h"
#include "demarche/study/answers.h"

#include <optional>

namespace demarche {

// A crisis whose moves everybody sees, ready to be solved as a public tree while its answers are read off the flat one.
struct InPublic {
  PublicCompiled compiled;
  MatchedForms matched;
};

// nullopt where the flat tree is small enough to be solved as it is, or there is no public form of it.
std::optional<InPublic> in_public(const Model& model, const Compiled& flat, const StudyOptions& options);

// The solution over the public tree, as a strategy of the flat one.
std::expected<Solution, Diagnostics> solve_in_public(const Model& model, const Compiled& flat, const InPublic& open,
                                                     const Parameters& parameters, const AqreOptions& options,
                                                     const Monitor& monitor);

// The same for several equilibria.
std::expected<FoundEquilibria, Diagnostics> find_several_in_public(const Model& model, const Compiled& flat,
                                                                   const InPublic& open, const Parameters& parameters,
                                                                   const SearchOptions& options,
                                                                   const Monitor& monitor);

}  // namespace demarche
