#include "demarche/studio/play_replies.h"

#include "demarche/render/json.h"
#include "demarche/studio/replies.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche::studio {
namespace {

const char* word_of_stage(Play::Stage stage) {
  switch (stage) {
    case Play::Stage::Solving:
      return "solving";
    case Play::Stage::Open:
      return "open";
    case Play::Stage::Failed:
      return "failed";
    case Play::Stage::Ended:
      return "ended";
  }
  return "";
}

http::Answer not_yet(std::string_view sentence) {
  http::Answer answer = told(503, sentence, "ask again in a moment");
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

view::Data seats_for_leader(const Play& play) {
  view::Data seats = view::Data::list();
  for (std::size_t row = 0; row < play.seats.size(); ++row) {
    const Seat& seat = play.seats[row];
    const SeatShown shown = row < play.shown.seats.size() ? play.shown.seats[row] : SeatShown();
    seats.push_back({{"actor", seat.actor},
                     {"code", seat.code},
                     {"taken", seat.is_taken},
                     {"turn", shown.turn},
                     {"to_choose", !shown.options.empty()}});
  }
  return seats;
}

}  // namespace

http::Answer seat_reply(const Play& play, std::size_t seat) {
  if (play.stage == Play::Stage::Ended) return told(410, "the session was ended");
  if (play.stage == Play::Stage::Failed) return told(503, "the session cannot go on", "whoever leads it sees why");
  if (play.shown.seats.empty()) return not_yet("the model is being solved");
  return {200, "application/json; charset=utf-8", play.shown.seats[seat].body};
}

Board seat_board(const Play& play, std::size_t seat) {
  if (play.shown.seats.empty()) return {};
  const SeatShown& shown = play.shown.seats[seat];
  return {{"turn", event_of("turn", {{"turn", shown.turn}}, shown.mark)}};
}

http::Answer led_reply(const Play& play) {
  view::Data data = {{"id", play.id},
                     {"stage", word_of_stage(play.stage)},
                     {"over", is_over(play)},
                     {"seats", seats_for_leader(play)},
                     {"events", play.shown.events.is_nothing() ? view::Data::list() : play.shown.events},
                     {"debrief", play.shown.debrief}};
  if (!play.shown.failure) return json_reply(200, data);
  http::Answer answer = *play.shown.failure;
  if (play.stage != Play::Stage::Failed) answer.status = 200;
  return answer;
}

std::string led_event(const Play& play) {
  const std::size_t num_taken = static_cast<std::size_t>(
      std::count_if(play.seats.begin(), play.seats.end(), [](const Seat& seat) { return seat.is_taken; }));
  const std::string mark = fmt::format("{}-{}-{}", word_of_stage(play.stage), play.shown.num_moves, num_taken);
  return event_of("session", {{"id", play.id}}, mark);
}

http::Answer opened_reply(const Play& play) {
  view::Data seats = view::Data::list();
  for (const Seat& seat : play.seats) seats.push_back({{"actor", seat.actor}, {"code", seat.code}});
  return json_reply(201, {{"id", play.id}, {"stage", word_of_stage(play.stage)}, {"seats", std::move(seats)}});
}

http::Answer log_lines_reply(const Play& play) {
  if (play.shown.events.is_nothing()) return not_yet("nothing has happened yet");
  http::Answer answer{200, "application/jsonl; charset=utf-8"};
  for (const view::Data& event : std::get<view::Data::List>(play.shown.events.value()))
    answer.body += render::compact_json_of(event) + "\n";
  return answer;
}

http::Answer log_table_reply(const Play& play) {
  if (play.shown.events.is_nothing()) return not_yet("nothing has happened yet");
  return {200, "text/csv; charset=utf-8", play.shown.table};
}

view::Data events_of(const Play& play) {
  view::Data marked = view::Data::list();
  const auto* events = std::get_if<view::Data::List>(&play.shown.events.value());
  for (const view::Data& event : events ? *events : view::Data::List()) {
    view::Data one = {{"session", play.id}};
    one.update(event);
    marked.push_back(std::move(one));
  }
  return marked;
}

}  // namespace demarche::studio
