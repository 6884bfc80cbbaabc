#include "demarche/view/seat_page.h"

#include "demarche/model/steps.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <bit>

namespace demarche {
namespace {

struct SeatTelling {
  const Solved& solved;
  const SeatView& view;
  ActorSet people = 0;
};

// Null where people play everybody.
view::Data others_data(const SeatTelling& telling) {
  const bool all = static_cast<std::size_t>(std::popcount(telling.people)) == telling.solved.model.actors.size();
  return all ? view::Data() : view::Data(others_told(telling.solved));
}

view::Data people_data(const SeatTelling& telling) {
  view::Data names = view::Data::list();
  for (std::size_t row = 0; row < telling.solved.model.actors.size(); ++row) {
    if (contains(telling.people, ActorId{row})) names.push_back(telling.solved.model.actors[ActorId{row}].name);
  }
  return names;
}

const Variable& variable_of(const SeatTelling& telling, VariableId id) { return telling.solved.model.variables[id]; }

std::string value_name(const SeatTelling& telling, VariableId id, ValueIndex value) {
  const Variable& variable = variable_of(telling, id);
  return variable.kind == VariableKind::Counter ? fmt::format("{}", value) : variable.values[value].name;
}

std::string words_of(const SeatTelling& telling, VariableId id, ValueIndex value) {
  return said_of_value(telling.solved.model, telling.solved.parameters, id, value);
}

const char* word_of_how(SeenAtSeat::How how) {
  switch (how) {
    case SeenAtSeat::How::Chosen:
      return "chosen";
    case SeenAtSeat::How::Seen:
      return "seen";
    case SeenAtSeat::How::Shown:
      return "shown later";
  }
  return "";
}

std::string title_of(const SeatTelling& telling, std::optional<std::size_t> stage) {
  return stage ? telling.solved.model.stages[*stage].title : "";
}

view::Data trait_data(const SeatTelling& telling, const SeenAtSeat& trait) {
  return {{"name", variable_of(telling, trait.variable).name},
          {"value", value_name(telling, trait.variable, trait.value)},
          {"words", words_of(telling, trait.variable, trait.value)}};
}

view::Data seen_data(const SeatTelling& telling, const SeenAtSeat& seen) {
  return {{"when", title_of(telling, seen.stage)},
          {"who", settled_by(telling.solved.model, seen.variable)},
          {"what", variable_of(telling, seen.variable).name},
          {"value", value_name(telling, seen.variable, seen.value)},
          {"words", words_of(telling, seen.variable, seen.value)},
          {"how", word_of_how(seen.how)},
          {"private", seen.is_private},
          {"launched", seen.counts ? view::Data(seen.counts->launched) : view::Data()},
          {"leaked", seen.counts ? view::Data(seen.counts->leaked) : view::Data()}};
}

view::Data place_data(const SeatTelling& telling) {
  if (!telling.view.place) return {};
  const StoryPlace& place = *telling.view.place;
  view::Data rounds = view::Data::list();
  for (const std::size_t round : place.rounds) rounds.push_back(round);
  return {{"number", place.stage + 1},
          {"of", telling.solved.model.stages.size()},
          {"label", title_of(telling, place.stage)},
          {"rounds", std::move(rounds)}};
}

bool is_message(const SeatTelling& telling, const AskedAtSeat& asked) {
  const Game& game = telling.solved.compiled.game;
  const Story& story = telling.solved.compiled.story;
  const SiteId site = story.site_of[game.members[game.infosets[asked.infoset].first_member]];
  const Move* move = only<Move>(story.sites[site].step);
  return move != nullptr && move->is_message;
}

std::string question_of(const SeatTelling& telling, const AskedAtSeat& asked) {
  return fmt::format("what do you {}? ({})", is_message(telling, asked) ? "say" : "do",
                     variable_of(telling, asked.move).name);
}

std::string belief_question(const SeatTelling& telling, const BeliefAsked& belief) {
  return fmt::format("how likely is it that {}?", settled_text(telling.solved.model, belief.variable, belief.value));
}

view::Data belief_asked_data(const SeatTelling& telling, const std::optional<BeliefAsked>& belief) {
  if (!belief) return {};
  return {{"about", variable_of(telling, belief->variable).name},
          {"value", value_name(telling, belief->variable, belief->value)},
          {"question", belief_question(telling, *belief)},
          {"words", words_of(telling, belief->variable, belief->value)}};
}

view::Data asked_data(const SeatTelling& telling) {
  if (!telling.view.asked) return {};
  const AskedAtSeat& asked = *telling.view.asked;
  view::Data options = view::Data::list();
  for (const ValueIndex option : asked.options) {
    options.push_back(
        {{"name", value_name(telling, asked.move, option)}, {"label", words_of(telling, asked.move, option)}});
  }
  return {{"move", variable_of(telling, asked.move).name},
          {"words", question_of(telling, asked)},
          {"options", std::move(options)},
          {"belief", belief_asked_data(telling, asked.belief)}};
}

view::Data seat_data(const SeatTelling& telling) {
  const SeatView& view = telling.view;
  const Model& model = telling.solved.model;
  view::Data data = {{"schema", 1},
                     {"kind", "seat"},
                     {"title", model.title},
                     {"seat", model.actors[view.seat].name},
                     {"label", model.actors[view.seat].long_name},
                     {"people", people_data(telling)},
                     {"others", others_data(telling)},
                     {"turn", view.turn},
                     {"over", view.is_over},
                     {"you_are", view::Data::list()},
                     {"stage", place_data(telling)},
                     {"seen", view::Data::list()},
                     {"cannot_see", view::Data::list()},
                     {"asked", asked_data(telling)},
                     {"waiting_for", view::Data::list()}};
  for (const SeenAtSeat& trait : view.traits) data["you_are"].push_back(trait_data(telling, trait));
  for (const SeenAtSeat& seen : view.seen) data["seen"].push_back(seen_data(telling, seen));
  for (const VariableId hidden : view.hidden) data["cannot_see"].push_back(variable_of(telling, hidden).name);
  if (view.waiting_for) data["waiting_for"].push_back(model.actors[*view.waiting_for].name);
  return data;
}

std::string quoted(const std::string& words) { return words.empty() ? "" : fmt::format("  \"{}\"", words); }

view::Block line(view::Words words, std::size_t first = 2) {
  return {view::Paragraph{std::move(words), {first, first + 2}}};
}

void append_identity(std::vector<view::Block>& blocks, const SeatTelling& telling) {
  const Actor& actor = telling.solved.model.actors[telling.view.seat];
  blocks.push_back({view::Heading{fmt::format("You are {}", actor.long_name), view::Level::Title}});
  if (const view::Data others = others_data(telling); !others.is_nothing())
    blocks.push_back(line(fmt::format("{}. Those whom nobody plays move by {}.", telling.solved.model.title,
                                      others_told(telling.solved))));
  for (const SeenAtSeat& trait : telling.view.traits) {
    blocks.push_back(line(settled_text(telling.solved.model, trait.variable, trait.value) +
                          quoted(words_of(telling, trait.variable, trait.value))));
  }
}

std::string seen_text(const SeatTelling& telling, const SeenAtSeat& seen) {
  std::string text = settled_text(telling.solved.model, seen.variable, seen.value) + counts_told(seen.counts) +
                     quoted(words_of(telling, seen.variable, seen.value));
  if (seen.how == SeenAtSeat::How::Chosen) text += " (you)";
  if (seen.how == SeenAtSeat::How::Shown) text += " (told later)";
  if (seen.is_private) text += " (private)";
  return text;
}

void append_seen(std::vector<view::Block>& blocks, const SeatTelling& telling) {
  if (telling.view.seen.empty()) return;
  blocks.push_back({view::Heading{"What you have seen", view::Level::Part}});
  for (const SeenAtSeat& seen : telling.view.seen) blocks.push_back(line(seen_text(telling, seen)));
}

void append_hidden(std::vector<view::Block>& blocks, const SeatTelling& telling) {
  if (telling.view.hidden.empty()) return;
  std::string names;
  for (const VariableId hidden : telling.view.hidden) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", variable_of(telling, hidden).name);
  }
  blocks.push_back({view::Gap{}});
  blocks.push_back(line(fmt::format("You cannot see: {}", names), 0));
}

std::string place_text(const SeatTelling& telling) {
  const StoryPlace& place = *telling.view.place;
  std::string text = fmt::format("Stage {} of {}: {}", place.stage + 1, telling.solved.model.stages.size(),
                                 title_of(telling, place.stage));
  if (!place.rounds.empty()) text += fmt::format(" (round {})", fmt::join(place.rounds, "."));
  return text;
}

view::Table options_table(const SeatTelling& telling, const AskedAtSeat& asked) {
  view::Table table{
      .columns = {{"", "", view::ColumnKind::Numbers}, {"", "option"}, {"", ""}}, .indent = 2, .has_head = false};
  for (std::size_t k = 0; k < asked.options.size(); ++k) {
    table.rows.push_back({fmt::format("{}", k + 1), value_name(telling, asked.move, asked.options[k]),
                          words_of(telling, asked.move, asked.options[k])});
  }
  return table;
}

void append_now(std::vector<view::Block>& blocks, const SeatTelling& telling) {
  if (telling.view.is_over) {
    blocks.push_back({view::Gap{}});
    blocks.push_back(line("The story is over.", 0));
    return;
  }
  if (telling.view.place) blocks.push_back({view::Heading{place_text(telling), view::Level::Part}});
  if (telling.view.asked) {
    blocks.push_back(line(fmt::format("{}: {}", telling.solved.model.actors[telling.view.seat].name,
                                      question_of(telling, *telling.view.asked))));
    blocks.push_back({options_table(telling, *telling.view.asked)});
  } else if (telling.view.waiting_for) {
    blocks.push_back(line(fmt::format("Waiting for {}", telling.solved.model.actors[*telling.view.waiting_for].name)));
  } else {
    blocks.push_back(line("Waiting for others"));
  }
}

}  // namespace

view::Page seat_page(const Sitting& sitting, const SeatView& view) {
  const SeatTelling telling{*sitting.solved, view, sitting.plan.seats};
  view::Page page{.title = sitting.solved->model.title};
  view::Section& section = page.sections.emplace_back("seat");
  append_identity(section.blocks, telling);
  append_seen(section.blocks, telling);
  append_hidden(section.blocks, telling);
  append_now(section.blocks, telling);
  page.data = seat_data(telling);
  return page;
}

}  // namespace demarche
