#include "demarche/view/debrief_page.h"
#include "demarche/view/seat_page.h"
#include "demarche/view/steps_told.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string known_told(StepKnown known) {
  switch (known) {
    case StepKnown::OwnChoice:
      return "chosen";
    case StepKnown::AtOnce:
      return "seen";
    case StepKnown::Later:
      return "told later";
    case StepKnown::Never:
      return "HIDDEN";
  }
  return "";
}

std::string stage_told(const Model& model, const StepPlayed& step) {
  if (!step.place) return "before the story";
  const std::string& title = model.stages[step.place->stage].title;
  return step.place->rounds.empty() ? title : fmt::format("{} (round {})", title, fmt::join(step.place->rounds, "."));
}

view::Table table_of_steps(const Sitting& sitting, const std::vector<ActorId>& seats) {
  const Solved& solved = *sitting.solved;
  view::Table table{.columns = {{"", "what"}, {"", "value"}, {"", "chance", view::ColumnKind::Numbers}}, .indent = 2};
  for (const ActorId seat : seats)
    table.columns.push_back({"", seats.size() == 1 ? "to you" : "to " + solved.model.actors[seat].name});
  table.columns.push_back({"", ""});
  std::string stage;
  for (const StepPlayed& step : steps_of(sitting)) {
    if (const std::string here = stage_told(solved.model, step); here != stage) table.rows.push_back({stage = here});
    std::vector<view::Cell> row{solved.model.variables[step.variable].name, value_told(solved.model, step),
                                share_text(step.chance)};
    for (const ActorId seat : seats) row.push_back(known_told(known_to(sitting, step, seat)));
    row.push_back(said_of_value(solved.model, solved.parameters, step.variable, step.value));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::vector<view::Block> timeline_blocks(const Sitting& sitting, const std::vector<ActorId>& seats) {
  return {{view::Heading{"What happened", view::Level::Title}},
          {view::Paragraph{"With the hidden cards turned up, and how likely each step was where it was taken: of a "
                           "draw by the model's odds, of a choice by the equilibrium."}},
          {view::Gap{}},
          {table_of_steps(sitting, seats)},
          {view::Gap{}}};
}

}  // namespace demarche
