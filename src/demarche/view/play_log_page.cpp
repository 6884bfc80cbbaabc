#include "demarche/view/play_log_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/steps_told.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

view::Data begin_event(const Provenance& from, const view::Data& request) {
  view::Data data = {{"event", "begin"}};
  data.update(data_head(from, "play log"));
  data["request"] = request;
  return data;
}

view::Data step_event(const Sitting& sitting, const StepPlayed& step, std::size_t number) {
  view::Data data = {{"event", "step"}};
  data.update(step_data(sitting, step, number));
  return data;
}

// What was chosen before the story came there.
void append_ahead(view::Data& events, const Sitting& sitting) {
  Table<ActorId, std::size_t> num_left(sitting.solved->model.actors.size());
  const Game& game = sitting.solved->compiled.game;
  for (const SeatChoice& choice : sitting.choices) ++num_left[game.infosets[game.nodes[choice.node].infoset()].actor];
  for (const SeatMove& move : sitting.moves) {
    if (num_left[move.seat] > 0) {
      --num_left[move.seat];
      continue;
    }
    events.push_back({{"event", "ahead"},
                      {"turn", num_moves_of(sitting, move.seat)},
                      {"who", sitting.solved->model.actors[move.seat].name},
                      {"value", move.option},
                      {"said", move.belief}});
  }
}

view::Data end_event(const Sitting& sitting) {
  const Solved& solved = *sitting.solved;
  view::Data data = {{"event", "end"}, {"payoffs", view::Data::record()}};
  const OutcomeId outcome = solved.compiled.game.nodes[sitting.stands_at].outcome();
  for (std::size_t row = 0; row < solved.model.actors.size(); ++row) {
    const ActorId actor{row};
    data["payoffs"][solved.model.actors[actor].name] = payoff(solved.compiled.game, solved.stakes, outcome, actor);
  }
  return data;
}

constexpr const char* step_columns[] = {"number", "stage", "rounds", "who",   "by",       "what",  "value",
                                        "chance", "about", "said",   "bayes", "launched", "leaked"};

std::string rounds_text(const StepPlayed& step) {
  return step.place ? fmt::format("{}", fmt::join(step.place->rounds, ".")) : "";
}

view::Cell logged_cell(const view::Data& data) { return {view::Words(), data}; }

std::vector<view::Cell> row_of_step(const Sitting& sitting, const StepPlayed& step, std::size_t number) {
  const Model& model = sitting.solved->model;
  const view::Data data = step_data(sitting, step, number);
  const auto belief = belief_said_at(sitting, step.node);
  std::vector<view::Cell> row;
  for (const std::string_view column : step_columns) {
    if (column == "rounds") row.push_back(logged_cell(rounds_text(step)));
    else if (column == "about")
      row.push_back(logged_cell(belief ? view::Data(belief_about(model, belief->about)) : view::Data()));
    else if (column == "said") row.push_back(logged_cell(belief ? view::Data(belief->said) : view::Data()));
    else if (column == "bayes") row.push_back(logged_cell(belief ? view::Data(belief->bayes) : view::Data()));
    else row.push_back(logged_cell(*data.find(column)));
  }
  return row;
}

}  // namespace

view::Page play_log_page(const Sitting& sitting, const Provenance& from, const view::Data& request) {
  const std::vector<StepPlayed> steps = steps_of(sitting);
  view::Page page{.title = sitting.solved->model.title, .generator = generator_of(from)};
  page.table.emplace(view::Table{.key = "steps"});
  for (const char* column : step_columns) page.table->columns.push_back({column, column});
  page.data = data_head(from, "play log");
  page.data["events"] = view::Data::list();
  page.data["events"].push_back(begin_event(from, request));
  for (std::size_t k = 0; k < steps.size(); ++k) {
    page.data["events"].push_back(step_event(sitting, steps[k], k + 1));
    page.table->rows.push_back(row_of_step(sitting, steps[k], k + 1));
  }
  append_ahead(page.data["events"], sitting);
  if (is_over(sitting)) page.data["events"].push_back(end_event(sitting));
  return page;
}

}  // namespace demarche
