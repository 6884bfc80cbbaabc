#pragma once

#include "demarche/syntax/expected.h"
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

// Parses a text that ends in the token of somebody who listens, which begins at the offset. Events are those of the
// `whole` text.
void listen_at(const Source& source, const Source& whole, std::uint32_t offset, Listener& listener);

}  // namespace demarche
