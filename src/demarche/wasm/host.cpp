#include "demarche/wasm/host.h"

#include <cstdint>

// Brought by the host.
extern "C" {
// Work has come so far, a share of 1, or less than 0 where nobody knows: 1 to go on, 0 to stop.
[[clang::import_module("demarche_host"), clang::import_name("progress")]] std::int32_t demarche_host_progress(
    double share);
// Milliseconds since some moment.
[[clang::import_module("demarche_host"), clang::import_name("now")]] double demarche_host_now();
}

namespace demarche {
namespace {

constexpr double pause_ms = 20;

}  // namespace

bool ask(Host& host, const Progress& progress) {
  if (!host.goes_on) return false;
  const double now_ms = demarche_host_now();
  if (now_ms - host.last_ms < pause_ms) return true;
  host.last_ms = now_ms;
  host.goes_on = demarche_host_progress(progress.fraction) != 0;
  return host.goes_on;
}

}  // namespace demarche
