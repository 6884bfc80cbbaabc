#include "demarche/lsp/json.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche::lsp {
namespace {

constexpr std::size_t most_values = 1'000'000;
constexpr std::size_t most_nested = 1000;

// What a look at the brackets and commas tells: how many values there are at most, and how deep they lie.
struct Extent {
  std::size_t num_values = 1;
  std::size_t deepest = 0;
};

Extent extent_of(std::string_view json) {
  Extent extent;
  std::size_t depth = 0;
  bool in_text = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_text && c == '\\') ++at;
    if (c == '"') in_text = !in_text;
    if (in_text) continue;
    const bool opens = c == '[' || c == '{';
    if (opens || c == ',') ++extent.num_values;
    if (opens) extent.deepest = std::max(extent.deepest, ++depth);
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return extent;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_escape(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return false;
  return std::ranges::all_of(json.substr(at + 2, 4), is_hex);
}

// `\ud83d` is the first half of a character, `\udc00` a second one.
bool is_half(std::string_view json, std::size_t at, char from, char to) {
  if (!is_escape(json, at) || (json[at + 2] != 'd' && json[at + 2] != 'D')) return false;
  const char third = json[at + 3];
  const char lower = third >= 'A' && third <= 'F' ? static_cast<char>(third - 'A' + 'a') : third;
  return lower >= from && lower <= to;
}
bool is_first_half(std::string_view json, std::size_t at) { return is_half(json, at, '8', 'b'); }
bool is_second_half(std::string_view json, std::size_t at) { return is_half(json, at, 'c', 'f'); }

// Half characters, which editors may send while somebody types, stand for no text: each is replaced by the character
// for what cannot be shown, which takes as much room in UTF-16.
std::string without_half_characters(std::string_view json) {
  std::string whole(json);
  for (std::size_t at = 0; at + 1 < whole.size(); ++at) {
    if (whole[at] != '\\') continue;
    const bool pairs = is_first_half(whole, at) && is_second_half(whole, at + 6);
    if (pairs) at += 6;
    else if (is_first_half(whole, at) || is_second_half(whole, at)) whole.replace(at + 2, 4, "fffd");
    ++at;
  }
  return whole;
}

}  // namespace

std::expected<JsonTree, std::string> read_message(std::string_view message) {
  const Extent extent = extent_of(message);
  if (extent.num_values > most_values) return std::unexpected("the message holds more than a million values");
  if (extent.deepest > most_nested) return std::unexpected("the message holds more than 1000 brackets in each other");
  const bool may_have_halves = message.find("\\u") != std::string_view::npos;
  auto tree = parse_json(may_have_halves ? without_half_characters(message) : std::string(message));
  if (!tree)
    return std::unexpected("the message is no JSON, from byte " + std::to_string(tree.error().place.begin + 1) + " on");
  return std::move(*tree);
}

Value Value::operator[](std::string_view key) const {
  if (!is(JsonKind::Object)) return {};
  for (const std::uint32_t row : node_->children) {
    if (tree_->nodes[row].key == key) return {*tree_, tree_->nodes[row]};
  }
  return {};
}

Value Value::element(std::size_t row) const {
  if (!is(JsonKind::List) || row >= node_->children.size()) return {};
  return {*tree_, tree_->nodes[node_->children[row]]};
}

std::optional<std::string_view> Value::text() const {
  return is(JsonKind::Text) ? std::optional(std::string_view(node_->text)) : std::nullopt;
}

std::optional<double> Value::number() const {
  return is(JsonKind::Number) ? std::optional(node_->number) : std::nullopt;
}

std::optional<bool> Value::truth() const { return is(JsonKind::Truth) ? std::optional(node_->truth) : std::nullopt; }

std::optional<std::int64_t> Value::whole() const {
  constexpr double largest = 9e15;  // below which each is a number of its own
  const auto value = number();
  if (!value || !(std::abs(*value) <= largest) || std::floor(*value) != *value) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::optional<std::uint32_t> Value::count() const {
  const auto value = whole();
  if (!value || *value < 0 || *value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

}  // namespace demarche::lsp
