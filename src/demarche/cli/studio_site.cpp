#include "demarche/cli/studio_site.h"

#include "demarche/engine/provenance.h"
#include "demarche/studio/play_replies.h"
#include "demarche/studio/replies.h"

#include <chrono>
#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

using studio::Board;

constexpr auto looked_for_ending_every = std::chrono::milliseconds(500);

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

http::Answer nothing_here() { return studio::told(404, "there is nothing here"); }
http::Answer other_method(const char* allowed) {
  http::Answer answer = studio::told(405, "that is not done here");
  answer.headers.emplace_back("Allow", allowed);
  return answer;
}

// Events as they come; `board` is asked with the lock of the bell, and gives nothing once there will be no more.
http::Answer stream_of(StudioSite& site, std::function<std::optional<Board>()> board) {
  http::Answer answer{200, "text/event-stream"};
  answer.events = [&site, board = std::move(board), told = std::make_shared<Board>()]() -> std::optional<std::string> {
    std::unique_lock lock(site.bell.mutex);
    std::string news;
    bool is_over = false;
    const auto has_news = [&] {
      const auto now = board();
      is_over = !now || site.is_ending;
      if (now) news = studio::news_on(*now, *told);
      return is_over || !news.empty();
    };
    site.bell.rung.wait_for(lock, looked_for_ending_every, has_news);
    if (is_over && news.empty()) return std::nullopt;
    return news;
  };
  return answer;
}

http::Answer hello(const StudioSite& site) {
  view::Data data = {
      {"program", "demarche"}, {"version", version()}, {"file", nullptr}, {"sessions", !site.players.empty()}};
  if (site.file) data["file"] = view::Data{{"name", site.file->name()}};
  data["players"] = site.players.empty() ? view::Data() : view::Data(site.players);
  return studio::json_reply(200, data);
}

http::Answer answer_of_file(StudioSite& site, const http::Asked& asked) {
  if (!site.file) return studio::told(404, "no file is open", "`demarche studio FILE`");
  if (asked.method == "PUT") return site.file->save(asked);
  if (asked.method != "GET") return other_method("GET, PUT");
  return studio::file_reply(site.file->name(), site.file->now());
}

Board board_of_leader(const StudioSite& site) {
  Board board;
  if (site.file) board["file"] = site.file->event();
  site.hall.put_on(board);
  return board;
}

http::Answer answer_of_session(StudioSite& site, std::string_view rest, const http::Asked& asked) {
  const std::size_t slash = rest.find('/');
  const std::string_view id = rest.substr(0, slash);
  const std::string_view what = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
  if (what == "end") return asked.method == "POST" ? site.hall.end(id) : other_method("POST");
  if (asked.method != "GET") return other_method("GET");
  if (what.empty()) return site.hall.reply(id, studio::led_reply);
  if (what == "log.jsonl") return site.hall.reply(id, studio::log_lines_reply);
  if (what == "log.csv") return site.hall.reply(id, studio::log_table_reply);
  return nothing_here();
}

http::Answer answer_of_sessions(StudioSite& site, const http::Asked& asked) {
  if (asked.method != "POST") return other_method("POST");
  if (site.players.empty())
    return studio::told(409, "players have no address to come to", "`demarche studio --players ADDRESS`");
  return site.hall.open(asked.body);
}

http::Answer answer_for_leader(StudioSite& site, std::string_view path, const http::Asked& asked) {
  constexpr std::string_view sessions = "api/sessions/";
  if (path == "api/file") return answer_of_file(site, asked);
  if (path == "api/sessions") return answer_of_sessions(site, asked);
  if (path.starts_with(sessions)) return answer_of_session(site, path.substr(sessions.size()), asked);
  if (asked.method == "POST" || asked.method == "PUT") return other_method("GET");
  if (path == "api/hello") return hello(site);
  if (path == "api/events" && asked.method == "GET")
    return stream_of(site, [&site] { return std::optional(board_of_leader(site)); });
  return studio::shelf_reply(site.shelf, path, "index.html", asked);
}

http::Answer answer_to_join(StudioSite& site, const http::Asked& asked) {
  const std::lock_guard lock(site.attempting);
  const double now_s = seconds_now();
  if (!site.attempts.may_try(asked.from, now_s)) {
    http::Answer answer = studio::told(429, "too many codes were wrong", "wait a minute");
    answer.headers.emplace_back("Retry-After", "60");
    return answer;
  }
  if (const auto token = site.hall.join(studio::code_in(asked.body)))
    return studio::json_reply(200, {{"seat", *token}});
  site.attempts.was_wrong(asked.from, now_s);
  return studio::told(403, "no seat has this code");
}

http::Answer answer_of_seat(StudioSite& site, std::string_view rest, const http::Asked& asked) {
  const std::size_t slash = rest.find('/');
  const std::string token(rest.substr(0, slash));
  const std::string_view what = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
  if (what == "move") return asked.method == "POST" ? site.hall.move(token, asked.body) : other_method("POST");
  if (asked.method != "GET") return other_method("GET");
  if (what == "view") return site.hall.seat(token);
  if (what != "events") return nothing_here();
  if (http::Answer there = site.hall.seat(token); there.status == 404 || there.status == 410) return there;
  return stream_of(site, [&site, token] { return site.hall.seat_board(token); });
}

http::Answer answer_for_players(StudioSite& site, std::string_view path, const http::Asked& asked) {
  constexpr std::string_view seats = "seat/";
  if (path == "join") return asked.method == "POST" ? answer_to_join(site, asked) : other_method("POST");
  if (path.starts_with(seats)) return answer_of_seat(site, path.substr(seats.size()), asked);
  if (asked.method == "POST" || asked.method == "PUT") return other_method("GET");
  return studio::shelf_reply(site.shelf, path, "player.html", asked);
}

using AnswerFor = http::Answer (*)(StudioSite&, std::string_view, const http::Asked&);

http::Service service_of(StudioSite& site, studio::Gate gate, AnswerFor answer_for) {
  const auto refusal = [gate](const http::Asked& asked) -> std::optional<http::Answer> {
    auto refused = studio::refusal_at(gate, asked);
    if (refused) *refused = studio::guarded(std::move(*refused));
    return refused;
  };
  const auto answer = [&site, gate, answer_for](const http::Asked& asked) {
    const auto path = studio::path_within(gate, asked);
    return studio::guarded(path ? answer_for(site, *path, asked) : nothing_here());
  };
  return {refusal, answer};
}

}  // namespace

http::Service service_for_leader(StudioSite& site, studio::Gate gate) {
  return service_of(site, std::move(gate), answer_for_leader);
}

http::Service service_for_players(StudioSite& site, studio::Gate gate) {
  return service_of(site, std::move(gate), answer_for_players);
}

}  // namespace demarche::cli
