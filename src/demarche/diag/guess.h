#pragma once

#include "demarche/diag/fix.h"

#include <span>
#include <string>
#include <string_view>

namespace demarche {

// The nearest of the known names, or empty where none is near enough to be what was meant.
std::string best_guess(std::string_view seen, std::span<const std::string> known);

// The same, and whether it is hardly anything else: no other name is as near, and the difference is one that fingers
// make, not a letter too short a word to tell, another first letter or another number.
struct Guess {
  std::string name;
  bool is_certain = false;
};
Guess guess_of(std::string_view seen, std::span<const std::string> known);

// The fix that writes the guess in the place of what was seen; none where there is no guess.
std::vector<Fix> fixes_by(const Guess& guess, Span seen);

}  // namespace demarche
