#pragma once

#include <string>
#include <string_view>

namespace demarche {

// What changed between two texts, line by line and with three lines around, as `diff -u` and `patch` have it; empty
// where they are the same.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace demarche
