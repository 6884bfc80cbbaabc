#include "demarche/store/study_store.h"

#include "demarche/store/seal.h"
#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <tuple>

namespace demarche {
namespace {

constexpr std::int64_t schema_version = 2;
constexpr std::int64_t version_without_checksums = 1;
constexpr std::int64_t application_id = 0x44656d61;  // "Dema"

constexpr const char* schema = R"(
BEGIN IMMEDIATE;
PRAGMA application_id = 1147497825;  -- "Dema"
PRAGMA user_version = 2;
CREATE TABLE study (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE columns (role TEXT, position INTEGER, name TEXT NOT NULL, label TEXT NOT NULL, unit TEXT NOT NULL,
                      best REAL, low REAL, high REAL, drawn TEXT NOT NULL, PRIMARY KEY (role, position)) WITHOUT ROWID;
-- parameters, answers: doubles of 8 bytes, little-endian, in the order of columns; a NaN is no answer.
-- checksum, sum: see store/seal.h
CREATE TABLE rows (k INTEGER PRIMARY KEY, parameters BLOB NOT NULL, answers BLOB NOT NULL, max_gain REAL,
                   payoff_range REAL, precision REAL, flags INTEGER NOT NULL, note TEXT NOT NULL,
                   checksum INTEGER NOT NULL);
CREATE TABLE tally (id INTEGER PRIMARY KEY, num_rows INTEGER NOT NULL, sum INTEGER NOT NULL);
INSERT INTO tally VALUES (1, 0, 0);
)";

Refusal no_study(const std::string& path) {
  return {fmt::format("`{}` is no study of this program", path), "`demarche study FILE --out STUDY.db` makes one"};
}

Refusal never_written(const std::string& path) {
  return {fmt::format(
              "`{}` was made by an earlier version, without checksums: it can be read, and no rows can be added", path),
          fmt::format("`demarche merge NEW.db {}` copies its rows into a file that has checksums", path)};
}

Stored<void> write_columns(const Database& database, std::string_view role, const std::vector<StoredColumn>& columns) {
  const auto insert = PreparedSql::prepare(database, "INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return std::unexpected(insert.error());
  std::int64_t position = 0;
  for (const StoredColumn& column : columns) {
    insert->bind(1, role);
    insert->bind(2, position++);
    insert->bind(3, std::string_view(column.name));
    insert->bind(4, std::string_view(column.label));
    insert->bind(5, std::string_view(column.unit));
    if (column.best) insert->bind(6, *column.best);
    if (column.low) insert->bind(7, *column.low);
    if (column.high) insert->bind(8, *column.high);
    insert->bind(9, std::string_view(column.drawn));
    if (const auto done = insert->finish(); !done) return done;
  }
  return {};
}

Stored<void> write_card(const Database& database, const StudyCard& card) {
  const auto insert = PreparedSql::prepare(database, "INSERT INTO study VALUES (?, ?)");
  if (!insert) return std::unexpected(insert.error());
  CardEntries entries = entries_of(card);
  entries.emplace_back("seal", seal_of(card));
  for (const auto& [key, value] : entries) {
    insert->bind(1, std::string_view(key));
    insert->bind(2, std::string_view(value));
    if (const auto done = insert->finish(); !done) return done;
  }
  if (const auto done = write_columns(database, "parameter", card.parameters); !done) return done;
  return write_columns(database, "answer", card.answers);
}

Stored<std::vector<StoredColumn>> read_columns(const Database& database, std::string_view role, std::int64_t version) {
  const std::string sql = fmt::format(
      "SELECT name, label, unit, best, low, high, best IS NULL, {} FROM columns WHERE role = ? ORDER BY position",
      version == version_without_checksums ? "''" : "drawn");
  const auto select = PreparedSql::prepare(database, sql.c_str());
  if (!select) return std::unexpected(select.error());
  select->bind(1, role);
  std::vector<StoredColumn> columns;
  for (;;) {
    const auto more = select->step();
    if (!more) return std::unexpected(more.error());
    if (!*more) return columns;
    StoredColumn& column = columns.emplace_back(
        StoredColumn{select->text(0), select->text(1), select->text(2), {}, {}, {}, select->text(7)});
    if (select->integer(6) != 0) continue;
    column.best = select->number(3);
    column.low = select->number(4);
    column.high = select->number(5);
  }
}

std::uint64_t whole_number(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct SealedCard {
  StudyCard card;
  std::string seal;
};

Stored<SealedCard> read_entries(const Database& database) {
  const auto select = PreparedSql::prepare(database, "SELECT key, value FROM study");
  if (!select) return std::unexpected(select.error());
  std::map<std::string, std::string> entries;
  for (;;) {
    const auto more = select->step();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    entries[select->text(0)] = select->text(1);
  }
  return SealedCard{{entries["model_text"],
                     entries["model_sha256"],
                     entries["version"],
                     entries["options"],
                     entries["design"],
                     whole_number(entries["seed"]),
                     whole_number(entries["draws"]),
                     {},
                     {}},
                    entries["seal"]};
}

bool has_ranges(const StoredColumn& column) { return column.best.has_value(); }

// The card, held against its seal where there must be one.
Stored<SealedCard> read_card(const Database& database, std::int64_t version) {
  auto read = read_entries(database);
  if (!read) return read;
  auto parameters = read_columns(database, "parameter", version);
  if (!parameters) return std::unexpected(parameters.error());
  auto answers = read_columns(database, "answer", version);
  if (!answers) return std::unexpected(answers.error());
  read->card.parameters = std::move(*parameters);
  read->card.answers = std::move(*answers);
  const bool whole = version == version_without_checksums
                         ? read->seal.empty() && std::ranges::all_of(read->card.parameters, has_ranges)
                         : read->seal == seal_of(read->card);
  if (whole) return read;
  return std::unexpected(damaged(database.path(), "what it says of the study (model, options, columns) was changed"));
}

// A study's file says so in its head, with the version of its tables.
Stored<std::int64_t> read_version(const Database& database) {
  const auto head = PreparedSql::prepare(
      database, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version");
  if (!head) return std::unexpected(head.error());
  const auto row = head->step();
  if (!row) return std::unexpected(row.error());
  if (!*row || head->integer(0) != application_id) return std::unexpected(no_study(database.path()));
  const std::int64_t version = head->integer(1);
  if (version == schema_version || version == version_without_checksums) return version;
  return std::unexpected(Refusal{fmt::format("`{}` has tables of version {}, this program reads up to version {}",
                                             database.path(), version, schema_version),
                                 "use the version of the program that made it"});
}

// The card and no rows.
Stored<void> write_new(const Database& database, const StudyCard& card) {
  if (const auto done = database.run(schema); !done) return done;
  if (const auto done = write_card(database, card); !done) return done;
  return database.run("COMMIT");
}

// A new file is made in memory and gets its name when it is whole, so that a study is never half begun.
Stored<void> create_file(const std::string& path, const StudyCard& card) {
  const auto database = Database::open(":memory:", OpenMode::Create);
  if (!database) return std::unexpected(database.error());
  if (const auto done = write_new(*database, card); !done) return done;
  const auto bytes = database->bytes();
  if (!bytes) return std::unexpected(bytes.error());
  const auto written = write_file(path, *bytes, IfThere::Leave);
  if (!written) return std::unexpected(Refusal{written.error(), ""});
  return {};
}

// An empty file becomes a study in one transaction, which of two runs only one can make.
Stored<void> fill_file(const std::string& path, const StudyCard& card) {
  const auto database = Database::open(path, OpenMode::Write);
  if (!database) return std::unexpected(database.error());
  return write_new(*database, card);
}

bool is_empty_file(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored) && std::filesystem::is_empty(path, ignored);
}

}  // namespace

Stored<void> is_free(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored) || is_empty_file(path)) return {};
  return std::unexpected(
      Refusal{fmt::format("`{}` is there already", path), "`--resume` goes on with it; `--out` names another file"});
}

Stored<StudyStore> create_study(const std::string& path, const StudyCard& card) {
  if (const auto free = is_free(path); !free) return std::unexpected(free.error());
  const auto created = is_empty_file(path) ? fill_file(path, card) : create_file(path, card);
  if (created) return open_study(path, OpenMode::Write);
  if (is_free(path)) return std::unexpected(created.error());
  return std::unexpected(Refusal{fmt::format("another run has begun `{}` just now", path),
                                 "`--resume` joins it once it has; `--out` names another file"});
}

Stored<StudyStore> open_study(const std::string& path, OpenMode mode) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return std::unexpected(Refusal{fmt::format("there is no file `{}`", path), ""});
  }
  auto database = Database::open(path, mode);
  if (!database) return std::unexpected(database.error());
  const auto version = read_version(*database);
  if (!version) return std::unexpected(version.error());
  auto read = read_card(*database, *version);
  if (!read) return std::unexpected(read.error());
  if (mode == OpenMode::Write) {
    if (*version == version_without_checksums) return std::unexpected(never_written(path));
    const auto ready = database->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (!ready) return std::unexpected(ready.error());
  }
  return StudyStore{std::move(*database), std::move(read->card), std::move(read->seal), {}};
}

Stored<void> close_study(StudyStore store) {
  const auto closed = store.database.run("PRAGMA journal_mode = DELETE");
  if (closed || store.database.is_busy()) return {};
  Refusal error = closed.error();
  error.help = fmt::format(
      "no row is lost: keep `{0}` and `{0}-wal` together, and read it with `demarche results` "
      "when that can be mended",
      store.database.path());
  return std::unexpected(std::move(error));
}

}  // namespace demarche
