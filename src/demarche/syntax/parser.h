#pragma once

#include "demarche/syntax/parse.h"
#include "demarche/syntax/token.h"

namespace demarche {

// What the formatter needs beside the tree: the tokens with the marks that the parser put on them.
struct ParsedTokens {
  Parsed parsed;
  std::vector<Token> tokens;
  std::vector<Span> comments;
};

// Of a text no longer than longest_text_bytes.
ParsedTokens parse_tokens(const Source& source);

}  // namespace demarche
