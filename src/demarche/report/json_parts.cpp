#include "demarche/report/json_parts.h"

#include "demarche/report/words.h"

namespace demarche {

Json json_page(const Provenance& provenance, std::string_view kind) {
  return {{"schema", 1},
          {"kind", kind},
          {"file", provenance.file},
          {"model_hash", provenance.model_hash},
          {"version", provenance.version},
          {"options", provenance.options}};
}

Json json_of_game(const Game& game) {
  Json actors = Json::array();
  for (std::size_t row = 0; row < game.num_actors; ++row) actors.push_back(actor_name(game, ActorId{row}));
  return {{"title", game.names.title},        {"nodes", game.nodes.size()},  {"outcomes", game.num_terminals},
          {"infosets", game.infosets.size()}, {"actions", game.num_actions}, {"actors", std::move(actors)}};
}

Json json_of_solution(const Report& report) {
  const Solution& solution = *report.solution;
  const Certificate& certificate = *report.certificate;
  Json values = Json::object();
  for (std::size_t row = 0; row < certificate.values.size(); ++row) {
    values[actor_name(*report.game, ActorId{row})] = certificate.values[ActorId{row}];
  }
  Json page = {{"method", solution.method},
               {"precision", solution.precision},
               {"max_gain", certificate.max_gain},
               {"payoff_range", certificate.payoff_range},
               {"max_gain_on_path", certificate.max_gain_on_path},
               {"stop_reason", stop_word(solution.reason)},
               {"num_steps", solution.num_steps},
               {"residual", solution.residual},
               {"notes", solution.notes},
               {"values", std::move(values)}};
  page["worst_infoset"] = report.game->infosets.empty() ? Json() : Json(infoset_label(*report.game, certificate.worst));
  return page;
}

std::string text_of(const Json& page) { return page.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace demarche
