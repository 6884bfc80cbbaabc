#include "demarche/render/csv.h"

#include "demarche/diag/text.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche::render {

namespace {

// Spreadsheets take a text that begins like this for a formula and work it out; an apostrophe keeps it a text.
bool is_formula(std::string_view text) {
  if (text.find_first_of("=+-@") != 0) return false;
  return text.find_first_not_of("0123456789.eE+-", 1) != std::string_view::npos || text.size() == 1;
}

}  // namespace

std::string csv_field(std::string_view text) {
  const std::string shown = (is_formula(text) ? "'" : "") + displayed(text);
  if (shown.find_first_of(",\"") == std::string::npos) return shown;
  std::string quoted = "\"";
  for (const char c : shown) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_field(double number) { return std::isfinite(number) ? fmt::format("{}", number) : std::string(); }

std::string csv_field(const std::optional<double>& number) { return number ? csv_field(*number) : std::string(); }

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t k = 0; k < fields.size(); ++k) line += (k == 0 ? "" : ",") + fields[k];
  return line + "\r\n";
}

namespace {

std::string field_of(const view::Data& data) {
  return std::visit(
      [](const auto& value) -> std::string {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, double>) return csv_field(value);
        else if constexpr (std::is_same_v<Value, bool>) return value ? "yes" : "no";
        else if constexpr (std::is_integral_v<Value>) return fmt::format("{}", value);
        else if constexpr (std::is_same_v<Value, std::string>) return csv_field(std::string_view(value));
        else return {};
      },
      data.value());
}

}  // namespace

std::string csv_of(const view::Table& table) {
  std::vector<std::string> fields;
  for (const view::Column& column : table.columns) fields.push_back(csv_field(std::string_view(column.key)));
  std::string text = csv_line(fields);
  for (const std::vector<view::Cell>& row : table.rows) {
    fields.clear();
    for (const view::Cell& cell : row) fields.push_back(field_of(cell.data));
    fields.resize(table.columns.size());
    text += csv_line(fields);
  }
  return text;
}

}  // namespace demarche::render
