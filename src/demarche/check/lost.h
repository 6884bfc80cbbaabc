#pragma once

#include "demarche/check/work.h"

namespace demarche {

// Counts the words of the text. Statements that could not be read were reported by the parser. Their words are
// silenced, so that `actr Iran` does not make every mention of Iran an unknown name.
void read_words(Work& work);

}  // namespace demarche
