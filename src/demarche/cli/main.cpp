#include "demarche/cli/console.h"
#include "demarche/cli/program.h"

#include <unistd.h>

#include <cstdio>
#include <exception>
#include <new>
#include <string_view>

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

namespace {

// Solves take and give back arrays of some megabytes many times a second; without this each one is a visit to the
// kernel.
void keep_memory() {
#ifdef M_MMAP_THRESHOLD
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the largest that glibc takes
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 64 << 20);
#endif
}

constexpr std::string_view no_memory =
    "\ndemarche: memory has run out; files are as they were, studies keep the rows that were committed\n";
constexpr int limit = demarche::cli::code(demarche::cli::Exit::Limit);

// Whatever asked for memory, in whatever thread: nothing more can be made, so nothing is.
[[noreturn]] void end_without_memory() {
  for (std::string_view rest = no_memory; !rest.empty();) {
    const ssize_t num = write(STDERR_FILENO, rest.data(), rest.size());
    if (num <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(num));
  }
  _exit(limit);
}

}  // namespace

int main(int argc, char** argv) {
  std::set_new_handler(end_without_memory);
  keep_memory();
  demarche::cli::hold_standard_streams();
  demarche::cli::meet_signals();
  try {
    return demarche::cli::exit_with_output(demarche::cli::run_program({argv + 1, argv + argc}));
  } catch (const std::exception& failure) {  // of more memory than there can be, of threads or locks
    std::fprintf(stderr, "demarche: the system refuses what is needed: %s\n", failure.what());
    return limit;
  }
}
