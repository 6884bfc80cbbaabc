#include "demarche/engine/game_file.h"

#include "demarche/game/nfg.h"

#include <algorithm>

namespace demarche {

namespace {

// The first word in capitals, up to three letters: EFG, NFG, or another.
std::string first_word(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // some editors begin a file so
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  std::string word(text.substr(0, text.find_first_of(" \t\r\n")));
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return word;
}

bool ends_in(std::string_view name, std::string_view capitals) {
  return name.size() > capitals.size() && first_word(name.substr(name.size() - capitals.size())) == capitals;
}

bool is_nfg(const Source& source) {
  const std::string word = first_word(std::string_view(source.text).substr(0, 4096));
  return word == "NFG" || (word != "EFG" && ends_in(source.parts.front().name, ".NFG"));
}

}  // namespace

bool is_game_file(const Source& source) {
  const std::string word = first_word(std::string_view(source.text).substr(0, 4096));
  const std::string& name = source.parts.front().name;
  return word == "EFG" || word == "NFG" || ends_in(name, ".EFG") || ends_in(name, ".NFG");
}

EfgRead read_game_file(const Source& source) { return is_nfg(source) ? read_nfg(source) : read_efg(source); }

}  // namespace demarche
