#include "demarche/diag/shown.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace demarche {
namespace {

// By place; what is equal in the order in which it was found, which is that of the addresses.
auto key_by_place(const Diagnostic* row) { return std::tuple(row->primary.span.begin, severity(row->kind), row); }
auto key_by_severity(const Diagnostic* row) { return std::pair(severity(row->kind), key_by_place(row)); }

std::vector<std::pair<Kind, std::size_t>> counted_by_kind(const std::vector<const Diagnostic*>& rows,
                                                          std::size_t from) {
  std::map<Kind, std::size_t> counts;
  for (std::size_t row = from; row < rows.size(); ++row) ++counts[rows[row]->kind];
  std::vector<std::pair<Kind, std::size_t>> list(counts.begin(), counts.end());
  std::ranges::sort(
      list, [](const auto& x, const auto& y) { return std::pair(y.second, x.first) < std::pair(x.second, y.first); });
  return list;
}

}  // namespace

Shown shown_of(const Diagnostics& diagnostics, std::size_t most) {
  Shown shown;
  for (const Diagnostic& diagnostic : diagnostics) shown.diagnostics.push_back(&diagnostic);
  std::ranges::sort(shown.diagnostics, {}, key_by_place);
  if (diagnostics.size() <= most) return shown;
  std::ranges::sort(shown.diagnostics, {}, key_by_severity);
  shown.left_out = counted_by_kind(shown.diagnostics, most);
  shown.diagnostics.resize(most);
  std::ranges::sort(shown.diagnostics, {}, key_by_place);
  return shown;
}

std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 600;
  constexpr std::size_t kept_at_end = 150;
  if (text.size() <= longest) return std::string(text);
  const auto is_inside = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80; };
  std::size_t head = longest - kept_at_end;
  while (head > 0 && is_inside(head)) --head;
  std::size_t tail = text.size() - kept_at_end;
  while (tail < text.size() && is_inside(tail)) ++tail;
  return std::string(text.substr(0, head)) + "..." + std::string(text.substr(tail));
}

}  // namespace demarche
