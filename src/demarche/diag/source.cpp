#include "demarche/diag/source.h"

#include "demarche/diag/text.h"

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

// Offsets have 32 bits; a text beyond that is far past what the parser accepts, so its tail is never looked at.
constexpr std::size_t longest_text = 0xFFFFFF00;

void add_line_starts(Source& source, std::size_t from) {
  for (std::size_t at = from; at < source.text.size(); ++at) {
    if (source.text[at] == '\n') source.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

std::size_t line_index(const Source& source, std::uint32_t offset) {
  const auto after = std::ranges::upper_bound(source.line_starts, offset);
  return static_cast<std::size_t>(after - source.line_starts.begin()) - 1;
}

std::size_t num_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += character_at(text, at).num_bytes;
  return count;
}

}  // namespace

Source make_source(std::string name, std::string text) {
  if (text.size() > longest_text) text.resize(longest_text);
  const auto end = static_cast<std::uint32_t>(text.size());
  Source source{std::move(text), {{std::move(name), 0, end}}, {0}};
  add_line_starts(source, 0);
  return source;
}

Source with_part(Source source, std::string name, std::string_view text) {
  const std::size_t old_size = source.text.size();
  if (old_size != 0 && source.text.back() != '\n') source.text += '\n';
  const std::size_t begin = source.text.size();
  source.text += text.substr(0, longest_text - std::min(longest_text, begin));
  const auto end = static_cast<std::uint32_t>(source.text.size());
  source.parts.push_back({std::move(name), static_cast<std::uint32_t>(begin), end});
  add_line_starts(source, old_size);
  return source;
}

Place place_of(const Source& source, std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(source.text.size()));
  const auto after = std::ranges::upper_bound(source.parts, offset, {}, &Source::Part::begin);
  const Source::Part& part = *(after - 1);
  const std::size_t line = line_index(source, offset);
  const std::uint32_t line_begin = source.line_starts[line];
  const std::string_view before = std::string_view{source.text}.substr(line_begin, offset - line_begin);
  return {part.name, line - line_index(source, part.begin) + 1, num_characters(before) + 1, offset - part.begin};
}

std::string_view line_at(const Source& source, std::uint32_t offset) {
  const std::size_t line = line_index(source, std::min(offset, static_cast<std::uint32_t>(source.text.size())));
  const bool is_last = line + 1 == source.line_starts.size();
  const std::size_t begin = source.line_starts[line];
  const std::size_t end = is_last ? source.text.size() : source.line_starts[line + 1] - 1;
  std::string_view text = std::string_view{source.text}.substr(begin, end - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace demarche
