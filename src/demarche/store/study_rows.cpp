#include "demarche/store/seal.h"

#include <fmt/format.h>

#include <tuple>

namespace demarche {
namespace {

constexpr const char* row_fields = "k, parameters, answers, max_gain, payoff_range, precision, flags, note";

Stored<RowReader> reader_of(const StudyStore& store, const std::string& sql) {
  auto select = PreparedSql::prepare(store.database, sql.c_str());
  if (!select) return std::unexpected(select.error());
  return RowReader{&store, std::move(*select)};
}

StoredRow row_in(const PreparedSql& select) {
  return {select.integer(0),
          select.numbers(1),
          select.numbers(2),
          select.number(3),
          select.number(4),
          select.number(5),
          static_cast<std::uint32_t>(select.integer(6)),
          select.text(7)};
}

// What is wrong with a row, if anything.
std::string fault_of(const StudyStore& store, const StoredRow& row) {
  const StudyCard& card = store.card;
  if (row.parameters.size() != card.parameters.size() || row.answers.size() != card.answers.size()) {
    return fmt::format("row {} has not as many numbers as the study has columns", row.number);
  }
  if (row.number < central_row || row.number >= static_cast<std::int64_t>(card.num_rows)) {
    return fmt::format("a row has the number {}, which is not one of the study's", row.number);
  }
  return store.doubt ? store.doubt(row) : std::string();
}

RowTally tally_in(const PreparedSql& select, int column) {
  return {static_cast<std::uint64_t>(select.integer(column)), static_cast<std::uint64_t>(select.integer(column + 1))};
}

// Behind the last row: are they all here?
std::string fault_of(const RowTally& seen, const RowTally& written) {
  if (seen == written) return {};
  if (seen.num_rows == written.num_rows) return "its rows are not those that were written";
  return fmt::format("{} rows were written, and {} are there", written.num_rows, seen.num_rows);
}

Stored<RowTally> read_tally(const Database& database) {
  const auto select = PreparedSql::prepare(database, "SELECT num_rows, sum FROM tally");
  if (!select) return std::unexpected(select.error());
  const auto more = select->step();
  if (!more) return std::unexpected(more.error());
  if (!*more) return std::unexpected(damaged(database.path(), "it does not say how many rows there are"));
  return tally_in(*select, 0);
}

Stored<void> write_tally(const Database& database, const RowTally& tally) {
  const auto update = PreparedSql::prepare(database, "UPDATE tally SET num_rows = ?, sum = ?");
  if (!update) return std::unexpected(update.error());
  update->bind(1, static_cast<std::int64_t>(tally.num_rows));
  update->bind(2, static_cast<std::int64_t>(tally.sum));
  return update->finish();
}

// Within a transaction.
Stored<void> insert_rows(const StudyStore& store, std::span<const StoredRow> rows) {
  auto tally = read_tally(store.database);
  if (!tally) return std::unexpected(tally.error());
  const auto insert =
      PreparedSql::prepare(store.database, "INSERT OR IGNORE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return std::unexpected(insert.error());
  for (const StoredRow& row : rows) {
    const std::uint64_t checksum = checksum_of(store.seal, row);
    insert->bind(1, row.number);
    insert->bind(2, std::span(row.parameters));
    insert->bind(3, std::span(row.answers));
    insert->bind(4, row.max_gain);
    insert->bind(5, row.payoff_range);
    insert->bind(6, row.precision);
    insert->bind(7, static_cast<std::int64_t>(row.flags));
    insert->bind(8, std::string_view(row.note));
    insert->bind(9, static_cast<std::int64_t>(checksum));
    if (const auto done = insert->finish(); !done) return done;
    if (store.database.num_changed() == 0) continue;  // it was there
    ++tally->num_rows;
    tally->sum += checksum;
  }
  return write_tally(store.database, *tally);
}

// The rows are through: none is left, and those that were there are those that were written.
Stored<std::optional<StoredRow>> end_of(const RowReader& reader) {
  if (!reader.in_order || reader.store->seal.empty()) return std::nullopt;
  const std::string& path = reader.store->database.path();
  if (!reader.written) return std::unexpected(damaged(path, "it does not say how many rows there are"));
  const std::string fault = fault_of(reader.seen, *reader.written);
  if (!fault.empty()) return std::unexpected(damaged(path, fault));
  return std::nullopt;
}

}  // namespace

Stored<void> add_rows(const StudyStore& store, std::span<const StoredRow> rows) {
  if (rows.empty()) return {};
  if (const auto begun = store.database.run("BEGIN IMMEDIATE"); !begun) return begun;
  const auto undo = [&](const Refusal& error) -> Stored<void> {
    std::ignore = store.database.run("ROLLBACK");  // SQLite has rolled back by itself after most errors
    return std::unexpected(error);
  };
  if (const auto inserted = insert_rows(store, rows); !inserted) return undo(inserted.error());
  const auto committed = store.database.run("COMMIT");
  return committed ? committed : undo(committed.error());
}

Stored<std::uint64_t> count_rows(const StudyStore& store) {
  const auto select = PreparedSql::prepare(store.database, "SELECT count(*) FROM rows WHERE k >= 0");
  if (!select) return std::unexpected(select.error());
  const auto more = select->step();
  if (!more) return std::unexpected(more.error());
  return static_cast<std::uint64_t>(select->integer(0));
}

Stored<std::vector<std::int64_t>> row_numbers(const StudyStore& store) {
  auto reader = read_in_order(store);
  if (!reader) return std::unexpected(reader.error());
  std::vector<std::int64_t> numbers;
  for (;;) {
    const auto row = next_row(*reader);
    if (!row) return std::unexpected(row.error());
    if (!*row) return numbers;
    if ((*row)->number != central_row) numbers.push_back((*row)->number);
  }
}

// The tally comes with every row, so that both are of one moment while others add rows; and once where there is none.
Stored<RowReader> read_in_order(const StudyStore& store) {
  auto reader = reader_of(store, store.seal.empty()
                                     ? fmt::format("SELECT {}, 0 FROM rows ORDER BY k", row_fields)
                                     : fmt::format("SELECT {}, checksum, num_rows, sum, k IS NULL FROM tally LEFT JOIN "
                                                   "rows WHERE id = 1 ORDER BY k",
                                                   row_fields));
  if (reader) reader->in_order = true;
  return reader;
}

Stored<RowReader> read_by_number(const StudyStore& store) {
  return reader_of(
      store, fmt::format("SELECT {}, {} FROM rows WHERE k = ?", row_fields, store.seal.empty() ? "0" : "checksum"));
}

Stored<std::optional<StoredRow>> next_row(RowReader& reader) {
  const PreparedSql& select = reader.select;
  const StudyStore& store = *reader.store;
  const auto more = select.step();
  if (!more) return std::unexpected(more.error());
  if (!*more) return end_of(reader);
  const bool sealed = !store.seal.empty();
  if (sealed && reader.in_order) {
    reader.written = tally_in(select, 9);
    if (select.integer(11) != 0) return end_of(reader);
  }
  StoredRow row = row_in(select);
  const auto checksum = static_cast<std::uint64_t>(select.integer(8));
  if (sealed && checksum != checksum_of(store.seal, row)) {
    return std::unexpected(damaged(store.database.path(), fmt::format("row {} was changed", row.number)));
  }
  if (const std::string fault = fault_of(store, row); !fault.empty()) {
    return std::unexpected(damaged(store.database.path(), fault));
  }
  // Parts of a file that changed places hold rows that are right, each by itself.
  if (reader.in_order && reader.last && row.number <= *reader.last) {
    return std::unexpected(damaged(store.database.path(), fmt::format("row {} stands out of its order", row.number)));
  }
  reader.last = row.number;
  ++reader.seen.num_rows;
  reader.seen.sum += checksum;
  return row;
}

Stored<std::optional<StoredRow>> find_row(RowReader& reader, std::int64_t number) {
  reader.select.reset();
  reader.select.bind(1, number);
  return next_row(reader);
}

Stored<std::vector<StoredRow>> read_rows(const StudyStore& store) {
  auto reader = read_in_order(store);
  if (!reader) return std::unexpected(reader.error());
  std::vector<StoredRow> rows;
  for (;;) {
    auto row = next_row(*reader);
    if (!row) return std::unexpected(row.error());
    if (!*row) return rows;
    rows.push_back(std::move(**row));
  }
}

}  // namespace demarche
