#include "demarche/study/rows.h"
#include "demarche/study/why_probability.h"

#include <fmt/format.h>

namespace demarche {

FoundRows find_rows(Study& study, const Question& question, OfWhyProbability& why) {
  const Position& position = study.here;
  if (!is_defined_at(study, position, question, {"", -1, "", question.span})) return std::nullopt;
  const Outlook outlook = look_ahead(position, position.solution->strategy, question.seen_by);
  const Model& model = *position.model;
  const ProbabilityReasons reasons = reasons_of(outlook, position.solution->strategy, question.quantities.front(),
                                                question.given ? &*question.given : nullptr);
  for (const MoveWeight& weight : reasons.moves) {
    const Variable& move = model.variables[weight.move];
    why.moves.push_back(
        {model.actors[*move.owner].name, move.name, move.values[weight.value].name, weight.chance, weight.derivative});
  }
  for (const EventHistory& history : reasons.histories) {
    HistoryReason& told = why.histories.emplace_back();
    told.share = history.share;
    for (const EventHistory::Settled& step : history.steps) {
      const Variable& variable = model.variables[step.variable];
      told.steps.push_back(fmt::format("{} is {}", variable.name, variable.values[step.value].name));
    }
  }
  why.num_histories = reasons.num_histories;
  return rows_at(position, question);
}

}  // namespace demarche
