#pragma once

#include "demarche/base/crew.h"

namespace demarche::cli {

// So many threads that work together, the caller among them; they end with the last copy of what is returned. Empty for
// one.
Workers make_workers(std::size_t num_threads);

// The same, with locks for what they share.
Crew make_crew(std::size_t num_threads);

}  // namespace demarche::cli
