#pragma once

#include "demarche/compile/compile.h"
#include "demarche/view/page.h"

namespace demarche {

// `demarche describe`: actors, moves in order, who sees what, sizes before unfolding, unsourced numbers first.
view::Page description_page(const Model& model, const Census& census, view::Part part);

// Its parts.
std::vector<view::Section> description_sections(const Model& model, const Census& census);
view::Data description_data(const Model& model, const Census& census);

}  // namespace demarche
