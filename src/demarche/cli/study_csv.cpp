#include "demarche/cli/study_csv.h"

#include "demarche/report/csv_parts.h"

#include <fmt/format.h>

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

}  // namespace

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
