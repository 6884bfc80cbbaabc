#include "demarche/cli/study_csv.h"

#include "demarche/render/csv.h"

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
  std::vector<view::Data> fields{"row.number"};  // no parameter's name has a dot
  for (const StoredColumn& column : card.parameters) fields.emplace_back(title_of(column));
  for (const StoredColumn& column : card.answers) fields.emplace_back(title_of(column));
  for (const char* name : {"max_gain", "payoff_range", "precision", "flags", "note"})
    fields.emplace_back(fmt::format("row.{}", name));
  return render::csv_row(fields);
}

std::string csv_row(const StoredRow& row) {
  std::vector<view::Data> fields{row.number};
  fields.insert(fields.end(), row.parameters.begin(), row.parameters.end());
  fields.insert(fields.end(), row.answers.begin(), row.answers.end());
  fields.insert(fields.end(), {row.max_gain, row.payoff_range, row.precision, flag_words(row.flags), row.note});
  return render::csv_row(fields);
}

}  // namespace demarche::cli
