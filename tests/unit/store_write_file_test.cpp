#include "demarche/store/write_file.h"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace demarche;
namespace fs = std::filesystem;

// A folder that goes with the test.
struct WriteFolder {
  WriteFolder() { fs::create_directories(path); }
  ~WriteFolder() { fs::remove_all(path); }
  WriteFolder(const WriteFolder&) = delete;
  WriteFolder& operator=(const WriteFolder&) = delete;

  std::string operator/(const char* name) const { return (path / name).string(); }
  std::ptrdiff_t num_files() const { return std::distance(fs::directory_iterator(path), fs::directory_iterator()); }

  fs::path path = fs::temp_directory_path() / ("demarche-write-" + std::to_string(std::hash<const void*>{}(this)));
};

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a file that is written anew keeps its mode, and nothing lies beside it") {
  const WriteFolder folder;
  const std::string path = folder / "a.crisis";
  REQUIRE(write_file(path, "old\n"));
  fs::permissions(path, fs::perms(0640));
  REQUIRE(write_file(path, "new\n"));
  CHECK(content_of(path) == "new\n");
  CHECK(fs::status(path).permissions() == fs::perms(0640));
  CHECK(folder.num_files() == 1);
}

TEST_CASE("until a file is finished the old one is there, and stays where it is given up") {
  const WriteFolder folder;
  const std::string path = folder / "a.csv";
  REQUIRE(write_file(path, "old\n"));
  {
    auto file = NewFile::begin(path);
    REQUIRE(file);
    REQUIRE(file->write(std::string(3 << 20, 'x')));
    CHECK(content_of(path) == "old\n");
  }
  CHECK(content_of(path) == "old\n");
  CHECK(folder.num_files() == 1);
}

TEST_CASE("a link is kept, and the file that it points at is written, be it there or not") {
  const WriteFolder folder;
  fs::create_directories(folder / "deep");
  fs::create_symlink("deep/there.txt", folder / "link");
  REQUIRE(write_file(folder / "link", "one\n"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(content_of(folder / "deep/there.txt") == "one\n");
  REQUIRE(write_file(folder / "link", "two\n"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(content_of(folder / "deep/there.txt") == "two\n");
  fs::create_symlink("round", folder / "round");
  CHECK_FALSE(write_file(folder / "round", "three\n"));
}

TEST_CASE("where a file must be new, one that turned up in between is left as it is") {
  const WriteFolder folder;
  const std::string path = folder / "a.crisis";
  auto file = NewFile::begin(path, IfThere::Leave);
  REQUIRE(file);
  REQUIRE(file->write("mine\n"));
  std::ofstream(path) << "theirs\n";
  CHECK_FALSE(file->finish());
  CHECK(content_of(path) == "theirs\n");
  CHECK_FALSE(write_file(path, "mine\n", IfThere::Leave));
  CHECK(content_of(path) == "theirs\n");
}

TEST_CASE("what cannot be written to is said before anything is written") {
  const WriteFolder folder;
  CHECK(try_to_write(folder / "nowhere/a.txt").error().find("there is no folder") != std::string::npos);
  CHECK(try_to_write(folder.path.string()).error().find("is a folder") != std::string::npos);
  CHECK_FALSE(try_to_write(""));
  CHECK(try_to_write(folder / "a.txt"));
  CHECK(folder.num_files() == 0);
  CHECK(try_to_write("/dev/null"));
}

TEST_CASE("a device is written straight, and one that is full tells so") {
  CHECK(write_file("/dev/null", "gone\n"));
  CHECK(fs::is_character_file("/dev/null"));
  if (!fs::exists("/dev/full")) return;
  CHECK(write_file("/dev/full", "no room\n").error().find("No space left") != std::string::npos);
}
