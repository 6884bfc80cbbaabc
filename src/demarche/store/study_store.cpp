#include "demarche/store/study_store.h"

#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <tuple>

namespace demarche {
namespace {

constexpr std::int64_t schema_version = 1;
constexpr std::int64_t application_id = 0x44656d61;  // "Dema"

constexpr const char* schema = R"(
BEGIN IMMEDIATE;
PRAGMA application_id = 1147497825;  -- "Dema"
PRAGMA user_version = 1;
CREATE TABLE study (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE columns (role TEXT, position INTEGER, name TEXT NOT NULL, label TEXT NOT NULL, unit TEXT NOT NULL,
                      best REAL, low REAL, high REAL, PRIMARY KEY (role, position)) WITHOUT ROWID;
-- parameters, answers: doubles of 8 bytes, little-endian, in the order of columns; a NaN is no answer.
CREATE TABLE rows (k INTEGER PRIMARY KEY, parameters BLOB NOT NULL, answers BLOB NOT NULL, max_gain REAL,
                   payoff_range REAL, precision REAL, flags INTEGER NOT NULL, note TEXT NOT NULL);
)";

StoreError no_study(const std::string& path) {
  return {fmt::format("`{}` is no study of this program", path), "`demarche study FILE --out STUDY.db` makes one"};
}

std::map<std::string, std::string> entries_of(const StudyCard& card) {
  return {{"model_text", card.model_text},
          {"model_sha256", card.model_sha256},
          {"version", card.version},
          {"options", card.options},
          {"design", card.design},
          {"seed", std::to_string(card.seed)},
          {"draws", std::to_string(card.num_rows)}};
}

Stored<void> write_columns(const Database& database, std::string_view role, const std::vector<StoredColumn>& columns) {
  const auto insert = PreparedSql::prepare(database, "INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
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
    if (const auto done = insert->finish(); !done) return done;
  }
  return {};
}

Stored<void> write_card(const Database& database, const StudyCard& card) {
  const auto insert = PreparedSql::prepare(database, "INSERT INTO study VALUES (?, ?)");
  if (!insert) return std::unexpected(insert.error());
  for (const auto& [key, value] : entries_of(card)) {
    insert->bind(1, std::string_view(key));
    insert->bind(2, std::string_view(value));
    if (const auto done = insert->finish(); !done) return done;
  }
  if (const auto done = write_columns(database, "parameter", card.parameters); !done) return done;
  return write_columns(database, "answer", card.answers);
}

Stored<std::vector<StoredColumn>> read_columns(const Database& database, std::string_view role) {
  const auto select = PreparedSql::prepare(
      database,
      "SELECT name, label, unit, best, low, high, best IS NULL FROM columns WHERE role = ? ORDER BY position");
  if (!select) return std::unexpected(select.error());
  select->bind(1, role);
  std::vector<StoredColumn> columns;
  for (;;) {
    const auto more = select->step();
    if (!more) return std::unexpected(more.error());
    if (!*more) return columns;
    StoredColumn& column =
        columns.emplace_back(StoredColumn{select->text(0), select->text(1), select->text(2), {}, {}, {}});
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

Stored<StudyCard> read_card(const Database& database) {
  const auto select = PreparedSql::prepare(database, "SELECT key, value FROM study");
  if (!select) return std::unexpected(select.error());
  std::map<std::string, std::string> entries;
  for (;;) {
    const auto more = select->step();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    entries[select->text(0)] = select->text(1);
  }
  auto parameters = read_columns(database, "parameter");
  if (!parameters) return std::unexpected(parameters.error());
  auto answers = read_columns(database, "answer");
  if (!answers) return std::unexpected(answers.error());
  return StudyCard{entries["model_text"],
                   entries["model_sha256"],
                   entries["version"],
                   entries["options"],
                   entries["design"],
                   whole_number(entries["seed"]),
                   whole_number(entries["draws"]),
                   std::move(*parameters),
                   std::move(*answers)};
}

// A study's file says so in its head, with the version of its tables.
Stored<void> check_head(const Database& database) {
  const auto head = PreparedSql::prepare(
      database, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version");
  if (!head) return std::unexpected(head.error());
  const auto row = head->step();
  if (!row) return std::unexpected(row.error());
  if (!*row || head->integer(0) != application_id) return std::unexpected(no_study(database.path()));
  if (head->integer(1) != schema_version) {
    return std::unexpected(StoreError{fmt::format("`{}` has tables of version {}, this program reads version {}",
                                                  database.path(), head->integer(1), schema_version),
                                      "use the version of the program that made it"});
  }
  return {};
}

void compare(std::vector<std::string>& found, const char* what, const std::string& there, const std::string& wanted) {
  if (there != wanted) found.push_back(fmt::format("{}: `{}` there, `{}` here", what, there, wanted));
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
  if (!written) return std::unexpected(StoreError{written.error(), ""});
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

Stored<RowReader> reader_of(const StudyStore& store, const char* which) {
  const std::string sql =
      fmt::format("SELECT k, parameters, answers, max_gain, payoff_range, precision, flags, note FROM rows {}", which);
  auto select = PreparedSql::prepare(store.database, sql.c_str());
  if (!select) return std::unexpected(select.error());
  return RowReader{&store, std::move(*select)};
}

}  // namespace

Stored<void> is_free(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored) || is_empty_file(path)) return {};
  return std::unexpected(StoreError{fmt::format("`{}` is there already", path),
                                    "`--resume` goes on with it; `--out` names another file"});
}

Stored<StudyStore> create_study(const std::string& path, const StudyCard& card) {
  if (const auto free = is_free(path); !free) return std::unexpected(free.error());
  const auto created = is_empty_file(path) ? fill_file(path, card) : create_file(path, card);
  if (created) return open_study(path, OpenMode::Write);
  if (is_free(path)) return std::unexpected(created.error());
  return std::unexpected(StoreError{fmt::format("another run has begun `{}` just now", path),
                                    "`--resume` joins it once it has; `--out` names another file"});
}

Stored<StudyStore> open_study(const std::string& path, OpenMode mode) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return std::unexpected(StoreError{fmt::format("there is no file `{}`", path), ""});
  }
  auto database = Database::open(path, mode);
  if (!database) return std::unexpected(database.error());
  if (const auto head = check_head(*database); !head) return std::unexpected(head.error());
  if (mode == OpenMode::Write) {
    const auto ready = database->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (!ready) return std::unexpected(ready.error());
  }
  auto card = read_card(*database);
  if (!card) return std::unexpected(card.error());
  return StudyStore{std::move(*database), std::move(*card)};
}

std::vector<std::string> differences(const StudyCard& there, const StudyCard& wanted) {
  std::vector<std::string> found;
  if (there.model_sha256 != wanted.model_sha256) {
    found.push_back(fmt::format("model: its text is another (SHA-256 {}... there, {}... here)",
                                there.model_sha256.substr(0, 12), wanted.model_sha256.substr(0, 12)));
  }
  compare(found, "program", there.version, wanted.version);
  compare(found, "options", there.options, wanted.options);
  compare(found, "design", there.design, wanted.design);
  compare(found, "seed", std::to_string(there.seed), std::to_string(wanted.seed));
  compare(found, "draws, which stay what they were when the study was begun", std::to_string(there.num_rows),
          std::to_string(wanted.num_rows));
  if (found.empty() && (there.parameters != wanted.parameters || there.answers != wanted.answers)) {
    found.push_back("columns: other parameters or questions");
  }
  return found;
}

Stored<void> add_rows(const StudyStore& store, std::span<const StoredRow> rows) {
  if (rows.empty()) return {};
  if (const auto begun = store.database.run("BEGIN IMMEDIATE"); !begun) return begun;
  const auto undo = [&](const StoreError& error) -> Stored<void> {
    std::ignore = store.database.run("ROLLBACK");  // SQLite has rolled back by itself after most errors
    return std::unexpected(error);
  };
  const auto insert =
      PreparedSql::prepare(store.database, "INSERT OR IGNORE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return undo(insert.error());
  for (const StoredRow& row : rows) {
    insert->bind(1, row.number);
    insert->bind(2, std::span(row.parameters));
    insert->bind(3, std::span(row.answers));
    insert->bind(4, row.max_gain);
    insert->bind(5, row.payoff_range);
    insert->bind(6, row.precision);
    insert->bind(7, static_cast<std::int64_t>(row.flags));
    insert->bind(8, std::string_view(row.note));
    if (const auto done = insert->finish(); !done) return undo(done.error());
  }
  const auto committed = store.database.run("COMMIT");
  return committed ? committed : undo(committed.error());
}

Stored<std::vector<std::int64_t>> row_numbers(const StudyStore& store) {
  const auto select = PreparedSql::prepare(store.database, "SELECT k FROM rows WHERE k >= 0 ORDER BY k");
  if (!select) return std::unexpected(select.error());
  std::vector<std::int64_t> numbers;
  for (;;) {
    const auto more = select->step();
    if (!more) return std::unexpected(more.error());
    if (!*more) return numbers;
    numbers.push_back(select->integer(0));
  }
}

Stored<RowReader> read_in_order(const StudyStore& store) { return reader_of(store, "ORDER BY k"); }

Stored<RowReader> read_by_number(const StudyStore& store) { return reader_of(store, "WHERE k = ?"); }

Stored<std::optional<StoredRow>> next_row(const RowReader& reader) {
  const PreparedSql& select = reader.select;
  const auto more = select.step();
  if (!more) return std::unexpected(more.error());
  if (!*more) return std::nullopt;
  StoredRow row{select.integer(0),
                select.numbers(1),
                select.numbers(2),
                select.number(3),
                select.number(4),
                select.number(5),
                static_cast<std::uint32_t>(select.integer(6)),
                select.text(7)};
  const StudyCard& card = reader.store->card;
  if (row.parameters.size() == card.parameters.size() && row.answers.size() == card.answers.size()) return row;
  return std::unexpected(
      StoreError{fmt::format("`{}` is damaged: row {} has not as many numbers as the study has columns",
                             reader.store->database.path(), row.number),
                 "rows can always be drawn again"});
}

Stored<std::optional<StoredRow>> find_row(const RowReader& reader, std::int64_t number) {
  reader.select.reset();
  reader.select.bind(1, number);
  return next_row(reader);
}

Stored<std::vector<StoredRow>> read_rows(const StudyStore& store) {
  const auto reader = read_in_order(store);
  if (!reader) return std::unexpected(reader.error());
  std::vector<StoredRow> rows;
  for (;;) {
    auto row = next_row(*reader);
    if (!row) return std::unexpected(row.error());
    if (!*row) return rows;
    rows.push_back(std::move(**row));
  }
}

Stored<void> close_study(StudyStore store) {
  const auto closed = store.database.run("PRAGMA journal_mode = DELETE");
  if (closed || store.database.is_busy()) return {};
  StoreError error = closed.error();
  error.help = fmt::format("no row is lost: keep `{0}` and `{0}-wal` together, and read it with `demarche results` "
                           "when that can be mended",
                           store.database.path());
  return std::unexpected(std::move(error));
}

}  // namespace demarche
