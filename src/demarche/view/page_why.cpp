#include "demarche/view/answer_kinds.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/why_words.h"

#include <iterator>

namespace demarche {
namespace {

// What no figure shows stands here as it stands on a terminal.
void add_in_words(Blocks& blocks, const Answer& answer) {
  blocks.push_back({view::Heading{answer.question, view::Level::Part}});
  Blocks told = face_of(answer).blocks(answer);
  std::ranges::move(told, std::back_inserter(blocks));
}

}  // namespace

Blocks reasons_part(const Report& report) {
  Blocks blocks = introduced(
      "Of a choice: what each line of the actor's payoff adds to one option over another, how what comes "
      "next does, and what would turn it. Of an answer: the decisions that carry it.",
      reason_figures(report));
  for (const auto& [answer, why] : answers_of<OfWhyProbability>(report)) {
    if (!is_carried(answer, why)) add_in_words(blocks, answer);
  }
  for (const auto& [answer, why] : answers_of<OfWhyDifference>(report)) add_in_words(blocks, answer);
  return blocks;
}

}  // namespace demarche
