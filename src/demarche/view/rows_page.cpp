#include "demarche/view/rows_page.h"

#include "demarche/view/data_head.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string title_of(const StoredColumn& column) {
  return column.label.empty() ? column.name : column.name + ": " + column.label;
}

std::vector<std::string> flag_words(std::uint32_t flags) {
  std::vector<std::string> words;
  if (flags & not_certified) words.emplace_back("not_certified");
  if (flags & jump_suspected) words.emplace_back("jump_suspected");
  if (flags & left_branch) words.emplace_back("left_branch");
  if (flags & without_answer) words.emplace_back("without_answer");
  if (flags & folded) words.emplace_back("folded");
  if (flags & not_found) words.emplace_back("not_found");
  return words;
}

view::Data row_data(const StoredRow& row) {
  return {{"number", row.number},
          {"parameters", row.parameters},
          {"answers", row.answers},
          {"max_gain", row.max_gain},
          {"payoff_range", row.payoff_range},
          {"precision", row.precision},
          {"flags", flag_words(row.flags)},
          {"note", row.note}};
}

view::Data rows_data(const SomeRows& some) {
  view::Data data = data_head(some.provenance, "rows");
  data["design"] = some.card.design;
  data["num_rows"] = some.card.num_rows;
  data["parameters"] = view::Data::list();
  for (const StoredColumn& column : some.card.parameters) {
    data["parameters"].push_back(
        {{"name", column.name}, {"best", column.best}, {"low", column.low}, {"high", column.high}});
  }
  data["answers"] = view::Data::list();
  for (const StoredColumn& column : some.card.answers) {
    data["answers"].push_back({{"question", column.name}, {"label", column.label}, {"unit", column.unit}});
  }
  data["central"] = row_data(some.central);
  data["rows"] = view::Data::list();
  for (const StoredRow& row : some.rows) data["rows"].push_back(row_data(row));
  return data;
}

// One cell a value: numbers as they are, for people with six digits.
view::Cell cell_of(const view::Data& value) {
  if (const auto* number = std::get_if<double>(&value.value())) return {fmt::format("{:.6g}", *number), value};
  if (const auto* text = std::get_if<std::string>(&value.value())) return {*text, value};
  if (const auto* whole = std::get_if<std::int64_t>(&value.value())) return {fmt::format("{}", *whole), value};
  return {};
}

view::Table rows_table(const SomeRows& some) {
  view::Table table{.key = "rows", .title = "Rows", .may_number_heads = true};
  for (const view::Data& head : row_heads(some.card)) {
    const std::string& title = std::get<std::string>(head.value());
    table.columns.push_back({title, title, view::ColumnKind::Numbers});
  }
  for (const StoredRow& row : some.rows) {
    std::vector<view::Cell>& cells = table.rows.emplace_back();
    for (const view::Data& value : row_values(row)) cells.push_back(cell_of(value));
  }
  return table;
}

}  // namespace

std::vector<view::Data> row_heads(const StudyCard& card) {
  std::vector<view::Data> fields{"row.number"};  // no parameter's name has a dot
  for (const StoredColumn& column : card.parameters) fields.emplace_back(title_of(column));
  for (const StoredColumn& column : card.answers) fields.emplace_back(title_of(column));
  for (const char* name : {"max_gain", "payoff_range", "precision", "flags", "note"})
    fields.emplace_back(fmt::format("row.{}", name));
  return fields;
}

std::vector<view::Data> row_values(const StoredRow& row) {
  std::vector<view::Data> fields{row.number};
  fields.insert(fields.end(), row.parameters.begin(), row.parameters.end());
  fields.insert(fields.end(), row.answers.begin(), row.answers.end());
  const std::string flags = fmt::format("{}", fmt::join(flag_words(row.flags), " "));
  fields.insert(fields.end(), {row.max_gain, row.payoff_range, row.precision, flags, row.note});
  return fields;
}

view::Page rows_page(const SomeRows& some) {
  view::Page page;
  page.generator = generator_of(some.provenance);
  const view::Table table = rows_table(some);
  page.sections.push_back({.key = "rows", .title = {}, .blocks = {{table}}});
  page.table = table;
  page.data = rows_data(some);
  return page;
}

}  // namespace demarche
