#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// A stretch of the source text, as byte offsets [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// Where an offset lies, as people count: lines and columns (in characters, not bytes) from 1. And as programs do.
struct Place {
  std::string_view file;
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t offset = 0;  // in bytes, from the begin of the file
};

// The text that was read. It may be joined from parts (a file, then questions typed on the command line), so that one
// offset space covers everything a diagnostic can point at. Each part begins at the start of a line.
struct Source {
  struct Part {
    std::string name;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  // before a newline that was put after it
  };
  std::string text;
  std::vector<Part> parts;
  std::vector<std::uint32_t> line_starts;
};

Source make_source(std::string name, std::string text);

// Appends a part under its own name; a newline is put between where there is none.
Source with_part(Source source, std::string name, std::string_view text);

Place place_of(const Source& source, std::uint32_t offset);

// The line that holds the offset, without its newline.
std::string_view line_at(const Source& source, std::uint32_t offset);

}  // namespace demarche
