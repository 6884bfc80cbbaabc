#include "demarche/lsp/edits.h"

#include <algorithm>

namespace demarche::lsp {
namespace {

// A place between two characters, no later.
std::size_t at_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

}  // namespace

view::Data data_of(const Ruler& ruler, const Edit& edit) {
  return {{"range", data_of(ruler, edit.span)}, {"newText", edit.text}};
}

view::Data list_of(const Ruler& ruler, std::span<const Edit> edits) {
  view::Data list = view::Data::list();
  for (const Edit& edit : edits) list.push_back(data_of(ruler, edit));
  return list;
}

view::Data workspace_edit(const Client& client, const Document& document, std::span<const Edit> edits) {
  view::Data list = list_of(ruler_of(document), edits);
  view::Data whole;
  if (!client.has_versioned_edits) {
    whole["changes"][document.uri] = std::move(list);
    return whole;
  }
  view::Data one;
  one["textDocument"] = {{"uri", document.uri}, {"version", document.version}};
  one["edits"] = std::move(list);
  whole["documentChanges"].push_back(std::move(one));
  return whole;
}

std::vector<Edit> edits_between(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const auto [left, right] = std::ranges::mismatch(before, after);
  const std::size_t begin = at_character(before, static_cast<std::size_t>(left - before.begin()));
  std::size_t same = 0;
  const std::size_t most = std::min(before.size(), after.size()) - begin;
  while (same < most && before[before.size() - same - 1] == after[after.size() - same - 1]) ++same;
  const auto within = [](std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (same > 0 && within(before, before.size() - same)) --same;
  const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(before.size() - same)};
  return {{span, std::string(after.substr(begin, after.size() - same - begin))}};
}

}  // namespace demarche::lsp
