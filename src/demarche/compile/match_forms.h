#pragma once

#include "demarche/compile/unfold_public.h"

namespace demarche {

// The same crisis in both forms: where an information set of the flat tree has its moves in the public one, in the same
// order. [flat information set]: its first move there. nullopt where the two trees do not tell one story.
using MatchedForms = Table<InfosetId, ActionId>;
std::optional<MatchedForms> match_forms(const Compiled& flat, const PublicCompiled& open);

// A strategy of the public form as one of the flat form.
Strategy flattened(const Compiled& flat, const MatchedForms& matched, const Strategy& strategy);

}  // namespace demarche
