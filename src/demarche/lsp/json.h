#pragma once

#include "demarche/game/json_tree.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace demarche::lsp {

// A message's tree, or a sentence on why it is none: no JSON, or more of it than any client has to say.
std::expected<JsonTree, std::string> read_message(std::string_view message);

// A value of a message. What is asked of nothing is nothing, so that whatever a client leaves out or writes otherwise
// is found to be missing where it is needed.
class Value {
 public:
  Value() = default;
  Value(const JsonTree& tree, const JsonNode& node) : tree_(&tree), node_(&node) {}
  explicit Value(const JsonTree& tree) : Value(tree, tree.nodes.front()) {}

  Value operator[](std::string_view key) const;  // of an object; the first of that key
  Value element(std::size_t row) const;          // of a list
  std::size_t size() const { return node_ ? node_->children.size() : 0; }

  bool is(JsonKind kind) const { return node_ && node_->kind == kind; }
  bool is_missing() const { return !node_; }
  std::optional<std::string_view> text() const;
  std::optional<double> number() const;
  std::optional<bool> truth() const;
  std::optional<std::int64_t> whole() const;
  std::optional<std::uint32_t> count() const;  // a whole number from 0 up to what positions may be

 private:
  const JsonTree* tree_ = nullptr;
  const JsonNode* node_ = nullptr;
};

}  // namespace demarche::lsp
