#pragma once

#include "demarche/base/provenance.h"
#include "demarche/seats/sitting.h"
#include "demarche/view/page.h"

namespace demarche {

// The log of a play: its events for programs, its steps as a table. While a play goes on events are added at the end
// and none changes, but for those of the kind `ahead`: choices that the story has not come to. `request`: what asks for
// the same play again, without its moves.
view::Page play_log_page(const Sitting& sitting, const Provenance& from, const view::Data& request);

}  // namespace demarche
