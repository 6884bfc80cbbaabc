#pragma once

#include "demarche/engine/request.h"
#include "demarche/game/json_tree.h"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace demarche {

// A value of a request, and the text that it stands in.
struct SentValue {
  const JsonTree& tree;
  const JsonNode& node;
};

// One thing that a request may say; named as the option of the command line.
struct RequestKey {
  std::string_view name;
  std::span<const Errand> errands;  // that take it
  // Words for what the value has to be, where it is something else.
  std::optional<std::string> (*take)(Request&, const SentValue&);
};
std::span<const RequestKey> request_keys();
bool takes(const RequestKey& key, Errand errand);

// What is to be done, by its name.
std::span<const std::pair<std::string_view, Errand>> errands();

}  // namespace demarche
