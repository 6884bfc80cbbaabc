#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <vector>

// Several equilibria, where they were looked for.
namespace demarche {

// All of them in a list, and what the search promises.
view::Section equilibria_section(const Report& report);

// All but the first, where they differ from it.
std::vector<view::Section> other_equilibria_sections(const Report& report, std::size_t most_infosets);

// "search" and "equilibria": what the search found.
void add_equilibria(view::Data& data, const Report& report);

// "search": what was looked for, and whether all is known.
view::Data search_data(const Report& report);

// A row of "equilibria", without what is done at each information set.
view::Data equilibrium_data(const Report& report, std::size_t row);

// "equilibrium": which of several answers are given under.
view::Data chosen_equilibrium_data(const Report& report);

}  // namespace demarche
