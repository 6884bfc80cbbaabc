#include "demarche/view/sitting_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/steps_told.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

view::Data seats_data(const Sitting& sitting) {
  const Solved& solved = *sitting.solved;
  view::Data seats = view::Data::list();
  for (std::size_t row = 0; row < solved.model.actors.size(); ++row) {
    const ActorId seat{row};
    if (!contains(sitting.plan.seats, seat)) continue;
    const SeatView view = view_of(sitting, seat);
    seats.push_back({{"seat", solved.model.actors[seat].name},
                     {"label", solved.model.actors[seat].long_name},
                     {"turn", view.turn},
                     {"asked", view.asked ? view::Data(solved.model.variables[view.asked->move].name) : view::Data()}});
  }
  return seats;
}

std::string now_told(const Sitting& sitting) {
  if (is_over(sitting)) return "The story is over.";
  std::vector<std::string> names;
  for (std::size_t row = 0; row < sitting.asked.size(); ++row) {
    if (sitting.asked[ActorId{row}] != none<InfosetTag>)
      names.push_back(sitting.solved->model.actors[ActorId{row}].name);
  }
  return fmt::format("{} {} to choose.", joined_names(names), agreeing(names.size(), "is", "are"));
}

view::Table steps_table(const Sitting& sitting, const std::vector<StepPlayed>& steps) {
  const Model& model = sitting.solved->model;
  view::Table table{.columns = {{"", "who"}, {"", "what"}, {"", "value"}, {"", "chance", view::ColumnKind::Numbers}},
                    .indent = 2};
  for (const StepPlayed& step : steps) {
    table.rows.push_back(
        {who_told(model, step), model.variables[step.variable].name, value_told(model, step), share_text(step.chance)});
  }
  return table;
}

}  // namespace

view::Page sitting_page(const Sitting& sitting, const Provenance& from) {
  const std::vector<StepPlayed> steps = steps_of(sitting);
  view::Page page{.title = sitting.solved->model.title, .generator = generator_of(from)};
  view::Section& section = page.sections.emplace_back("sitting");
  section.blocks.push_back({view::Heading{page.title, view::Level::Title}});
  if (!steps.empty()) section.blocks.push_back({steps_table(sitting, steps)});
  section.blocks.push_back({view::Gap{}});
  section.blocks.push_back({view::Paragraph{now_told(sitting)}});
  page.data = data_head(from, "sitting");
  page.data["title"] = page.title;
  page.data["over"] = is_over(sitting);
  page.data["beliefs"] = sitting.plan.asks_beliefs;
  page.data["seats"] = seats_data(sitting);
  page.data["steps"] = view::Data::list();
  for (std::size_t k = 0; k < steps.size(); ++k) page.data["steps"].push_back(step_data(sitting, steps[k], k + 1));
  return page;
}

}  // namespace demarche
