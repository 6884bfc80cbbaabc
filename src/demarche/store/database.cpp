#include "demarche/store/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <bit>
#include <cstring>

namespace demarche {
namespace {

static_assert(std::endian::native == std::endian::little, "rows of numbers are stored in little-endian order");

const Refusal no_memory{.sentence = "memory ran out", .help = "", .out_of_memory = true};

Refusal words_of(const std::string& path, int code, const char* details) {
  switch (code & 0xFF) {
    case SQLITE_NOMEM:
      return no_memory;
    case SQLITE_FULL:
      return {fmt::format("`{}` cannot grow: the disk is full", path), "make room, then go on with `--resume`"};
    case SQLITE_IOERR:
      return {fmt::format("`{}` cannot be read or written: {}", path, details),
              "the disk may be full, the file too large, or another program may begin the same study; then go on with "
              "`--resume`"};
    case SQLITE_READONLY:
      return {fmt::format("`{}` cannot be written: it, or its folder, is read-only", path), ""};
    case SQLITE_CANTOPEN:
      return {fmt::format("`{}` cannot be opened", path),
              "is it, or for a new one its folder, there, and may you read and write it?"};
    case SQLITE_NOTADB:
      return {fmt::format("`{}` is no study: not a SQLite file", path),
              "`demarche study FILE --out STUDY.db` makes one"};
    case SQLITE_CORRUPT:
      return {fmt::format("`{}` is damaged: {}", path, details),
              "what can be read may be saved with `sqlite3 STUDY.db .recover`; rows can always be drawn again"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {fmt::format("`{}` is in use by another program", path), ""};
    default:
      return {fmt::format("`{}`: {}", path, details), ""};
  }
}

// Who reads may write, too, where the system allows it: after a crash the first to open the file puts it in order.
int flags_of(OpenMode mode) {
  return mode == OpenMode::Create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Stored<Database> Database::open(const std::string& path, OpenMode mode) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags_of(mode) | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database;
  database.handle_.reset(handle);
  database.path_ = path;
  if (handle == nullptr) return std::unexpected(no_memory);
  if (code != SQLITE_OK) return std::unexpected(database.error());
  sqlite3_busy_timeout(handle, 10'000);
  return database;
}

Stored<void> Database::run(const char* sql) const {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return std::unexpected(error());
  return {};
}

Stored<std::string> Database::bytes() const {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> copy{sqlite3_serialize(handle(), "main", &size, 0),
                                                                     &sqlite3_free};
  if (!copy) return std::unexpected(no_memory);
  return std::string(copy.get(), copy.get() + size);
}

bool Database::is_busy() const {
  const int code = sqlite3_errcode(handle()) & 0xFF;
  return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

int Database::num_changed() const { return sqlite3_changes(handle_.get()); }

Refusal Database::error() const {
  return words_of(path_, sqlite3_extended_errcode(handle_.get()), sqlite3_errmsg(handle_.get()));
}

void PreparedSql::Finalise::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Stored<PreparedSql> PreparedSql::prepare(const Database& database, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database.handle(), sql, -1, &raw, nullptr) != SQLITE_OK) {
    return std::unexpected(database.error());
  }
  PreparedSql statement;
  statement.statement_.reset(raw);
  statement.database_ = &database;
  return statement;
}

void PreparedSql::bind(int parameter, std::int64_t number) const {
  sqlite3_bind_int64(statement_.get(), parameter, number);
}

void PreparedSql::bind(int parameter, double number) const { sqlite3_bind_double(statement_.get(), parameter, number); }

void PreparedSql::bind(int parameter, std::string_view text) const {
  sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void PreparedSql::bind(int parameter, std::span<const double> numbers) const {
  sqlite3_bind_blob64(statement_.get(), parameter, numbers.data(), numbers.size_bytes(), SQLITE_TRANSIENT);
}

Stored<bool> PreparedSql::step() const {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return std::unexpected(database_->error());
}

Stored<void> PreparedSql::finish() const {
  Stored<bool> more = step();
  while (more && *more) more = step();
  const Refusal error = more ? Refusal{} : more.error();
  reset();
  if (!more) return std::unexpected(error);
  return {};
}

void PreparedSql::reset() const {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t PreparedSql::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double PreparedSql::number(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string PreparedSql::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}

std::vector<double> PreparedSql::numbers(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  std::vector<double> all(size / sizeof(double));
  if (!all.empty()) std::memcpy(all.data(), bytes, all.size() * sizeof(double));
  return all;
}

}  // namespace demarche
