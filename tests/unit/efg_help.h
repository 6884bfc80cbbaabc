#pragma once

#include "demarche/game/efg.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace demarche::test {

inline EfgRead read_text(const std::string& text) { return read_efg(make_source("model.efg", text)); }

// Reads a file that must be right.
inline EfgFile read_good(const std::string& text) {
  const Source source = make_source("model.efg", text);
  EfgRead read = read_efg(source);
  INFO(render_all(source, read.diagnostics, Colour::Never));
  REQUIRE(read.file.has_value());
  return std::move(*read.file);
}

// The errors of a file that must be wrong, as a terminal shows them.
inline std::string errors_of(const std::string& text) {
  const Source source = make_source("model.efg", text);
  const EfgRead read = read_efg(source);
  CHECK_FALSE(read.file.has_value());
  return render_all(source, read.diagnostics, Colour::Never);
}

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace demarche::test
