#include "demarche/report/json_parts.h"

#include "demarche/diag/text.h"
#include "demarche/view/words.h"

namespace demarche {

Json json_page(const Provenance& provenance, std::string_view kind) {
  return {{"schema", 1},
          {"kind", kind},
          {"file", provenance.file},
          {"model_hash", provenance.model_hash},
          {"version", provenance.version},
          {"options", provenance.options},
          {"seed", provenance.seed ? Json(*provenance.seed) : Json()}};
}

Json json_of_game(const Report& report) {
  const Game& game = *report.game;
  const GameSize size = size_of(report);
  Json actors = Json::array();
  for (std::size_t row = 0; row < game.num_actors; ++row) actors.push_back(actor_name(game, ActorId{row}));
  Json page = {{"title", game.names.title},        {"nodes", size.num_nodes},     {"outcomes", size.num_terminals},
               {"infosets", game.infosets.size()}, {"actions", game.num_actions}, {"actors", std::move(actors)}};
  if (report.open) page["public_nodes"] = report.open->nodes.size();
  return page;
}

Json json_by_actor(const Game& game, const Table<ActorId, double>& numbers) {
  Json page = Json::object();
  for (std::size_t row = 0; row < numbers.size(); ++row) page[actor_name(game, ActorId{row})] = numbers[ActorId{row}];
  return page;
}

Json json_of_worst(const Report& report) {
  const InfosetId worst = report.certificate->worst;
  return worst == none<InfosetTag> ? Json() : Json(infoset_label(*report.game, worst));
}

void add_out_of_reach(Json& page, const Certificate& certificate) {
  if (const std::size_t num = num_out_of_reach(certificate); num > 0) page["num_out_of_reach"] = num;
}

Json json_of_solution(const Report& report) {
  const Solution& solution = *report.solution;
  const Certificate& certificate = *report.certificate;
  Json page = {{"method", solution.method},
               {"precision", solution.precision},
               {"max_gain", certificate.max_gain},
               {"payoff_range", certificate.payoff_range},
               {"max_gain_on_path", certificate.max_gain_on_path},
               {"stop_reason", stop_word(solution.reason)},
               {"num_steps", solution.num_steps},
               {"residual", solution.residual},
               {"notes", solution.notes},
               {"values", json_by_actor(*report.game, certificate.values)},
               {"nash_gap", json_by_actor(*report.game, certificate.nash_gaps)}};
  if (certificate.rounding > 0) page["rounding"] = certificate.rounding;
  if (!solution.solution_concept.empty()) page["concept"] = solution.solution_concept;
  page["worst_infoset"] = json_of_worst(report);
  add_out_of_reach(page, certificate);
  return page;
}

namespace {

void append_escape(std::string& out, char32_t code) {
  if (code > 0xFFFF) {
    append_escape(out, 0xD800 + ((code - 0x10000) >> 10U));
    append_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
    return;
  }
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[code >> shift & 0xFU];
}

// The writer escapes what JSON itself has no place for; whatever else is unseen stands in texts only.
std::string with_escapes(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const Character character = character_at(json, at);
    if (json[at] != '\n' && is_unseen(character)) append_escape(out, character.code);
    else out += json.substr(at, character.num_bytes);
    at += character.num_bytes;
  }
  return out;
}

}  // namespace

std::string text_of(const Json& page) {
  return with_escapes(page.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace demarche
