#pragma once

#include "demarche/base/progress.h"

#include <limits>
#include <string>

namespace demarche {

// Tells the host, now and then, how far work has come, and asks whether it is to go on.
struct Host {
  double last_ms = -std::numeric_limits<double>::infinity();
  bool goes_on = true;
};
bool ask(Host& host, const Progress& progress);

// Milliseconds since some moment.
double now_ms();

// A text that the host reads and releases, ending in a zero byte.
char* copy_for_host(const std::string& text);

}  // namespace demarche
