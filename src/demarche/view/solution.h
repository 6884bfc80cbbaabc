#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

namespace demarche {

// How many of an actor's information sets are shown to people, those reached most often; tables and data hold all.
inline constexpr std::size_t most_infosets_shown = 8;

// `demarche solve`: strategies, beliefs, values, gains.
view::Page solution_page(const Report& report, view::Part part, std::size_t most_infosets = most_infosets_shown);

}  // namespace demarche
