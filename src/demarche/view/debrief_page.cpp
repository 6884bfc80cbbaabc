#include "demarche/view/debrief_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/steps_told.h"
#include "demarche/view/why_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::vector<ActorId> seats_told(const Sitting& sitting, std::optional<ActorId> seat) {
  if (seat) return {*seat};
  std::vector<ActorId> seats;
  for (std::size_t row = 0; row < sitting.solved->model.actors.size(); ++row) {
    if (contains(sitting.plan.seats, ActorId{row})) seats.push_back(ActorId{row});
  }
  return seats;
}

double range_of(const Sitting& sitting) { return sitting.solved->certificate.payoff_range; }

std::string payoff_sentence(const DebriefTelling& telling) {
  const double range = range_of(telling.sitting);
  double gave_up = 0;
  for (const ChoiceInHindsight& choice : telling.back.choices) gave_up += choice.gave_up;
  const std::string got =
      fmt::format("You got {}. Before anything happened the equilibrium expected {}",
                  payoff_text(telling.back.payoff, range), payoff_text(telling.back.expected, range));
  const std::string lost = payoff_text(gave_up, range);
  if (telling.back.choices.empty()) return got + ". You were never asked.";
  return fmt::format(
      "{}; your choices gave up {} of what could then be expected. The rest is luck, and what others did.", got,
      lost == "0" ? "nothing" : lost);
}

view::Table lines_table(const DebriefTelling& telling) {
  using enum view::ColumnKind;
  const double range = range_of(telling.sitting);
  view::Table table{.columns = {{"", "line", Numbers}, {"", "adds", Numbers}, {"", "payoff"}}, .indent = 2};
  for (const LineAtEnd& line : telling.back.lines) {
    const PayoffTerm& term = telling.sitting.solved->model.payoffs[telling.back.seat][line.line];
    table.rows.push_back({fmt::format("{}", term.line), signed_text(line.amount, range), view::code(term.label)});
  }
  table.rows.push_back({"", signed_text(telling.back.payoff, range), "in all"});
  return table;
}

view::Section seat_section(const DebriefTelling& telling) {
  const Actor& actor = telling.sitting.solved->model.actors[telling.back.seat];
  view::Section section{fmt::format("seat_{}", telling.back.seat.value + 1), "", {}};
  section.blocks.push_back({view::Heading{fmt::format("{}: looking back", actor.long_name), view::Level::Title}});
  section.blocks.push_back({view::Paragraph{payoff_sentence(telling)}});
  section.blocks.push_back({view::Gap{}});
  section.blocks.push_back({lines_table(telling)});
  for (const ChoiceInHindsight& choice : telling.back.choices) {
    for (view::Block& block : choice_debrief(telling, choice)) section.blocks.push_back(std::move(block));
  }
  return section;
}

}  // namespace

view::Page debrief_page(const Sitting& sitting, std::optional<ActorId> seat, const Provenance& from) {
  const std::vector<ActorId> seats = seats_told(sitting, seat);
  view::Page page{.title = sitting.solved->model.title, .generator = generator_of(from)};
  page.data = data_head(from, "debrief");
  page.data["title"] = page.title;
  page.data["payoff_range"] = range_of(sitting);
  page.data["steps"] = view::Data::list();
  const std::vector<StepPlayed> steps = steps_of(sitting);
  for (std::size_t k = 0; k < steps.size(); ++k) page.data["steps"].push_back(step_data(sitting, steps[k], k + 1));
  page.data["seats"] = view::Data::list();
  page.sections.push_back({"timeline", "", timeline_blocks(sitting, seats)});
  for (const ActorId one : seats) {
    const SeatInHindsight back = look_back(sitting, one);
    page.sections.push_back(seat_section({sitting, back}));
    page.data["seats"].push_back(seat_debrief_data({sitting, back}));
  }
  return page;
}

}  // namespace demarche
