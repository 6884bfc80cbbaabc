#include "demarche/render/json.h"

#include "demarche/diag/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace demarche::render {
namespace {

enum class Lines : std::uint8_t { One, Many };

struct JsonText {
  Lines lines;
  std::string text = {};
  std::size_t depth = 0;
};

void append_escape(std::string& out, char32_t code) {
  if (code > 0xFFFF) {
    append_escape(out, 0xD800 + ((code - 0x10000) >> 10U));
    append_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
    return;
  }
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[code >> shift & 0xFU];
}

// The library escapes what JSON itself has no place for; whatever else is unseen is escaped here.
std::string with_escapes(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const Character character = character_at(json, at);
    if (is_unseen(character)) append_escape(out, character.code);
    else out += json.substr(at, character.num_bytes);
    at += character.num_bytes;
  }
  return out;
}

bool stands_as_it_is(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void append(JsonText& json, const std::string& text) {
  if (std::ranges::all_of(text, stands_as_it_is)) {
    json.text += '"';
    json.text += text;
    json.text += '"';
    return;
  }
  using Library = nlohmann::json;
  const std::string quoted = Library(text).dump(-1, ' ', false, Library::error_handler_t::replace);
  json.text += json.lines == Lines::Many ? with_escapes(quoted) : quoted;
}

void append(JsonText& json, std::monostate) { json.text += "null"; }

void append(JsonText& json, bool truth) { json.text += truth ? "true" : "false"; }

void append(JsonText& json, std::int64_t number) { json.text += std::to_string(number); }

void append(JsonText& json, std::uint64_t number) { json.text += std::to_string(number); }

void append(JsonText& json, double number) {
  if (!std::isfinite(number)) {
    append(json, std::monostate());
    return;
  }
  std::array<char, 64> digits{};
  char* const begin = digits.data();
  json.text.append(begin, nlohmann::detail::to_chars(begin, begin + digits.size(), number));
}

void break_line(JsonText& json) {
  if (json.lines == Lines::One) return;
  json.text += '\n';
  json.text.append(2 * json.depth, ' ');
}

void append(JsonText& json, const view::Data& data);

// Elements between brackets, each begun by `append_element`.
template <class AppendElement>
void append_all(JsonText& json, std::string_view brackets, std::size_t num_elements, AppendElement append_element) {
  json.text += brackets[0];
  ++json.depth;
  for (std::size_t k = 0; k < num_elements; ++k) {
    if (k > 0) json.text += ',';
    break_line(json);
    append_element(k);
  }
  --json.depth;
  if (num_elements > 0) break_line(json);
  json.text += brackets[1];
}

void append(JsonText& json, const view::Data::List& list) {
  append_all(json, "[]", list.size(), [&](std::size_t k) { append(json, list[k]); });
}

void append(JsonText& json, const view::Data::Record& record) {
  append_all(json, "{}", record.keys.size(), [&](std::size_t k) {
    append(json, record.keys[k]);
    json.text += json.lines == Lines::Many ? ": " : ":";
    append(json, record.values[k]);
  });
}

void append(JsonText& json, const view::Data& data) {
  std::visit([&](const auto& value) { append(json, value); }, data.value());
}

}  // namespace

std::string json_of(const view::Data& data) {
  JsonText json{Lines::Many};
  append(json, data);
  return std::move(json.text) + "\n";
}

std::string compact_json_of(const view::Data& data) {
  JsonText json{Lines::One};
  append(json, data);
  return std::move(json.text);
}

}  // namespace demarche::render
