#pragma once

#include "demarche/base/progress.h"

#include <cstddef>

namespace demarche {

// The monitor of one of several equal tasks that are done one after the other.
Monitor monitor_of_part(const Monitor& whole, std::size_t number, std::size_t num_parts);

}  // namespace demarche
