#include "demarche/view/frame.h"

#include "demarche/view/data_head.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string size_sentence(const Report& report) {
  const Game& game = *report.game;
  const GameSize size = size_of(report);
  const std::string open =
      report.open ? fmt::format(", kept as {}", counted(report.open->nodes.size(), "public node")) : "";
  return fmt::format("{}: {}{}, {}, {}.", counted(game.num_actors, "actor"), counted(size.num_nodes, "node"), open,
                     counted(size.num_terminals, "outcome"), counted(game.infosets.size(), "information set"));
}

std::string title_of(const Report& report) {
  const std::string& title = report.game->names.title;
  return title.empty() ? "Untitled game" : title;
}

}  // namespace

view::Page page_on(const Report& report) {
  return {.title = title_of(report), .generator = generator_of(report.provenance)};
}

view::Section title_section(const Report& report) {
  return {
      "title", "", {{view::Heading{title_of(report), view::Level::Title}}, {view::Paragraph{size_sentence(report)}}}};
}

view::Section provenance_section(const Provenance& from) {
  const std::string line = fmt::format("{}, model {}, demarche {}; {}", from.file, from.model_hash.substr(0, 12),
                                       from.version, from.options);
  return {"provenance", "", {{view::Gap{}}, {view::Paragraph{view::faint(line), {0, 2}}}}};
}

view::Block sentence_block(view::Words words) { return {view::Paragraph{std::move(words), {2, 4}}}; }

view::Data game_data(const Report& report) {
  const Game& game = *report.game;
  const GameSize size = size_of(report);
  view::Data actors = view::Data::list();
  for (std::size_t row = 0; row < game.num_actors; ++row) actors.push_back(actor_name(game, ActorId{row}));
  view::Data data = {{"title", game.names.title},      {"nodes", size.num_nodes},
                     {"outcomes", size.num_terminals}, {"infosets", game.infosets.size()},
                     {"actions", game.num_actions},    {"actors", std::move(actors)}};
  if (report.open) data["public_nodes"] = report.open->nodes.size();
  return data;
}

}  // namespace demarche
