#pragma once

#include "demarche/base/refusal.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace demarche {

// Or what went wrong with the file.
template <class T>
using Stored = std::expected<T, Refusal>;

enum class OpenMode : std::uint8_t { Read, Write, Create };

// An open SQLite file; closed when it goes.
class Database {
 public:
  static Stored<Database> open(const std::string& path, OpenMode mode);

  // Statements without results, several at once.
  Stored<void> run(const char* sql) const;
  Stored<std::string> bytes() const;  // the whole database, as its file holds it
  bool is_busy() const;               // whether it last complained of another program's work
  int num_changed() const;            // rows, by the last statement that was to change some
  Refusal error() const;              // what SQLite last complained of
  sqlite3* handle() const { return handle_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string path_;
};

// A prepared statement of a database that outlives it. Parameters count from 1, columns from 0.
class PreparedSql {
 public:
  static Stored<PreparedSql> prepare(const Database& database, const char* sql);

  void bind(int parameter, std::int64_t number) const;
  void bind(int parameter, double number) const;
  void bind(int parameter, std::string_view text) const;
  void bind(int parameter, std::span<const double> numbers) const;

  Stored<bool> step() const;    // true: there is a row
  Stored<void> finish() const;  // steps through to the end and makes ready to run again
  void reset() const;           // makes ready to run again

  std::int64_t integer(int column) const;
  double number(int column) const;
  std::string text(int column) const;
  std::vector<double> numbers(int column) const;

 private:
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
  const Database* database_ = nullptr;
};

}  // namespace demarche
