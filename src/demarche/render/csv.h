#pragma once

#include "demarche/view/page.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche::render {

// A field as RFC 4180 has it: quoted where it holds a comma or a quote. In a text everything unseen, line breaks
// included, is escaped as on a terminal, and what a spreadsheet would take for a formula begins with an apostrophe.
// Numbers have the digits that read back to the same double; what is not a finite number is empty.
std::string csv_field(std::string_view text);
std::string csv_field(double number);
std::string csv_field(const std::optional<double>& number);

// Fields that are written already, as one line.
std::string csv_line(const std::vector<std::string>& fields);

// A table with its columns' keys as its first line: numbers and texts as they are for programs, yes and no for truths,
// nothing for nothing.
std::string csv_of(const view::Table& table);

}  // namespace demarche::render
