#pragma once

#include "demarche/point/refusal.h"
#include "demarche/point/solved.h"

#include <expected>
#include <optional>
#include <string>

namespace demarche {

// The crisis as a public tree, where the plan holds it so: it is asked for, or the flat tree would be large. nullopt:
// as a flat tree.
OrRefusal<std::optional<PublicCompiled>> public_tree(const Model& model, const Plan& plan);

// Why a crisis whose actors disagree is solved over its histories though a public tree would be smaller; empty where
// that is not so.
std::string why_not_in_public(const Model& model, const Plan& plan);

// Why a crisis has no public tree, which was asked for.
Refusal no_public_tree(const std::string& reason);

// The census, in view of the form that is solved: the limit on histories does not hold for a flat tree that is not
// built.
Census survey(const Model& model, const CompileOptions& options);

// Bound and labelled only: solution and certificate are empty.
std::expected<SolvedPublic, Diagnostics> unsolved_public(Varied crisis, PublicCompiled compiled);

}  // namespace demarche
