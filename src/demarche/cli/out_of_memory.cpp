#include "demarche/cli/out_of_memory.h"

#include "demarche/cli/console.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <exception>
#include <new>
#include <stdexcept>
#include <string_view>

namespace demarche::cli {
namespace {

constexpr std::string_view sentence =
    "demarche: there is not enough memory to go on: files are as they were, and what a study has solved is kept\n"
    "  = help: `demarche describe FILE` says how large the game is; give its steps fewer values or rounds\n";

// Any thread may get here, and nothing may be allocated any more; the first one speaks.
[[noreturn]] void stop() {
  static std::atomic<bool> stopping = false;
  if (stopping.exchange(true)) {
    while (true) pause();
  }
  std::string_view left = sentence;
  while (!left.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, left.data(), left.size());
    if (written <= 0) break;
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  std::_Exit(code(Exit::Limit));
}

// Sizes that no machine could hold are thrown, past code that cannot catch.
[[noreturn]] void stop_where_thrown() {
  try {
    if (const std::exception_ptr thrown = std::current_exception()) std::rethrow_exception(thrown);
  } catch (const std::bad_alloc&) {
    stop();
  } catch (const std::length_error&) {
    stop();
  } catch (...) {
  }
  std::abort();
}

}  // namespace

void end_where_memory_ends() {
  std::set_new_handler(stop);
  std::set_terminate(stop_where_thrown);
}

}  // namespace demarche::cli
