#include "demarche/report/csv_parts.h"

#include "demarche/diag/text.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

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

}  // namespace demarche
