#pragma once

#include "demarche/diag/source.h"
#include "demarche/engine/engine.h"
#include "demarche/engine/request.h"
#include "demarche/http/http.h"
#include "demarche/view/data.h"

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche::studio {

// A place at the table: who has its code may sit there, and who sits there is known by a token. Both stay the same
// until the end, so that whoever went away comes back to where the play is.
struct Seat {
  std::string actor;
  std::string code;
  std::string token;
  bool is_taken = false;
};

// What a seat may see, made once a move: bytes, and what of them decides whether a move is in time.
struct SeatShown {
  std::string body;
  std::string mark;  // of these bytes
  std::size_t turn = 0;
  std::vector<std::string> options;  // that it is asked to choose from; none: it is not asked
};

// All that there is to show of a play at some of its moves.
struct PlayShown {
  std::optional<http::Answer> failure;  // instead of all else
  std::vector<SeatShown> seats;         // as in the request
  view::Data events = {};               // the log: all that happened, whoever has seen it
  std::string table = {};               // the same as CSV
  view::Data debrief = {};              // of all seats; nothing before the story is over
  std::size_t num_moves = 0;
};
PlayShown show_play(Session& session, const Request& request, const Lent& lent);

// A play of several people, as a value; whoever holds it lets one change it at a time.
struct Play {
  enum class Stage : std::uint8_t { Solving, Open, Failed, Ended };
  std::string id;
  Stage stage = Stage::Solving;
  Source text;
  Request request;  // with the moves made so far
  std::vector<Seat> seats;
  PlayShown shown = {};
};

// From `{"text": …, "seats": […], …}`: what else may be said is what a request `play` may say. `secret` gives so many
// letters that nobody can guess.
using Secret = std::function<std::string(std::size_t num_letters)>;
std::expected<Play, http::Answer> open_play(std::string_view json, const Secret& secret);

// What was shown meanwhile is the newest.
void publish(Play& play, PlayShown shown);

// A move as a seat sends it, `{"turn": 2, "option": "wait", "belief": 0.4}`, put down; or why not: where the turn is
// another by now, what the seat sees.
std::optional<http::Answer> refusal_of_move(Play& play, std::size_t seat, std::string_view json);

bool is_over(const Play& play);

// Of `{"code": "…"}`; empty where it is anything else.
std::string code_in(std::string_view json);

}  // namespace demarche::studio
