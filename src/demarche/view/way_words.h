#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <cstddef>
#include <string>

// How it is told what lies between the first equilibrium and another.
namespace demarche {

// The choices that differ where play comes, the most important first: one a row.
view::Table changes_table(const Report& report, std::size_t row);

// What it takes to get there: `once C.act | D.signal=sink is leave, all else follows; ...`.
std::string way_sentence(const Report& report, std::size_t row);

// The schema's "from_first".
view::Data way_data(const Report& report, std::size_t row);

}  // namespace demarche
