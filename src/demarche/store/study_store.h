#pragma once

#include "demarche/store/database.h"
#include "demarche/survey/keeper.h"

#include <functional>
#include <optional>

namespace demarche {

// How many rows, and what their checksums sum to (modulo 2^64).
struct RowTally {
  std::uint64_t num_rows = 0;
  std::uint64_t sum = 0;
  friend bool operator==(const RowTally&, const RowTally&) = default;
};

// A study in its file. What says which study it is has a seal, every row a checksum over the seal and all that it
// holds, and a tally tells how many rows there are and what their checksums sum to: whatever is changed, lost or added
// outside of this program is found out wherever rows are read. Files of the first version of the tables have none of
// these.
struct StudyStore {
  Database database;
  StudyCard card;
  std::string seal;  // empty: a file without checksums, which is read and never written
  // What is wrong with a row whose checksum is right, if anything: set by whoever can tell, asked for every row read.
  std::function<std::string(const StoredRow&)> doubt;
};

// Refused with a sentence where a file with something in it is there.
Stored<void> is_free(const std::string& path);

// A new file; refused where there is one, or where another run has begun one just now. It is there as a whole or not at
// all.
Stored<StudyStore> create_study(const std::string& path, const StudyCard& card);

// A study that is there. To be written to, or only read. Refused where its description is not what was written.
Stored<StudyStore> open_study(const std::string& path, OpenMode mode);

// Adds rows in one transaction: all of them or, on an error, none. Rows that are there stay as they are.
Stored<void> add_rows(const StudyStore& store, std::span<const StoredRow> rows);

// How many rows are there, the central one left out; they are counted and not checked.
Stored<std::uint64_t> count_rows(const StudyStore& store);

// The numbers of the rows that are there, in order, the central one left out. All rows are checked on the way.
Stored<std::vector<std::int64_t>> row_numbers(const StudyStore& store);

// Reads one row after the other, so that tables larger than memory can be read, and checks each. The study must outlive
// it. In order, the tally is checked behind the last row.
struct RowReader {
  const StudyStore* store = nullptr;
  PreparedSql select;
  bool in_order = false;
  RowTally seen{};
  std::optional<RowTally> written{};
  std::optional<std::int64_t> last{};  // the number of the row before
};
Stored<RowReader> read_in_order(const StudyStore& store);   // the central row first if it is there
Stored<RowReader> read_by_number(const StudyStore& store);  // with find_row
Stored<std::optional<StoredRow>> next_row(RowReader& reader);
Stored<std::optional<StoredRow>> find_row(RowReader& reader, std::int64_t number);

// All rows at once, in order.
Stored<std::vector<StoredRow>> read_rows(const StudyStore& store);

// What the core is lent of it. The study must outlive it.
StudyKeeper keeper_of(const StudyStore& store);

// Leaves one file that may be copied or read from anywhere: nothing of the write-ahead log stays beside it. Where
// another program reads it just now, the log stays for that one to clear.
Stored<void> close_study(StudyStore store);

}  // namespace demarche
