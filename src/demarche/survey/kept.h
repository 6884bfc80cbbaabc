#pragma once

#include "demarche/base/provenance.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

// What a row of a study holds besides its answers, bit by bit.
enum RowFlag : std::uint32_t {
  not_certified = 1,   // the certificate asked for was not reached
  jump_suspected = 2,  // the best guesses' equilibrium could not be followed here, or to another one
  left_branch = 4,     // the path of equilibria turned back for good, and was left
  without_answer = 8,  // the model has no numbers here; the note says why
  folded = 16,         // the path of equilibria turned back and on again
  not_found = 32,      // no equilibrium was found that is the one that the model names: there is no answer
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

// In what two studies differ, one line for each thing, both sides named; empty where rows of one fit into the other.
std::vector<std::string> differences(const StudyCard& there, const StudyCard& wanted);
// The same for a study and whoever asks about its model under some options; how rows were started is not asked.
std::vector<std::string> differences(const StudyCard& there, const Provenance& asked);

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

// Rows whose numbers are answers: certified, and there at all.
bool counts(const StoredRow& row);

// Whether both hold the same numbers, bit by bit; how a row came about may be told in other words.
bool same_row(const StoredRow& a, const StoredRow& b);

}  // namespace demarche
