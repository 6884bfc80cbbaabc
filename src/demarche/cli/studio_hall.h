#pragma once

#include "demarche/cli/play_log_file.h"
#include "demarche/cli/studio_bell.h"
#include "demarche/studio/board.h"
#include "demarche/studio/play.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace demarche::cli {

// The plays that several people are at. Each has a thread that works out what is to be seen after a move, so that a
// long solve holds up nobody else; it stops when its play is ended.
class StudioHall {
 public:
  StudioHall(StudioBell& bell, PlayLogFile log) : bell_(bell), log_(std::move(log)) {}
  ~StudioHall();  // ends all plays, and waits for their threads

  // Ends all plays; whether their threads are through with it. Who unfolds a large game hears of nothing meanwhile.
  bool end_all_within(std::chrono::milliseconds time);

  http::Answer open(const std::string& json);
  http::Answer end(std::string_view id);
  // Of the play with this id; 404 where there is none.
  http::Answer reply(std::string_view id, http::Answer (*make)(const studio::Play&));
  void put_on(studio::Board& board) const;  // what whoever leads is told; with the lock of the bell

  // The token of the seat that this code opens.
  std::optional<std::string> join(std::string_view code);
  http::Answer seat(std::string_view token);
  http::Answer move(std::string_view token, const std::string& json);
  // Nothing once the seat is no more; with the lock of the bell.
  std::optional<studio::Board> seat_board(std::string_view token) const;

 private:
  struct Table {
    studio::Play play;
    std::atomic<bool> is_ended = false;
    std::thread thread = {};
    bool is_through = false;  // with the lock of the bell
  };
  struct Sitter {
    Table* table = nullptr;
    std::size_t seat = 0;
  };

  Table* table_of(std::string_view id) const;
  std::optional<Sitter> sitter_of(std::string_view token) const;
  bool is_full() const;
  void work(Table& table);
  void show_moves(Table& table, std::unique_lock<std::mutex>& lock);
  void keep(const studio::Play& play);
  std::unique_ptr<Table> taken_out(const Table* table);

  StudioBell& bell_;
  PlayLogFile log_;                             // with the lock of the bell
  std::vector<std::unique_ptr<Table>> tables_;  // with the lock of the bell
};

// So many letters that nobody can guess, of those that nobody mistakes for others.
std::string secret_letters(std::size_t num_letters);

}  // namespace demarche::cli
