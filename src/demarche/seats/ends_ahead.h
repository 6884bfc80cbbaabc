#pragma once

#include "demarche/seats/hindsight.h"

namespace demarche {

// How the story ends from an option on; `got`: what the seat came to get.
EndsAhead ends_after(const Solved& solved, InfosetId infoset, std::size_t option, double got);

}  // namespace demarche
