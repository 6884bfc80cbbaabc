#pragma once

#include "demarche/check/work.h"

namespace demarche {

// Numbers that are drawn together; E027 where they cannot be.
void build_correlations(Work& work);

}  // namespace demarche
