#include "demarche/cli/studio_load.h"

#include "demarche/cli/beside_program.h"

#include <fmt/format.h>

#include <dlfcn.h>

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace demarche::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 1000;
constexpr std::size_t most_bytes = 200 << 20;

fs::path folder_of_page() {
  const fs::path folder = folder_of_program();
  for (const fs::path& place : {folder / "studio", folder / ".." / "share" / "demarche" / "studio"}) {
    std::error_code error;
    if (fs::is_regular_file(place / "index.html", error)) return place;
  }
  return {};
}

// Links are left out, wherever they lead.
std::size_t put_file(studio::Shelf& shelf, const fs::path& folder, const fs::directory_entry& entry) {
  if (entry.is_symlink() || !entry.is_regular_file()) return 0;
  std::ifstream file(entry.path(), std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const std::size_t num_bytes = bytes.size();
  studio::put_on(shelf, entry.path().lexically_relative(folder).generic_string(), std::move(bytes));
  return num_bytes;
}

}  // namespace

OrRefusal<studio::Shelf> load_shelf() {
  const fs::path folder = folder_of_page();
  if (folder.empty()) return std::unexpected(Refusal{"the studio's page is not there", "`make studio` builds it"});
  studio::Shelf shelf;
  std::size_t num_bytes = 0;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
       entry.increment(error)) {
    num_bytes += put_file(shelf, folder, *entry);
    if (shelf.size() > most_files || num_bytes > most_bytes)
      return std::unexpected(Refusal{fmt::format("there is too much in `{}` for a page", folder.string()),
                                     "`make studio` builds it anew"});
  }
  if (!error) return shelf;
  return std::unexpected(Refusal{fmt::format("cannot read `{}`: {}", folder.string(), error.message()), ""});
}

OrRefusal<http::Serve> load_server() {
  constexpr const char* name = "demarche-http.so";
  const fs::path folder = folder_of_program();
  std::string why = "it is not there";
  for (const fs::path& place : {folder / name, folder / ".." / "lib" / "demarche" / name}) {
    std::error_code error;
    if (!fs::exists(place, error)) continue;
    void* library = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (void* serve = library ? dlsym(library, http::name_of_serve) : nullptr)
      return reinterpret_cast<http::Serve>(serve);
    why = dlerror();
  }
  return std::unexpected(Refusal{fmt::format("the web server `{}` cannot be loaded: {}", name, why),
                                 "`make run` builds it beside the program"});
}

}  // namespace demarche::cli
