#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <cstddef>
#include <vector>

// Answers under each of several equilibria, side by side. The report's own answers are those under the first.
namespace demarche {

// On a terminal and in Markdown: the equilibria, the questions with a number each, and what lies between the first
// equilibrium and the others.
std::vector<view::Section> under_each_sections(const Report& report);

// The same on the page, behind the list of equilibria.
std::vector<view::Block> under_each_blocks(const Report& report);

// For spreadsheets: a row a number, a column an equilibrium.
view::Table under_each_table(const Report& report);

// For programs: "by_equilibrium" of an answer's row, and "equilibria".
view::Data by_equilibrium_data(const Report& report, std::size_t answer, std::size_t row);
view::Data answered_equilibria_data(const Report& report);

}  // namespace demarche
