#include "demarche/lsp/edits.h"
#include "demarche/lsp/methods.h"
#include "demarche/syntax/parse.h"

#include <algorithm>
#include <utility>

namespace demarche::lsp {
namespace {

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t past_white(std::string_view text, std::size_t at) {
  while (at < text.size() && is_white(text[at])) ++at;
  return at;
}

// The lines of a text end as they did where white space is laid anew.
std::string with_line_ends(std::string_view white, std::string_view line_end) {
  std::string out;
  for (std::size_t at = 0; at < white.size(); ++at) {
    if (white.substr(at, 2) == "\r\n") ++at;
    if (white[at] == '\n') out += line_end;
    else out += white[at];
  }
  return out;
}

// A layout changes white space alone: both texts are walked together, and each stretch of it that differs is an edit,
// so that cursors and marks stay where they are.
std::vector<Edit> edits_of_layout(const Source& source, std::string_view laid) {
  const std::string_view text = source.text;
  const std::string_view line_end = newline_at(source, 0);
  std::vector<Edit> edits;
  for (std::size_t at = 0, there = 0; at < text.size() || there < laid.size();) {
    const std::size_t end = past_white(text, at);
    const std::size_t end_there = past_white(laid, there);
    const std::string white = with_line_ends(laid.substr(there, end_there - there), line_end);
    if (text.substr(at, end - at) != white)
      edits.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, white});
    at = std::min(end + 1, text.size());
    there = std::min(end_there + 1, laid.size());
  }
  return edits;
}

}  // namespace

Reply formatting(Call& call) {
  const auto document = document_in(call);
  if (!document) return std::unexpected(document.error());
  if (!is_crisis(**document)) return view::Data::list();
  const Source& source = source_of(**document);
  return list_of(ruler_of(**document), edits_of_layout(source, format(source)));
}

}  // namespace demarche::lsp
