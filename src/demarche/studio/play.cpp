#include "demarche/studio/play.h"

#include "demarche/engine/request_json.h"
#include "demarche/engine/request_keys.h"
#include "demarche/studio/kept_file.h"
#include "demarche/studio/play_replies.h"
#include "demarche/studio/replies.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche::studio {
namespace {

constexpr std::size_t most_seats = 16;
constexpr std::size_t letters_of_code = 8;
constexpr std::size_t letters_of_token = 32;

const JsonNode* value_at(const JsonTree& tree, std::string_view key) {
  for (const std::uint32_t row : tree.nodes.front().children)
    if (tree.nodes[row].key == key) return &tree.nodes[row];
  return nullptr;
}

// What else is said than the text is a request `play`.
OrRefusal<Request> request_in(JsonTree& tree) {
  std::erase_if(tree.nodes.front().children, [&](std::uint32_t row) { return tree.nodes[row].key == "text"; });
  JsonNode command;
  command.kind = JsonKind::Text;
  command.key = "command";
  command.text = "play";
  tree.nodes.front().children.push_back(static_cast<std::uint32_t>(tree.nodes.size()));
  tree.nodes.push_back(std::move(command));
  auto sent = read_request({tree, tree.nodes.front()}, Request{});
  if (!sent) return std::unexpected(std::move(sent.error()));
  return std::move(sent->request);
}

// Whose moves, seen from whom: that is for the seats to say.
bool says_too_much(const PlayAsked& play) {
  return !play.moves.empty() || !play.seen_from.empty() || play.show != PlayAsked::Show::Seat;
}

std::optional<http::Answer> refusal_of(const JsonTree& tree) {
  if (tree.nodes.front().kind != JsonKind::Object) return told(400, "send an object of JSON");
  const JsonNode* text = value_at(tree, "text");
  if (!text || text->kind != JsonKind::Text) return told(422, "say the model's `text`");
  if (text->text.size() > most_text) return told(413, "the text is too large");
  return std::nullopt;
}

std::expected<JsonTree, http::Answer> json_object(std::string_view json) {
  auto tree = parse_json(json);
  if (!tree) return std::unexpected(told(400, "that is no JSON"));
  if (tree->nodes.front().kind != JsonKind::Object) return std::unexpected(told(400, "send an object of JSON"));
  return std::move(*tree);
}

struct MoveMeant {
  std::size_t turn = 0;
  std::string option;
  std::optional<double> belief;
};
std::optional<MoveMeant> move_in(const JsonTree& tree) {
  const JsonNode* turn = value_at(tree, "turn");
  const JsonNode* option = value_at(tree, "option");
  const JsonNode* belief = value_at(tree, "belief");
  constexpr double most_turns = 1e6;
  if (!turn || turn->kind != JsonKind::Number || !(turn->number >= 0 && turn->number < most_turns)) return std::nullopt;
  if (!option || option->kind != JsonKind::Text) return std::nullopt;
  MoveMeant move{static_cast<std::size_t>(turn->number), option->text, {}};
  if (!belief || belief->kind == JsonKind::Null) return move;
  if (belief->kind != JsonKind::Number || !(belief->number >= 0 && belief->number <= 1)) return std::nullopt;
  move.belief = belief->number;
  return move;
}

std::size_t num_moves_by(const Play& play, std::size_t seat) {
  const std::string& actor = play.request.play.seats[seat];
  return static_cast<std::size_t>(
      std::ranges::count_if(play.request.play.moves, [&](const MoveSent& move) { return move.seat == actor; }));
}

}  // namespace

std::expected<Play, http::Answer> open_play(std::string_view json, const Secret& secret) {
  auto tree = json_object(json);
  if (!tree) return std::unexpected(std::move(tree.error()));
  if (auto refused = refusal_of(*tree)) return std::unexpected(std::move(*refused));
  Source text = make_source("model.crisis", value_at(*tree, "text")->text);
  auto request = request_in(*tree);
  if (!request) return std::unexpected(told(422, request.error().sentence, request.error().help));
  const std::size_t num_seats = request->play.seats.size();
  if (says_too_much(request->play))
    return std::unexpected(
        told(422, "the moves are for the seats to make", "leave out `moves`, `for`, `debrief` and `log`"));
  if (num_seats == 0) return std::unexpected(told(422, "nobody is named whom a person plays", "`\"seats\": [\"A\"]`"));
  if (num_seats > most_seats) return std::unexpected(told(422, fmt::format("there are at most {} seats", most_seats)));
  Play play{secret(letters_of_code), Play::Stage::Solving, std::move(text), std::move(*request), {}};
  for (const std::string& actor : play.request.play.seats)
    play.seats.push_back({actor, secret(letters_of_code), secret(letters_of_token)});
  return play;
}

void publish(Play& play, PlayShown shown) {
  if (play.stage == Play::Stage::Ended) return;
  play.stage = shown.failure ? Play::Stage::Failed : Play::Stage::Open;
  if (shown.failure) play.shown.failure = std::move(shown.failure);
  else play.shown = std::move(shown);
}

std::optional<http::Answer> refusal_of_move(Play& play, std::size_t seat, std::string_view json) {
  if (play.stage != Play::Stage::Open) return seat_reply(play, seat);
  const auto tree = json_object(json);
  if (!tree) return tree.error();
  const auto move = move_in(*tree);
  if (!move) return told(422, "a move has a `turn`, an `option` and a `belief` from 0 to 1 or null");
  const SeatShown& shown = play.shown.seats[seat];
  const bool is_in_time = move->turn == shown.turn && shown.turn == num_moves_by(play, seat) && !shown.options.empty();
  if (!is_in_time) {
    http::Answer late = seat_reply(play, seat);
    late.status = 409;
    return late;
  }
  if (std::ranges::find(shown.options, move->option) == shown.options.end())
    return told(422, fmt::format("`{}` is none of the options", move->option), "take the `name` of one");
  play.request.play.moves.push_back({play.request.play.seats[seat], move->option, move->belief});
  return std::nullopt;
}

std::string code_in(std::string_view json) {
  const auto tree = json_object(json);
  const JsonNode* code = tree ? value_at(*tree, "code") : nullptr;
  return code && code->kind == JsonKind::Text ? code->text : std::string();
}

bool is_over(const Play& play) { return !play.shown.debrief.is_nothing(); }

}  // namespace demarche::studio
