#pragma once

#include "demarche/syntax/tree.h"

#include <string>

namespace demarche::dumped {

// The indented lines of a stage's steps, `depth` levels in.
std::string steps(const std::vector<StepSyntax>& steps, std::size_t depth);
std::string cases(const std::vector<Case>& cases, std::size_t depth);
std::string line(std::size_t depth, const std::string& text);

}  // namespace demarche::dumped
