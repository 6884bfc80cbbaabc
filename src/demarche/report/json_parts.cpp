#include "demarche/report/json_parts.h"

#include "demarche/diag/text.h"

namespace demarche {

Json json_page(const Provenance& provenance, std::string_view kind) {
  return {{"schema", 1},
          {"kind", kind},
          {"file", provenance.file},
          {"model_hash", provenance.model_hash},
          {"version", provenance.version},
          {"options", provenance.options},
          {"seed", provenance.seed ? Json(*provenance.seed) : Json()}};
}

namespace {

void append_escape(std::string& out, char32_t code) {
  if (code > 0xFFFF) {
    append_escape(out, 0xD800 + ((code - 0x10000) >> 10U));
    append_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
    return;
  }
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[code >> shift & 0xFU];
}

// The writer escapes what JSON itself has no place for; whatever else is unseen stands in texts only.
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

std::string text_of(const Json& page) {
  return with_escapes(page.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace demarche
