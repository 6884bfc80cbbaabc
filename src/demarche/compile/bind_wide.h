#pragma once

#include "demarche/compile/compile.h"
#include "demarche/model/wide_formula.h"

namespace demarche {

// Whether doubles may lose what is at stake for an actor: where its payoffs are alike to many digits, or its lines (and
// the numbers in them) so far apart that the small ones are rounded beside the large ones. `payoffs` as bound in
// doubles, [outcome x num_actors + actor].
bool loses_digits(const Model& model, const Point& point, ActorId actor, const std::vector<double>& payoffs);

// Works out the actor's payoffs again with twice the digits, as payoffs and remainders of the stakes. A number that is
// not finite stays as it was found.
void bind_widely(const Model& model, const Compiled& compiled, const WidePoint& point, ActorId actor, Stakes& stakes);

}  // namespace demarche
