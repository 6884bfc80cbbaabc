#pragma once

#include "demarche/diag/source.h"

#include <expected>
#include <string>
#include <vector>

namespace demarche {

enum class JsonKind : std::uint8_t { Null, Truth, Number, Text, List, Object };

// A value of a JSON text and where it stands, so that what is wrong with it can be pointed at.
struct JsonNode {
  JsonKind kind = JsonKind::Null;
  std::string key;  // in an object
  std::string text;
  double number = 0;
  bool truth = false;
  Span place;  // of the key where there is one, else of the value; of a list or object its first bracket
  std::vector<std::uint32_t> children;
};

// Row 0 is the text's value; children stand after their parents.
struct JsonTree {
  std::vector<JsonNode> nodes;
};

struct JsonFault {
  Span place;
  std::string found;  // what stands there, in quotes as it is; empty at the end of the text
};

// Any bytes in linear time, without recursion. Keys may occur twice.
std::expected<JsonTree, JsonFault> parse_json(std::string_view text);

}  // namespace demarche
