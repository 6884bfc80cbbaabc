#pragma once

#include "demarche/check/work.h"

namespace demarche {

// W109 and W110: names that look like others, and names in letters of several alphabets.
void warn_letters(Work& work);

}  // namespace demarche
