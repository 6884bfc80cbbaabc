#pragma once

#include "demarche/lsp/document.h"

#include <optional>
#include <vector>

namespace demarche::lsp {

// What a place in a text names: of how an actor votes, which goes by the vote's name, the vote.
struct Meant {
  Document& document;
  std::size_t symbol = 0;
  Span span;  // of the name that is there
};
std::optional<Meant> meant_at(Document& document, std::uint32_t offset);

// Where it is named, in the order of the text.
struct Mention {
  Span span;
  bool is_definition = false;
};
std::vector<Mention> mentions_of(const Meant& meant);

}  // namespace demarche::lsp
