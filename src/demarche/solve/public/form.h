#pragma once

#include "demarche/solve/equations/form.h"

namespace demarche {

// A public tree, with vectors over types.
extern const LogitForm public_form;

}  // namespace demarche
