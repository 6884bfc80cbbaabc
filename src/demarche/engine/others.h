#pragma once

#include "demarche/engine/engine.h"

namespace demarche {

// Whether there are likely to be other equilibria than the one that the session solved last, a crisis over its
// histories. Looked for once.
OtherEquilibria others_in(Session& session, const Lent& lent);

}  // namespace demarche
