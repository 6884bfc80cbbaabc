#include "demarche/diag/diagnostic.h"

#include <algorithm>
#include <array>
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

}  // namespace

std::string best_guess(std::string_view seen, std::span<const std::string> known) {
  if (seen.empty() || seen.size() > longest_name) return {};
  std::size_t best = std::min(std::max<std::size_t>(1, seen.size() / 3), seen.size() - 1) + 1;
  std::string_view guess;
  for (const std::string& name : known) {
    const std::size_t longer = std::max(name.size(), seen.size());
    if (name.size() > longest_name || longer - std::min(name.size(), seen.size()) >= best) continue;
    const std::size_t d = distance(seen, name);
    if (d >= best) continue;
    best = d;
    guess = name;
  }
  return std::string{guess};
}

}  // namespace demarche
