#pragma once

#include "demarche/game/efg.h"

namespace demarche {

// Gambit's strategic-form format, version 1, `R` or `D`: payoffs listed one profile after the other, or outcomes that
// profiles refer to; strategies named or counted; an optional comment. The actors choose at once: each has one
// information set, in the order of the list. Time and memory are linear in the length of the text. Errors: E101 where
// the format has something else, E102 where numbers in it contradict each other or more profiles are announced than
// there is text for.
EfgRead read_nfg(const Source& source);

}  // namespace demarche
