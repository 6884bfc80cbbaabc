#include "demarche/view/refinement_words.h"

#include "demarche/game/names.h"
#include "demarche/refine/objection_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

bool fails_intuitively(const Refinement& refinement) {
  return std::ranges::any_of(refinement.objections,
                             [](const Objection& objection) { return objection.criterion == Criterion::Intuitive; });
}

view::Data objection_data(const Game& game, const Objection& objection) {
  const MessageName message = message_name(game, objection);
  view::Data ruled_out = view::Data::list();
  for (const InfosetId set : objection.ruled_out) ruled_out.push_back(infoset_label(game, set));
  return {{"criterion", objection.criterion == Criterion::Intuitive ? "intuitive" : "d1"},
          {"sender", actor_name(game, objection.sender)},
          {"receiver", actor_name(game, objection.receiver)},
          {"step", message.step},
          {"move", message.move},
          {"breaks", infoset_label(game, objection.breaks.set)},
          {"gain", objection.at_least - objection.breaks.in_equilibrium},
          {"ruled_out", std::move(ruled_out)}};
}

const char* verdict_word(const Refinement& refinement) {
  if (!refinement.objections.empty()) return "fails";
  return is_applicable(refinement) ? "passes" : "not_applicable";
}

}  // namespace

bool fails(const std::optional<Refinement>& refinement) { return refinement && !refinement->objections.empty(); }

std::string_view refinement_word(const std::optional<Refinement>& refinement) {
  if (!refinement) return "?";
  if (fails(refinement)) return fails_intuitively(*refinement) ? "fails intuitive" : "fails D1";
  return is_applicable(*refinement) ? "passes" : "-";
}

std::string refinement_sentence(const Report& report) {
  const bool in_a_row = report.equilibria && !report.answers;
  if (!report.refinement || (!fails(report.refinement) && !in_a_row)) return {};
  const std::string text = refinement_text(*report.game, *report.refinement);
  if (!report.answers) return fmt::format("refinement: {}.", text);
  return fmt::format("refinement: the equilibrium that the answers are read from {}.", text);
}

std::vector<std::string> failing_sentences(const Report& report) {
  std::vector<std::string> sentences;
  for (std::size_t row = 0; row < report.refinements.size(); ++row) {
    if (fails(report.refinements[row]))
      sentences.push_back(
          fmt::format("equilibrium {} {}.", row + 1, refinement_text(*report.game, *report.refinements[row])));
  }
  return sentences;
}

view::Data refinement_data(const Game& game, const Refinement& refinement) {
  view::Data objections = view::Data::list();
  for (const Objection& objection : refinement.objections) objections.push_back(objection_data(game, objection));
  return {{"verdict", verdict_word(refinement)},
          {"text", refinement_text(game, refinement)},
          {"num_messages", refinement.num_messages},
          {"num_not_applicable", refinement.num_not_applicable},
          {"objections", std::move(objections)}};
}

}  // namespace demarche
