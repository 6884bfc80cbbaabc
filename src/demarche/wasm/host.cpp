#include "demarche/wasm/host.h"

#include "demarche/wasm/failure.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

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

double now_ms() { return demarche_host_now(); }

char* copy_for_host(const std::string& text) {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) trap_without_memory();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

bool ask(Host& host, const Progress& progress) {
  if (!host.goes_on) return false;
  const double now = now_ms();
  if (now - host.last_ms < pause_ms) return true;
  host.last_ms = now;
  host.goes_on = demarche_host_progress(progress.fraction) != 0;
  return host.goes_on;
}

}  // namespace demarche
