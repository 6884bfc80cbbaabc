#include "demarche/cli/engine_file.h"

#include "demarche/cli/beside_program.h"

#include <array>
#include <fstream>
#include <iterator>

namespace demarche::cli {
namespace {

constexpr const char* name = "report.wasm.gz";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A file that is anything else is none.
bool is_gzip(const std::string& bytes) { return bytes.starts_with("\x1f\x8b"); }

}  // namespace

std::string packed_engine() {
  const std::filesystem::path folder = folder_of_program();
  const std::array places{folder / name, folder / ".." / "wasm" / name, folder / ".." / "share" / "demarche" / name};
  for (const std::filesystem::path& place : places) {
    std::string bytes = bytes_of(place);
    if (is_gzip(bytes)) return bytes;
  }
  return {};
}

}  // namespace demarche::cli
