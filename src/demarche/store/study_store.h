#pragma once

#include "demarche/store/database.h"

#include <functional>
#include <optional>

namespace demarche {

// What a row of a study holds besides its answers, bit by bit.
enum RowFlag : std::uint32_t {
  not_certified = 1,   // the certificate asked for was not reached
  jump_suspected = 2,  // the best guesses' equilibrium could not be followed here, or to another one
  left_branch = 4,     // the path of equilibria turned back for good, and was left
  without_answer = 8,  // the model has no numbers here; the note says why
  folded = 16,         // the path of equilibria turned back and on again
};

// A column of the table: a number that was drawn, or a number of an answer.
struct StoredColumn {
  std::string name;                       // the parameter; the question
  std::string label;                      // what tells the rows of one question apart; empty for parameters
  std::string unit;                       // share | number
  std::optional<double> best, low, high;  // parameters: what the model says
  std::string drawn{};                    // parameters: how, such as `normal` or `uniform, whole`
};

// What makes two studies the same one: rows of one fit into the other.
struct StudyCard {
  std::string model_text;
  std::string model_sha256;
  std::string version;  // of the program
  std::string options;  // of the solver, and what was selected
  std::string design;   // sobol | lhs | saltelli
  std::uint64_t seed = 1;
  std::uint64_t num_rows = 0;
  std::vector<StoredColumn> parameters;
  std::vector<StoredColumn> answers;
};

// The row of all best guesses.
inline constexpr std::int64_t central_row = -1;

struct StoredRow {
  std::int64_t number = 0;
  std::vector<double> parameters;
  std::vector<double> answers;  // NaN where there is none
  double max_gain = 0;
  double payoff_range = 0;
  double precision = 0;
  std::uint32_t flags = 0;
  std::string note;
};

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

// In what two studies differ, one line for each thing, both sides named; empty where rows of one fit into the other.
std::vector<std::string> differences(const StudyCard& there, const StudyCard& wanted);

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

// Leaves one file that may be copied or read from anywhere: nothing of the write-ahead log stays beside it. Where
// another program reads it just now, the log stays for that one to clear.
Stored<void> close_study(StudyStore store);

}  // namespace demarche
