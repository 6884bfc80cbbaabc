#include "demarche/render/html_escape.h"

#include "demarche/base/sha256.h"
#include "demarche/diag/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace demarche::render {

namespace {

int digit_of(char hex) { return hex <= '9' ? hex - '0' : hex - 'a' + 10; }

std::vector<std::uint8_t> bytes_of_hex(std::string_view hex) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(digit_of(hex[i]) * 16 + digit_of(hex[i + 1])));
  }
  return bytes;
}

std::string base64_of(const std::vector<std::uint8_t>& bytes) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t group =
        static_cast<std::uint32_t>(bytes[i] << 16 | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0));
    for (std::size_t k = 0; k < 4; ++k) text += k <= left ? alphabet[group >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

void append_html(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
  }
}

// A character that is displayed by others, inside a text of JSON.
void append_visibly(std::string& out, std::string_view shown) {
  for (const char c : shown) {
    if (c == '\\') out += "\\\\";
    else if (c == '<') out += "\\u003c";
    else out += c;
  }
}

// What stands behind a backslash of JSON: a control is written as it is displayed, all else as it stands. How many
// bytes.
std::size_t append_escape_of_json(std::string& out, std::string_view rest) {
  constexpr std::string_view letters = "bfr";
  constexpr std::string_view controls = "\b\f\r";
  const std::size_t letter = rest.empty() ? letters.npos : letters.find(rest.front());
  const bool in_digits = rest.size() >= 5 && rest.starts_with("u00");
  const int code = in_digits ? digit_of(rest[3]) * 16 + digit_of(rest[4]) : letter < 3 ? controls[letter] : 0x20;
  const Character character{static_cast<char32_t>(code), 1, true};
  if (is_unseen(character)) {
    append_visibly(out, displayed(character, {}));
    return in_digits ? 5 : 1;
  }
  (out += '\\') += rest.substr(0, 1);
  return std::min<std::size_t>(1, rest.size());
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const std::string_view bytes = text.substr(at, character.num_bytes);
    const bool stays = bytes == "\n" || bytes == "\t" || !is_unseen(character);
    for (const char c : stays ? std::string(bytes) : displayed(character, bytes)) append_html(out, c);
    at += character.num_bytes;
  }
  return out;
}

std::string escape_json_in_html(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const Character character = character_at(json, at);
    const std::string_view bytes = json.substr(at, character.num_bytes);
    at += character.num_bytes;
    if (bytes == "\\") {
      at += append_escape_of_json(out, json.substr(at));
    } else if (bytes == "\n" || !is_unseen(character)) {
      out += bytes == "<" ? "\\u003c" : bytes;
    } else {
      append_visibly(out, displayed(character, bytes));
    }
  }
  return out;
}

std::string policy_of_hash(std::string_view hex) { return fmt::format("'sha256-{}'", base64_of(bytes_of_hex(hex))); }

std::string policy_hash(std::string_view script) { return policy_of_hash(sha256_hex(script)); }

}  // namespace demarche::render
