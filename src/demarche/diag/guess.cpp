#include "demarche/diag/guess.h"

#include "demarche/diag/letters.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t longest_name = 64;
using Row = std::array<std::size_t, longest_name + 1>;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The number of letters to insert, drop, change or swap with their neighbour (optimal string alignment: Damerau 1964,
// without edits inside a swapped pair). Capitals count as their small letters.
std::size_t distance(std::string_view a, std::string_view b) {
  Row before_last{}, last{}, row{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::exchange(last, row);
  }
  return last[b.size()];
}

std::string digits_of(std::string_view name) {
  std::string digits;
  std::ranges::copy_if(name, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool begins_alike(std::string_view a, std::string_view b) {
  if (lower(a[0]) == lower(b[0])) return true;
  return a.size() > 1 && b.size() > 1 && lower(a[0]) == lower(b[1]) && lower(a[1]) == lower(b[0]);
}

// Whether a hand that wanted to write `meant` may well have written `seen`.
bool is_slip(std::string_view seen, std::string_view meant, std::size_t letters) {
  constexpr std::size_t too_short_to_tell = 3;
  if (letters == 0) return seen != meant;
  if (seen.size() <= too_short_to_tell || (letters > 1 && letters * 4 > seen.size())) return false;
  return begins_alike(seen, meant) && digits_of(seen) == digits_of(meant);
}

// The one name that looks the same, in letters of other alphabets.
Guess lookalike_of(std::string_view seen, std::span<const std::string> known) {
  constexpr std::size_t most_compared = 2000;
  if (known.size() > most_compared) return {};
  const std::string looks = skeleton_of(seen);
  Guess guess;
  for (const std::string& name : known) {
    const bool plain = is_plain_ascii(name) && is_plain_ascii(seen);
    if (plain || name == guess.name || name.size() > 4 * longest_name || skeleton_of(name) != looks) continue;
    if (!guess.name.empty()) return {guess.name, false};
    guess = {name, true};
  }
  return guess;
}

}  // namespace

Guess guess_of(std::string_view seen, std::span<const std::string> known) {
  if (seen.empty() || seen.size() > longest_name) return {};
  if (Guess same = lookalike_of(seen, known); !same.name.empty()) return same;
  std::size_t best = std::min(std::max<std::size_t>(1, seen.size() / 3), seen.size() - 1) + 1;
  std::string_view guess;
  bool tied = false;
  for (const std::string& name : known) {
    const std::size_t longer = std::max(name.size(), seen.size());
    if (name.size() > longest_name || longer - std::min(name.size(), seen.size()) > best || name == guess) continue;
    const std::size_t d = distance(seen, name);
    tied = d < best ? false : tied || (d == best && !guess.empty());
    if (d >= best) continue;
    best = d;
    guess = name;
  }
  const bool is_certain = !guess.empty() && !tied && is_slip(seen, guess, best);
  return {std::string{guess}, is_certain};
}

std::string best_guess(std::string_view seen, std::span<const std::string> known) { return guess_of(seen, known).name; }

std::vector<Fix> fixes_by(const Guess& guess, Span seen) {
  if (guess.name.empty()) return {};
  return {{{{seen, guess.name}}, guess.is_certain}};
}

}  // namespace demarche
