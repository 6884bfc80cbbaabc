#pragma once

#include "demarche/view/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// How reports tell of several equilibria.

// The report with one row of its equilibria, counted from 0, as the solution.
Report report_on_row(const Report& report, std::size_t row);

// `the logit path`, `a tilt withdrawn, start 3`.
std::string route_text(const FoundEquilibrium& found);
std::string_view route_word(Route route);

// `all`, `outcomes` or `unknown`: what the list is known to have.
std::string_view completeness_word(Completeness known);

// `yes`, `no` or `?`: under logit dynamics.
std::string_view stable_word(const FoundEquilibrium& found);

// What is the same for all, what the search promises and what it does not: sentences.
std::vector<std::string> search_sentences(const Report& report);

}  // namespace demarche
