#pragma once

#include "demarche/diag/source.h"
#include "demarche/lsp/json.h"
#include "demarche/view/data.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace demarche::lsp {

// In what editors count along a line.
enum class Units : std::uint8_t { Utf8, Utf16, Utf32 };

// As the protocol counts, from 0.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

// How many units there are from the begin of a text to an offset, now and then, so that lines of any length are
// measured at once.
struct Milestone {
  std::uint32_t offset = 0;
  std::uint32_t num_units = 0;
};

// The lines of a text as editors see them: ended by a line feed, a carriage return or both, each a stretch without
// that. There is always one.
struct Lines {
  Units units = Units::Utf16;
  std::vector<Span> spans;
  std::vector<Milestone> milestones;
};
Lines lines_of(std::string_view text, Units units);

struct Ruler {
  std::string_view text;
  const Lines& lines;
};

// A position behind the end of its line is the end of it, one behind the last line the end of the text; one within a
// character is the begin of it. And offsets likewise.
std::uint32_t offset_of(const Ruler& ruler, Position position);
Position position_of(const Ruler& ruler, std::uint32_t offset);

view::Data data_of(const Ruler& ruler, Span span);  // a range
std::optional<Position> position_in(const Value& value);
std::optional<Span> span_in(const Ruler& ruler, const Value& range);

}  // namespace demarche::lsp
