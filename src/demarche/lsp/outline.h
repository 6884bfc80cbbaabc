#pragma once

#include "demarche/lsp/document.h"

#include <cstdint>
#include <vector>

namespace demarche::lsp {

// The lines that belong to a line: those below it that are further in. Both count from 0; the last is at least the
// first.
struct Fold {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool is_comment = false;  // lines of comments, one below the other
};

// The last line of the block of each line that is not empty; each line's own number elsewhere.
std::vector<std::uint32_t> ends_of_blocks(const Document& document);

}  // namespace demarche::lsp
