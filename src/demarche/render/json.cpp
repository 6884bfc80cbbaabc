#include "demarche/render/json.h"

#include "demarche/diag/text.h"

#include <nlohmann/json.hpp>

namespace demarche::render {
namespace {

using Json = nlohmann::ordered_json;

Json converted(const view::Data& data);

Json converted_list(const view::Data::List& list) {
  Json json = Json::array();
  for (const view::Data& element : list) json.push_back(converted(element));
  return json;
}

Json converted_record(const view::Data::Record& record) {
  Json json = Json::object();
  for (std::size_t k = 0; k < record.keys.size(); ++k) json[record.keys[k]] = converted(record.values[k]);
  return json;
}

Json converted(const view::Data& data) {
  return std::visit(
      [](const auto& value) -> Json {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::monostate>) return nullptr;
        else if constexpr (std::is_same_v<Value, view::Data::List>) return converted_list(value);
        else if constexpr (std::is_same_v<Value, view::Data::Record>) return converted_record(value);
        else return value;
      },
      data.value());
}

std::string text_of(const view::Data& data, int indent) {
  return converted(data).dump(indent, ' ', false, Json::error_handler_t::replace);
}

void append_escape(std::string& out, char32_t code) {
  if (code > 0xFFFF) {
    append_escape(out, 0xD800 + ((code - 0x10000) >> 10U));
    append_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
    return;
  }
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[code >> shift & 0xFU];
}

// The library escapes what JSON itself has no place for; whatever else is unseen stands in texts only.
std::string with_escapes(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const Character character = character_at(json, at);
    if (json[at] != '\n' && is_unseen(character)) append_escape(out, character.code);
    else out += json.substr(at, character.num_bytes);
    at += character.num_bytes;
  }
  return out;
}

}  // namespace

std::string json_of(const view::Data& data) { return with_escapes(text_of(data, 2)) + "\n"; }

std::string compact_json_of(const view::Data& data) { return text_of(data, -1); }

}  // namespace demarche::render
