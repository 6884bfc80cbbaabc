#pragma once

#include <span>
#include <string_view>

namespace demarche::lsp {

// A word of the language: no word is reserved, so that it is one only where the grammar asks for it.
struct Word {
  std::string_view text;
  std::string_view meaning;
  // What else a line that begins with it is made of, with places to fill in: `${1:NAME}`. Empty: nothing.
  std::string_view rest = {};
};

std::span<const Word> all_words();
const Word* word_called(std::string_view text);

}  // namespace demarche::lsp
