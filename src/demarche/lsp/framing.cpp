#include "demarche/lsp/framing.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace demarche::lsp {
namespace {

constexpr std::size_t longest_header_line = 8192;

bool begins_with(std::string_view line, std::string_view lower_case) {
  if (line.size() < lower_case.size()) return false;
  return std::ranges::equal(line.substr(0, lower_case.size()), lower_case, [](char one, char other) {
    return std::tolower(static_cast<unsigned char>(one)) == other;
  });
}

std::optional<std::uint64_t> length_in(std::string_view line) {
  constexpr std::string_view field = "content-length:";
  if (!begins_with(line, field)) return std::nullopt;
  line.remove_prefix(field.size());
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), length);
  const bool is_whole = error == std::errc{} && end == line.data() + line.size() && !line.empty();
  return is_whole ? std::optional(length) : std::nullopt;
}

void skip(Framing& framing) {
  const std::uint64_t num = std::min<std::uint64_t>(framing.to_skip, framing.bytes.size());
  framing.bytes.erase(0, num);
  framing.to_skip -= num;
}

// The end of a header: what comes of it.
std::optional<Framed> end_header(Framing& framing) {
  const bool says_something = framing.has_header;
  framing.has_header = false;
  if (!framing.length) return says_something ? std::optional(Framed{FramedAs::WithoutLength, {}}) : std::nullopt;
  framing.in_body = *framing.length <= longest_message_bytes;
  if (framing.in_body) return std::nullopt;
  framing.to_skip = *framing.length;
  framing.length.reset();
  return Framed{FramedAs::TooLong, {}};
}

// Lines of a header, as far as they have come, up to its end.
std::optional<Framed> read_header(Framing& framing) {
  std::size_t at = 0;
  std::optional<Framed> ended;
  while (!framing.in_body && !ended) {
    const std::size_t end = framing.bytes.find('\n', at);
    if (end == std::string::npos) break;
    std::string_view line = std::string_view(framing.bytes).substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (line.empty()) {
      ended = end_header(framing);
      continue;
    }
    framing.has_header = true;
    if (const auto length = length_in(line)) framing.length = length;
  }
  framing.bytes.erase(0, at);
  const bool is_no_line = !framing.in_body && !ended && framing.bytes.size() > longest_header_line;
  if (is_no_line) framing.bytes.clear();
  return ended;
}

}  // namespace

void add_bytes(Framing& framing, std::string_view bytes) { framing.bytes += bytes; }

std::optional<Framed> next_framed(Framing& framing) {
  skip(framing);
  if (framing.to_skip > 0) return std::nullopt;
  if (!framing.in_body) {
    if (auto ended = read_header(framing)) return ended;
  }
  if (!framing.in_body || framing.bytes.size() < *framing.length) return std::nullopt;
  Framed whole{FramedAs::Message, framing.bytes.substr(0, *framing.length)};
  framing.bytes.erase(0, *framing.length);
  framing.length.reset();
  framing.in_body = false;
  return whole;
}

std::string framed(std::string_view message) {
  return "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + std::string(message);
}

}  // namespace demarche::lsp
