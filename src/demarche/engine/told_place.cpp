#include "demarche/engine/told_place.h"

#include "demarche/diag/letters.h"
#include "demarche/study/why_choice.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

std::vector<Typed> typed_place(Session& session, const Request& request) {
  if (request.at.empty()) return {};
  const Table<VariableId, Variable>& variables = reading_of(session).model.variables;
  const auto move = std::ranges::find(variables, normalised(request.at), &Variable::name);
  const std::string value = move != variables.end() && !move->values.empty() ? move->values.front().name : "x";
  const std::string given = request.given.empty() ? "" : " given " + request.given;
  return {{"--at", fmt::format("why {} is {}{}\n", request.at, value, given)}};
}

std::expected<Table<InfosetId, std::uint8_t>, Refusal> sets_told(const Found& found, const Question& place) {
  const Solved& solved = std::get<Solved>(found.solved);
  const VariableId move = place.choice->move;
  Table<InfosetId, std::uint8_t> told = sets_of_move(position_of(solved), move, place.given ? &*place.given : nullptr);
  if (std::ranges::find(told, 1) != told.end()) return told;
  const std::string& name = solved.model.variables[move].name;
  if (!place.given) return std::unexpected(Refusal{fmt::format("{} is never chosen", name), ""});
  return std::unexpected(Refusal{fmt::format("`{}` is certain nowhere where {} is chosen", place.given_text, name),
                                 "`--given` is about what has happened before the move, whatever comes later"});
}

}  // namespace demarche
