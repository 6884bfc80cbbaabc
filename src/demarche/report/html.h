#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// Text as it may stand in an element or a quoted attribute, with all that is unseen escaped visibly. Names and notes of
// a model are anybody's text, so that all of it goes through here.
std::string escape_html(std::string_view text);

// JSON as it may stand inside a script element: no `<`, so that nothing in it can end the element, and unseen
// characters of its texts as they are displayed, since charts show these.
std::string escape_json_in_html(std::string_view json);

// A script's hash as a content security policy names it: 'sha256-...'.
std::string policy_hash(std::string_view script);

// A table of cells that are already HTML. Columns whose head begins with `#` hold numbers and are set flush right. A
// row of a single cell heads the rows below it.
struct HtmlTable {
  std::string caption;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};
std::string html_of(const HtmlTable& table);

}  // namespace demarche
