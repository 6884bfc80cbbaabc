#include "demarche/diag/fix.h"

#include <algorithm>

namespace demarche {
namespace {

std::uint32_t begin_of_line(const Source& source, std::uint32_t offset) {
  const std::string_view line = line_at(source, offset);
  return static_cast<std::uint32_t>(line.data() - source.text.data());
}

}  // namespace

Fix certain_fix(Span span, std::string text) { return {{{span, std::move(text)}}, true}; }

Fix possible_fix(Span span, std::string text) { return {{{span, std::move(text)}}, false}; }

bool overlap(const Edit& one, const Edit& other) {
  if (one.span.begin == other.span.begin) return true;
  return one.span.begin < other.span.end && other.span.begin < one.span.end;
}

bool overlap(const Fix& one, const Fix& other) {
  return std::ranges::any_of(one.edits, [&](const Edit& edit) {
    return std::ranges::any_of(other.edits, [&](const Edit& there) { return overlap(edit, there); });
  });
}

std::string with_edits(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t kept = 0;
  for (const Edit& edit : edits) {
    out += text.substr(kept, edit.span.begin - kept);
    out += edit.text;
    kept = edit.span.end;
  }
  out += text.substr(kept);
  return out;
}

std::string_view indentation_at(const Source& source, std::uint32_t offset) {
  const std::string_view line = line_at(source, offset);
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

std::string_view newline_at(const Source& source, std::uint32_t offset) {
  const std::size_t end = source.text.find('\n', offset);
  const bool returns = end != std::string::npos && end > 0 && source.text[end - 1] == '\r';
  return returns ? "\r\n" : "\n";
}

Span indentation_span(const Source& source, std::uint32_t offset) {
  const std::uint32_t begin = begin_of_line(source, offset);
  return {begin, begin + static_cast<std::uint32_t>(indentation_at(source, offset).size())};
}

Span whole_line(const Source& source, std::uint32_t offset) {
  const std::size_t end = source.text.find('\n', offset);
  const std::size_t past = end == std::string::npos ? source.text.size() : end + 1;
  return {begin_of_line(source, offset), static_cast<std::uint32_t>(past)};
}

}  // namespace demarche
