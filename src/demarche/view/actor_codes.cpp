#include "demarche/view/actor_codes.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_letters_of_a_code = 3;

// The fewest letters from its beginning that no other name begins with, or the whole of a short one (`US` beside
// `USSR`); nothing where that is too many. Names are of plain letters, digits and underscores.
std::string shortest_beginning(const Model& model, const std::string& name) {
  for (std::size_t length = 1; length <= std::min(most_letters_of_a_code, name.size()); ++length) {
    const std::string beginning = name.substr(0, length);
    const auto begins_so = [&](const Actor& actor) { return actor.name.starts_with(beginning); };
    if (std::ranges::count_if(model.actors, begins_so) == 1) return beginning;
  }
  return name.size() <= most_letters_of_a_code ? name : std::string();
}

}  // namespace

std::vector<std::string> actor_codes(const Model& model) {
  std::vector<std::string> codes;
  for (const Actor& actor : model.actors) {
    const std::string beginning = shortest_beginning(model, actor.name);
    codes.push_back(beginning.empty() ? fmt::format("{}", codes.size() + 1) : beginning);
  }
  return codes;
}

}  // namespace demarche
