#include "demarche/model/symbols.h"

#include <array>

namespace demarche {

std::string_view word_of(SymbolKind kind) {
  constexpr std::array<std::string_view, 20> words{
      "actor", "partner", "source", "parameter", "scale",  "level", "trait",  "unknown", "move",  "chance",
      "vote",  "counter", "value",  "stage",     "weapon", "layer", "regime", "variant", "event", "number"};
  return words[static_cast<std::size_t>(kind)];
}

}  // namespace demarche
