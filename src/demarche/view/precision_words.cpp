#include "demarche/view/precision_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

std::string precision_text(const Game& game, const Solution& solution) {
  if (solution.precisions.empty()) return short_number(solution.precision);
  std::string text;
  for (std::size_t row = 0; row < solution.precisions.size(); ++row) {
    text += fmt::format("{}{} of {}", text.empty() ? "" : ", ", short_number(solution.precisions[ActorId{row}]),
                        actor_name(game, ActorId{row}));
  }
  return text;
}

}  // namespace demarche
