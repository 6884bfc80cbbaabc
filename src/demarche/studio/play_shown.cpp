#include "demarche/render/csv.h"
#include "demarche/render/json.h"
#include "demarche/studio/play.h"
#include "demarche/studio/replies.h"
#include "demarche/view/diagnostics_data.h"

#include <algorithm>
#include <utility>

namespace demarche::studio {
namespace {

bool is_over_in(const view::Data& page) {
  const view::Data* over = page.find("over");
  const bool* truth = over ? std::get_if<bool>(&over->value()) : nullptr;
  return truth && *truth;
}

// A page of the play; the answer that says why there is none is kept.
std::optional<view::Page> page_of(PlayShown& shown, Session& session, const Request& request, const Lent& lent) {
  Result result = run(session, request, lent);
  const bool is_done = result.outcome == Outcome::Ok || result.outcome == Outcome::NotCertified;
  if (is_done && result.page) return std::move(result.page);
  view::Data why = {{"error", result.message.sentence.empty() ? "the text has errors" : result.message.sentence},
                    {"outcome", word_of(result.outcome)},
                    {"help", result.message.help},
                    {"diagnostics", diagnostics_list(result.source, result.diagnostics)}};
  shown.failure = json_reply(422, why);
  return std::nullopt;
}

std::vector<std::string> options_in(const view::Data& page) {
  std::vector<std::string> names;
  const view::Data* asked = page.find("asked");
  const view::Data* options = asked && !asked->is_nothing() ? asked->find("options") : nullptr;
  const auto* list = options ? std::get_if<view::Data::List>(&options->value()) : nullptr;
  for (const view::Data& option : list ? *list : view::Data::List())
    names.push_back(std::get<std::string>(option.find("name")->value()));
  return names;
}

// Once the story is over, a seat looks back on it, too.
SeatShown seat_shown(view::Data page, const std::optional<view::Data>& debrief, const Request& request,
                     const std::string& seat) {
  if (debrief) page["debrief"] = *debrief;
  SeatShown shown{render::compact_json_of(page) + "\n", {}, 0, options_in(page)};
  shown.mark = etag_of(shown.body);
  shown.turn = static_cast<std::size_t>(
      std::ranges::count_if(request.play.moves, [&](const MoveSent& move) { return move.seat == seat; }));
  return shown;
}

bool show_seat(PlayShown& shown, Session& session, Request request, const std::string& seat, const Lent& lent) {
  request.play.show = PlayAsked::Show::Seat;
  request.play.seen_from = seat;
  const auto page = page_of(shown, session, request, lent);
  if (!page) return false;
  std::optional<view::Data> debrief;
  if (is_over_in(page->data)) {
    request.play.show = PlayAsked::Show::Debrief;
    const auto back = page_of(shown, session, request, lent);
    if (!back) return false;
    debrief = back->data;
  }
  shown.seats.push_back(seat_shown(page->data, debrief, request, seat));
  return true;
}

bool ends_story(const view::Data& events) {
  const auto* list = std::get_if<view::Data::List>(&events.value());
  const view::Data* last = list && !list->empty() ? list->back().find("event") : nullptr;
  const auto* name = last ? std::get_if<std::string>(&last->value()) : nullptr;
  return name && *name == "end";
}

std::optional<view::Page> page_for_leader(PlayShown& shown, Session& session, Request request, PlayAsked::Show show,
                                          const Lent& lent) {
  request.play.show = show;
  request.parts = {view::Part::Data, view::Part::Table};
  return page_of(shown, session, request, lent);
}

}  // namespace

PlayShown show_play(Session& session, const Request& request, const Lent& lent) {
  PlayShown shown;
  shown.num_moves = request.play.moves.size();
  for (const std::string& seat : request.play.seats)
    if (!show_seat(shown, session, request, seat, lent)) return shown;
  const auto log = page_for_leader(shown, session, request, PlayAsked::Show::Log, lent);
  if (!log) return shown;
  shown.events = *log->data.find("events");
  if (log->table) shown.table = render::csv_of(*log->table);
  if (!ends_story(shown.events)) return shown;
  const auto debrief = page_for_leader(shown, session, request, PlayAsked::Show::Debrief, lent);
  if (debrief) shown.debrief = debrief->data;
  return shown;
}

}  // namespace demarche::studio
