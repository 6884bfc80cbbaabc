#pragma once

#include "demarche/compile/match_forms.h"
#include "demarche/point/methods.h"
#include "demarche/solve/find_equilibria.h"

#include <expected>
#include <optional>
#include <string>

namespace demarche {

// A crisis whose moves everybody sees, ready to be solved as a public tree while its answers are read off the flat one.
struct InPublic {
  PublicCompiled compiled;
  MatchedForms matched;
};

// nullopt where the plan solves over the flat tree, as it does where that is small enough or there is no public form of
// it; one sentence on why there is none where the plan asks for it.
std::expected<std::optional<InPublic>, std::string> in_public(const Model& model, const Compiled& flat,
                                                              const Plan& plan);

// The solution over the public tree, as a strategy of the flat one; nullopt where numbers are out of their bounds, as
// they are in the flat tree then.
std::optional<Solution> solve_in_public(const Model& model, const Compiled& flat, const InPublic& open,
                                        const Parameters& parameters, const Brief& brief);

// The same for several equilibria.
std::expected<FoundEquilibria, Diagnostics> find_several_in_public(const Model& model, const Compiled& flat,
                                                                   const InPublic& open, const Parameters& parameters,
                                                                   const SearchOptions& options,
                                                                   const Monitor& monitor);

}  // namespace demarche
