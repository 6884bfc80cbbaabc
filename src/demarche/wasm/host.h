#pragma once

#include "demarche/base/progress.h"

#include <limits>

namespace demarche {

// Tells the host, now and then, how far work has come, and asks whether it is to go on.
struct Host {
  double last_ms = -std::numeric_limits<double>::infinity();
  bool goes_on = true;
};
bool ask(Host& host, const Progress& progress);

}  // namespace demarche
