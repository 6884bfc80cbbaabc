#include "demarche/cli/studio_hall.h"

#include "demarche/cli/console.h"
#include "demarche/studio/guard.h"
#include "demarche/studio/play_replies.h"
#include "demarche/studio/replies.h"

#include <fmt/format.h>

#include <sys/random.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <utility>

namespace demarche::cli {
namespace {

using studio::Play;

constexpr std::size_t most_at_a_time = 8;
constexpr std::size_t most_in_all = 100;
constexpr auto opened_within = std::chrono::seconds(2);
constexpr auto moved_within = std::chrono::seconds(20);

bool is_behind(const Play& play) {
  return play.stage == Play::Stage::Solving ||
         (play.stage == Play::Stage::Open && play.shown.num_moves < play.request.play.moves.size());
}

http::Answer no_such_play() { return studio::told(404, "there is no such session"); }
http::Answer no_such_seat() { return studio::told(404, "there is no such seat", "join again with the code"); }

// As people type a code: in small letters, with blanks and strokes.
std::string code_meant(std::string_view typed) {
  std::string code;
  for (const char letter : typed)
    if (letter != ' ' && letter != '-') code += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return code;
}

}  // namespace

std::string secret_letters(std::size_t num_letters) {
  constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  static_assert(letters.size() == 32);
  std::string secret(num_letters, '\0');
  for (std::size_t num_done = 0; num_done < num_letters;) {
    const ssize_t num = getrandom(secret.data() + num_done, num_letters - num_done, 0);
    if (num > 0) num_done += static_cast<std::size_t>(num);
    else if (errno != EINTR) std::abort();  // a system without random numbers keeps no secrets
  }
  for (char& letter : secret) letter = letters[static_cast<unsigned char>(letter) % letters.size()];
  return secret;
}

bool StudioHall::end_all_within(std::chrono::milliseconds time) {
  std::unique_lock lock(bell_.mutex);
  for (const auto& table : tables_) table->is_ended = true;
  bell_.rung.notify_all();
  return bell_.rung.wait_for(
      lock, time, [&] { return std::ranges::all_of(tables_, [](const auto& table) { return table->is_through; }); });
}

StudioHall::~StudioHall() {
  end_all_within(std::chrono::milliseconds(0));
  for (const auto& table : tables_) table->thread.join();
}

StudioHall::Table* StudioHall::table_of(std::string_view id) const {
  for (const auto& table : tables_)
    if (table->play.id == id) return table.get();
  return nullptr;
}

std::optional<StudioHall::Sitter> StudioHall::sitter_of(std::string_view token) const {
  for (const auto& table : tables_)
    for (std::size_t row = 0; row < table->play.seats.size(); ++row)
      if (studio::are_same_secret(table->play.seats[row].token, token)) return Sitter{table.get(), row};
  return std::nullopt;
}

bool StudioHall::is_full() const {
  std::size_t num_at_play = 0;
  for (const auto& table : tables_) num_at_play += table->is_ended ? 0 : 1;
  return num_at_play >= most_at_a_time || tables_.size() >= most_in_all;
}

std::unique_ptr<StudioHall::Table> StudioHall::taken_out(const Table* table) {
  const auto at = std::ranges::find(tables_, table, &std::unique_ptr<Table>::get);
  std::unique_ptr<Table> taken = std::move(*at);
  tables_.erase(at);
  return taken;
}

http::Answer StudioHall::open(const std::string& json) {
  auto play = studio::open_play(json, secret_letters);
  if (!play) return std::move(play.error());
  std::unique_lock lock(bell_.mutex);
  if (is_full())
    return studio::told(503, "there are as many sessions as this server keeps", "end one, or begin the server anew");
  auto& table = *tables_.emplace_back(std::make_unique<Table>(std::move(*play)));
  table.thread = std::thread([this, &table] { work(table); });
  bell_.rung.wait_for(lock, opened_within, [&] { return table.play.stage != Play::Stage::Solving; });
  if (table.play.stage != Play::Stage::Failed) return studio::opened_reply(table.play);
  const auto failed = taken_out(&table);
  lock.unlock();
  failed->thread.join();
  return studio::led_reply(failed->play);
}

http::Answer StudioHall::end(std::string_view id) {
  const std::lock_guard lock(bell_.mutex);
  Table* table = table_of(id);
  if (!table) return no_such_play();
  table->is_ended = true;
  table->play.stage = Play::Stage::Ended;
  bell_.rung.notify_all();
  return studio::led_reply(table->play);
}

http::Answer StudioHall::reply(std::string_view id, http::Answer (*make)(const Play&)) {
  const std::lock_guard lock(bell_.mutex);
  const Table* table = table_of(id);
  return table ? make(table->play) : no_such_play();
}

void StudioHall::put_on(studio::Board& board) const {
  for (const auto& table : tables_) board[table->play.id] = studio::led_event(table->play);
}

std::optional<std::string> StudioHall::join(std::string_view typed) {
  const std::string code = code_meant(typed);
  const std::lock_guard lock(bell_.mutex);
  for (const auto& table : tables_) {
    for (studio::Seat& seat : table->play.seats) {
      if (table->is_ended || !studio::are_same_secret(seat.code, code)) continue;
      seat.is_taken = true;
      bell_.rung.notify_all();
      return seat.token;
    }
  }
  return std::nullopt;
}

http::Answer StudioHall::seat(std::string_view token) {
  const std::lock_guard lock(bell_.mutex);
  const auto sitter = sitter_of(token);
  return sitter ? studio::seat_reply(sitter->table->play, sitter->seat) : no_such_seat();
}

http::Answer StudioHall::move(std::string_view token, const std::string& json) {
  std::unique_lock lock(bell_.mutex);
  const auto sitter = sitter_of(token);
  if (!sitter) return no_such_seat();
  Play& play = sitter->table->play;
  if (auto refused = studio::refusal_of_move(play, sitter->seat, json)) return std::move(*refused);
  const std::size_t num_moves = play.request.play.moves.size();
  bell_.rung.notify_all();
  bell_.rung.wait_for(lock, moved_within,
                      [&] { return play.shown.num_moves >= num_moves || play.stage != Play::Stage::Open; });
  return studio::seat_reply(play, sitter->seat);
}

std::optional<studio::Board> StudioHall::seat_board(std::string_view token) const {
  const auto sitter = sitter_of(token);
  if (!sitter || sitter->table->is_ended) return std::nullopt;
  return studio::seat_board(sitter->table->play, sitter->seat);
}

void StudioHall::keep(const Play& play) {
  const auto added = log_.add(studio::events_of(play));
  if (added) return;
  complain(fmt::format("demarche: {}; the log is only kept in memory from here on\n", added.error()));
  log_ = PlayLogFile();
}

void StudioHall::work(Table& table) {
  std::unique_lock lock(bell_.mutex);
  show_moves(table, lock);
  table.is_through = true;
  bell_.rung.notify_all();
}

void StudioHall::show_moves(Table& table, std::unique_lock<std::mutex>& lock) {
  Session session = open_session(table.play.text);
  const Lent lent{.monitor = [&table](const Progress&) { return !table.is_ended; }};
  while (true) {
    bell_.rung.wait(lock, [&] { return table.is_ended || is_behind(table.play); });
    if (table.is_ended) return;
    const Request request = table.play.request;
    lock.unlock();
    studio::PlayShown shown = studio::show_play(session, request, lent);
    lock.lock();
    studio::publish(table.play, std::move(shown));
    keep(table.play);
    bell_.rung.notify_all();
    if (table.play.stage == Play::Stage::Failed) return;
  }
}

}  // namespace demarche::cli
