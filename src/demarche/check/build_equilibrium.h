#pragma once

#include "demarche/check/build.h"

namespace demarche {

// What an equilibrium is named by, all names known.
NamedEquilibrium build_named(Work& work, const EquilibriumStatement& syntax);

// That of the model itself.
void build_named_equilibrium(Work& work);

// E021 where one place names two.
void say_named_twice(Work& work, Span again, Span first);

}  // namespace demarche
