#pragma once

#include "demarche/diag/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace demarche {

// So many are shown in full; a text with more mistakes of one kind is mended by one change, or by hand a part at a
// time.
inline constexpr std::size_t most_shown = 100;
inline constexpr std::size_t most_in_json = 500;

// Diagnostics in the order of their places, errors of one place before warnings. Where there are more than `most` the
// first errors come before any warning, and the rest is counted by kind, the most frequent first.
struct Shown {
  std::vector<const Diagnostic*> diagnostics;
  std::vector<std::pair<Kind, std::size_t>> left_out;
};
Shown shown_of(const Diagnostics& diagnostics, std::size_t most);

// A message without the middle of what is too long to be read: names and texts may have any length.
std::string shortened(std::string_view text);

}  // namespace demarche
