#include "demarche/syntax/layout.h"
#include "demarche/syntax/parse.h"
#include "demarche/syntax/parser.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace demarche {
namespace {

// All of a text but its layout; what formatting must never change.
std::string without_white(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
               [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
  return kept;
}

}  // namespace

std::string format(const Source& source) {
  if (source.text.size() > longest_text_bytes) return source.text;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::string out{source.text.starts_with(byte_order_mark) ? byte_order_mark : ""};
  out += aligned(lay_lines(source, parse_tokens(source)));
  // A text that its layout would make too long to be read again, or would lose a byte of, stays as it is.
  const bool sound = out.size() <= longest_text_bytes && without_white(out) == without_white(source.text);
  return sound ? out : source.text;
}

}  // namespace demarche
