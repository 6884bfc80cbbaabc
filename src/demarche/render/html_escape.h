#pragma once

#include <string>
#include <string_view>

namespace demarche::render {

// Text as it may stand in an element or a quoted attribute, with all that is unseen escaped visibly. Names and notes of
// a model are anybody's text, so that all of it goes through here.
std::string escape_html(std::string_view text);

// JSON as it may stand inside a script element: no `<`, so that nothing in it can end the element, and unseen
// characters of its texts as they are displayed, since charts show these.
std::string escape_json_in_html(std::string_view json);

// A script's hash as a content security policy names it: 'sha256-...'.
std::string policy_hash(std::string_view script);
// The same of a SHA-256 in hex.
std::string policy_of_hash(std::string_view hex);

}  // namespace demarche::render
