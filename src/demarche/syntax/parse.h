#pragma once

#include "demarche/syntax/tree.h"

#include <string>

namespace demarche {

struct Parsed {
  Tree tree;
  Diagnostics diagnostics;
};

// Reads any bytes at all: returns what could be understood and every diagnostic of E001-E004, E010 and E022, and E023
// where a step or a statement is out of place. One pass, at most a hundred in all. Time and memory are linear in the
// text; nesting is bounded. A text of more than 4 MiB gives an empty tree and E022.
Parsed parse(const Source& source);

// The text in the house's layout, comments kept; formatting twice changes nothing more. Text that does not parse is
// formatted line by line as far as its tokens go and never loses a byte that is not white space.
std::string format(const Source& source);

// The tree as indented text, for `demarche dump --stage tree` and golden tests.
std::string dump(const Tree& tree);

}  // namespace demarche
