#pragma once

#include "demarche/view/page.h"

namespace demarche::render {

// One kind of figure each, as a specification.
view::Data flow_specification(const view::Figure& figure);
view::Data ladder_specification(const view::Figure& figure);
view::Data ranges_specification(const view::Figure& figure);
view::Data line_specification(const view::Figure& figure);
view::Data heat_specification(const view::Figure& figure);
view::Data tornado_specification(const view::Figure& figure);
view::Data intervals_specification(const view::Figure& figure);
view::Data shifts_specification(const view::Figure& figure);
view::Data stretches_specification(const view::Figure& figure);  // Crossings and Box
view::Data peeling_specification(const view::Figure& figure);
view::Data beliefs_specification(const view::Figure& figure);
view::Data path_specification(const view::Figure& figure);
view::Data waterfall_specification(const view::Figure& figure);
view::Data sight_specification(const view::Figure& figure);
view::Data fold_specification(const view::Figure& figure);

}  // namespace demarche::render
