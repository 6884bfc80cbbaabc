#pragma once

#include "demarche/lsp/document.h"

#include <cstdint>
#include <vector>

namespace demarche::lsp {

// What a stretch of a text is, as editors colour it. The order is that of the legend.
enum class Paint : std::uint8_t {
  Comment,
  Text,
  Number,
  Keyword,
  Class,
  Namespace,
  Constant,
  Variable,
  Property,
  Function,
  Member,
  Event,
  Type
};

struct Painted {
  Span span;
  Paint paint = Paint::Comment;
  bool is_definition = false;
};

// In the order of the text, none over another. Names that name nothing are left out.
std::vector<Painted> painted(Document& document);

// The stretches at which words of the language stand as such.
std::vector<Span> words_in(Document& document);

}  // namespace demarche::lsp
