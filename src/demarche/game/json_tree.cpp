#include "demarche/game/json_tree.h"

#include <nlohmann/json.hpp>

#include <iterator>

namespace demarche {

namespace {

// Walks over the text and leaves word of how far the parser has read.
struct WatchedText {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** seen = nullptr;

  reference operator*() const { return *at; }
  WatchedText& operator++() {
    *seen = ++at;
    return *this;
  }
  WatchedText operator++(int) {
    WatchedText before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const WatchedText& a, const WatchedText& b) { return a.at == b.at; }
};

bool is_of_number(char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E'; }

// Builds the tree from what nlohmann's parser meets. The names of its functions are the parser's.
class Builder {
 public:
  using number_integer_t = std::int64_t;
  using number_unsigned_t = std::uint64_t;
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  Builder(std::string_view text, const char* const& seen) : text_(text), seen_(&seen) {}

  bool null() { return add(JsonKind::Null, word_place()); }
  bool boolean(bool value) {
    add(JsonKind::Truth, word_place());
    tree.nodes.back().truth = value;
    return true;
  }
  bool number_integer(number_integer_t value) { return add_number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) { return add_number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) { return add_number(value); }
  bool string(string_t& value) {
    add(JsonKind::Text, quoted_place());
    tree.nodes.back().text = std::move(value);
    return true;
  }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::Object); }
  bool start_array(std::size_t) { return open(JsonKind::List); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    key_ = std::move(name);
    key_place_ = quoted_place();
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    const std::size_t end = std::min(position, text_.size());
    const std::size_t begin = end == 0 ? 0 : end - 1;
    const bool at_end = position > text_.size();
    fault.place = span(at_end ? end : begin, end);
    if (!at_end && end > begin) fault.found = std::string(text_.substr(begin, end - begin));
    return false;
  }

  JsonTree tree;
  JsonFault fault;

 private:
  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  std::size_t read() const { return static_cast<std::size_t>(*seen_ - text_.data()); }

  // The parser has just read the closing quote.
  Span quoted_place() const {
    const std::size_t end = read();
    std::size_t begin = end - 1;
    while (begin > 0 && !opens_quote(begin - 1)) --begin;
    return span(begin == 0 ? 0 : begin - 1, end);
  }
  bool opens_quote(std::size_t at) const {
    if (text_[at] != '"') return false;
    std::size_t num_backslashes = 0;
    while (at > num_backslashes && text_[at - num_backslashes - 1] == '\\') ++num_backslashes;
    return num_backslashes % 2 == 0;
  }
  // Only what follows a number tells its end, so that the parser may have read on by one.
  Span number_place() const {
    std::size_t end = read();
    if (end > 0 && !is_of_number(text_[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_of_number(text_[begin - 1])) --begin;
    return span(begin, end);
  }
  Span word_place() const {
    std::size_t begin = read();
    while (begin > 0 && text_[begin - 1] >= 'a' && text_[begin - 1] <= 'z') --begin;
    return span(begin, read());
  }

  bool add(JsonKind kind, Span place) {
    const auto row = static_cast<std::uint32_t>(tree.nodes.size());
    JsonNode node;
    node.kind = kind;
    node.place = place;
    if (!open_.empty()) {
      JsonNode& parent = tree.nodes[open_.back()];
      parent.children.push_back(row);
      if (parent.kind == JsonKind::Object) {
        node.key = std::move(key_);
        node.place = key_place_;
      }
    }
    tree.nodes.push_back(std::move(node));
    return true;
  }
  bool add_number(double value) {
    add(JsonKind::Number, number_place());
    tree.nodes.back().number = value;
    return true;
  }
  bool open(JsonKind kind) {
    add(kind, span(read() - 1, read()));
    open_.push_back(static_cast<std::uint32_t>(tree.nodes.size() - 1));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const char* const* seen_;
  std::vector<std::uint32_t> open_;  // lists and objects that are not closed yet
  std::string key_;
  Span key_place_;
};

}  // namespace

std::expected<JsonTree, JsonFault> parse_json(std::string_view text) {
  const char* seen = text.data();
  Builder builder(text, seen);
  const WatchedText begin{text.data(), &seen};
  const WatchedText end{text.data() + text.size(), &seen};
  if (!nlohmann::json::sax_parse(begin, end, &builder)) return std::unexpected(std::move(builder.fault));
  return std::move(builder.tree);
}

}  // namespace demarche
