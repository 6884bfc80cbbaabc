#include "demarche/cli/beside_program.h"

#include <system_error>

namespace demarche::cli {

std::filesystem::path folder_of_program() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path() : program.parent_path();
}

}  // namespace demarche::cli
