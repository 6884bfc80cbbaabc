#pragma once

#include <string>
#include <string_view>

namespace demarche {

// What a file is that is no model and no game that can be read, and what to do with it, as the end of a sentence that
// begins with its name: `is a text in UTF-16: save it as UTF-8`. Empty where it may be a model or a game. `name` helps
// to tell tables from models.
std::string foreign_words(std::string_view name, std::string_view text);

}  // namespace demarche
