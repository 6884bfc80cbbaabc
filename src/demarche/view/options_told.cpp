#include "demarche/view/options_told.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_levels_told = 12;

}  // namespace

std::vector<MoveOption> options_told(const Variable& variable, const Move& move, const std::vector<double>& shares) {
  std::vector<MoveOption> told = move.options;
  if (!variable.levels || told.size() <= most_levels_told) return told;
  std::ranges::sort(told, [&](const MoveOption& a, const MoveOption& b) {
    return shares[a.value] != shares[b.value] ? shares[a.value] > shares[b.value] : a.value < b.value;
  });
  told.resize(most_levels_told);
  std::erase_if(told, [&](const MoveOption& option) { return shares[option.value] == 0; });
  std::ranges::sort(told, {}, &MoveOption::value);
  return told;
}

}  // namespace demarche
