#pragma once

#include "demarche/syntax/expected.h"
#include "demarche/syntax/parse.h"

#include <string>
#include <string_view>

// What holds of the front end for any bytes at all; used by the fuzz target and by the unit tests.
namespace demarche::front_end {

inline std::string without_white(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
  }
  return out;
}

// Whether what may stand somewhere is told of that place, wherever it is.
inline bool expects_in_place(const Source& source) {
  const auto size = static_cast<std::uint32_t>(source.text.size());
  for (const std::uint32_t offset : {0U, size / 3, size / 2, size}) {
    const Expected expected = expected_at(source, offset);
    if (expected.place.begin > expected.place.end || expected.place.end != offset) return false;
  }
  return true;
}

// The first rule that a text breaks, in words; empty where all hold.
inline std::string_view broken_rule(const std::string& text) {
  const Source source = make_source("model.crisis", text);
  const Parsed parsed = parse(source);
  const std::string shown = render_all(source, parsed.diagnostics, Colour::Never);
  if (shown.empty() != parsed.diagnostics.empty()) return "diagnostics are shown";
  for (const char c : shown) {
    if (c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7F))
      return "no control character reaches the terminal";
  }
  const std::string formatted = format(source);
  if (without_white(formatted) != without_white(text)) return "formatting loses nothing but white space";
  const Source again = make_source("model.crisis", formatted);
  if (format(again) != formatted) return "formatting twice changes nothing more";
  const Parsed reparsed = parse(again);
  if (dump(reparsed.tree) != dump(parsed.tree)) return "formatting leaves the tree as it was";
  if (!expects_in_place(source)) return "what may stand at a place ends there";
  if (!has_errors(parsed.diagnostics) && has_errors(reparsed.diagnostics)) return "formatting makes no errors";
  return {};
}

}  // namespace demarche::front_end
