#include "demarche/report/csv_parts.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
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
