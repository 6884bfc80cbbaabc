#pragma once

#include "demarche/point/claims.h"
#include "demarche/point/equilibria.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

// An equilibrium that a model names by what happens in it: several are looked for, and the first that fits is taken.
namespace demarche {

// Several equilibria at a point; starts are made where the model's name for its equilibrium leads, too, if it has one.
std::expected<Equilibria, Diagnostics> search_at(const AtPoint& at, const InPublic* open, const Brief& brief);

// Those that fit come first, in the order in which they were found; what is known of the first.
Naming name_equilibrium(const AtPoint& at, const AqreOptions& aim, Equilibria& equilibria);

// E035: none of those found fits. What they do instead.
Diagnostics no_such_equilibrium(const Model& model, const Naming& naming);

// The same in a sentence, for places that have no line of their own.
std::string no_such_sentence(const Model& model, const Naming& naming);

// An equilibrium of that name, and in a few words how it was found.
struct NamedHere {
  Solution solution;
  std::string how;
};

// The equilibrium there that the model names: the logit path's, where that fits, without a search. What was found where
// none of it fits.
std::expected<NamedHere, Naming> find_named(const AtPoint& at, Kept& kept, const Brief& brief);

}  // namespace demarche
