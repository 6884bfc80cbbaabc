#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace demarche {

// Letters of all languages, as far as names are made of them (UAX #31: XID_Start, `_` and XID_Continue, but for what no
// text in normal form C holds and for what nobody sees).
bool may_begin_name(char32_t code);
bool may_stand_in_name(char32_t code);
bool is_name(std::string_view text);

// The text in normal form C, in which names are compared: letters with their accents in one character where there is
// one.
std::string normalised(std::string_view text);

// What the text looks like (UTS #39): texts with one skeleton are hard to tell apart.
std::string skeleton_of(std::string_view text);

// "Latin and Cyrillic" where a name has letters of alphabets that are not written together in one word.
std::optional<std::string> mixed_scripts(std::string_view name);

bool is_plain_ascii(std::string_view text);

}  // namespace demarche
