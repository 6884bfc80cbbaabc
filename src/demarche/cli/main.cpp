#include "demarche/cli/console.h"
#include "demarche/cli/out_of_memory.h"
#include "demarche/cli/program.h"

#include <cstdio>

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

}  // namespace

int main(int argc, char** argv) {
  keep_memory();
  demarche::cli::end_where_memory_ends();
  const int exit_code = demarche::cli::run_program({argv + 1, argv + argc});
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  return demarche::cli::usage_error("the answers could not be written to standard output");
}
