#include "demarche/cli/study_tables.h"

#include "demarche/cli/console.h"
#include "demarche/report/csv_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::cli {
namespace {

std::string title_of(const StoredColumn& column) {
  return column.label.empty() ? column.name : column.name + ": " + column.label;
}

std::string flag_words(std::uint32_t flags) {
  std::vector<std::string> words;
  if (flags & not_certified) words.emplace_back("not_certified");
  if (flags & jump_suspected) words.emplace_back("jump_suspected");
  if (flags & left_branch) words.emplace_back("left_branch");
  if (flags & without_answer) words.emplace_back("without_answer");
  if (flags & folded) words.emplace_back("folded");
  return fmt::format("{}", fmt::join(words, " "));
}

double share_of_range(const StoredRow& row) { return row.payoff_range > 0 ? row.max_gain / row.payoff_range : 0; }

void count_row(StudySummary& study, const StoredRow& row) {
  ++study.num_done;
  study.num_not_certified += (row.flags & not_certified) ? 1U : 0U;
  study.num_without_answer += (row.flags & without_answer) ? 1U : 0U;
  study.num_jumps += (row.flags & jump_suspected) ? 1U : 0U;
  study.num_left_branch += (row.flags & left_branch) ? 1U : 0U;
  study.num_folded += (row.flags & folded) ? 1U : 0U;
  if (counts(row)) study.worst_gain = std::max(study.worst_gain, share_of_range(row));
}

StudiedAnswer answer_of(const ReadStudy& study, std::size_t position) {
  const StoredColumn& column = study.card.answers[position];
  StudiedAnswer answer{
      column.name, column.label, column.unit == "share" ? Unit::Share : Unit::Number, std::nan(""), {}};
  for (const StoredRow& row : study.rows) {
    if (row.number == central_row) answer.central = row.answers[position];
  }
  answer.slack = slack_of(study, position);
  const std::vector<double> numbers = settled_answers(study, counting_rows(study), position);
  answer.fixed = does_not_vary(numbers, answer.slack);
  answer.spread = spread_of(numbers);
  return answer;
}

// Numbers whose best guess itself lies outside 90% of what is drawn for them.
void note_leaning(const ReadStudy& read, StudySummary& study) {
  const std::vector<const StoredRow*> rows = counting_rows(read);
  for (std::size_t k = 0; k < read.card.parameters.size() && !rows.empty(); ++k) {
    std::vector<double> drawn;
    for (const StoredRow* row : rows) drawn.push_back(row->parameters[k]);
    const Spread spread = spread_of(std::move(drawn));
    const double best = *read.card.parameters[k].best;
    if (best < spread.low || best > spread.high) study.leaning.push_back(read.card.parameters[k].name);
  }
}

}  // namespace

int store_error(const StoreError& error) {
  const int exit_code = usage_error(error.sentence, error.help);
  return error.out_of_memory ? code(Exit::Limit) : exit_code;
}

int other_study(const std::string& path, const std::vector<std::string>& differences) {
  const int exit_code = usage_error(fmt::format("the rows in `{}` are of another study", path),
                                    "name another file, or take the model, options and program it was begun with");
  for (const std::string& difference : differences) complain(fmt::format("  - {}\n", difference));
  return exit_code;
}

bool counts(const StoredRow& row) { return (row.flags & (not_certified | without_answer)) == 0; }

StudySummary summary_of(const ReadStudy& read) {
  const StudyCard& card = read.card;
  StudySummary study;
  study.provenance = provenance_of(read);
  study.design = card.design;
  study.num_rows = card.num_rows;
  for (const StoredRow& row : read.rows) {
    if (row.number != central_row) count_row(study, row);
  }
  for (const StoredColumn& column : card.parameters) {
    study.parameters.push_back({column.name, *column.best, *column.low, *column.high, false});
  }
  for (std::size_t k = 0; k < card.answers.size(); ++k) study.answers.push_back(answer_of(read, k));
  note_leaning(read, study);
  return study;
}

std::string csv_head(const StudyCard& card) {
  std::vector<std::string> fields{"row.number"};  // no parameter's name has a dot
  for (const StoredColumn& column : card.parameters) fields.push_back(csv_field(title_of(column)));
  for (const StoredColumn& column : card.answers) fields.push_back(csv_field(title_of(column)));
  for (const char* name : {"max_gain", "payoff_range", "precision", "flags", "note"})
    fields.push_back(fmt::format("row.{}", name));
  return csv_line(fields);
}

std::string csv_row(const StoredRow& row) {
  std::vector<std::string> fields{fmt::format("{}", row.number)};
  for (const double number : row.parameters) fields.push_back(csv_field(number));
  for (const double number : row.answers) fields.push_back(csv_field(number));
  for (const double number : {row.max_gain, row.payoff_range, row.precision}) fields.push_back(csv_field(number));
  fields.push_back(csv_field(flag_words(row.flags)));
  fields.push_back(csv_field(row.note));
  return csv_line(fields);
}

}  // namespace demarche::cli
