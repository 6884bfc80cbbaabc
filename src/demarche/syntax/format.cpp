#include "demarche/syntax/layout.h"
#include "demarche/syntax/parse.h"
#include "demarche/syntax/parser.h"

#include <string_view>

namespace demarche {

std::string format(const Source& source) {
  if (source.text.size() > longest_text_bytes) return source.text;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::string out{source.text.starts_with(byte_order_mark) ? byte_order_mark : ""};
  out += aligned(lay_lines(source, parse_tokens(source)));
  // A text that only its layout would make too long to be read again stays as it is.
  return out.size() > longest_text_bytes ? source.text : out;
}

}  // namespace demarche
