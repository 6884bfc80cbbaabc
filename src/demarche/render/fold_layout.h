#pragma once

#include "demarche/view/data.h"

#include <vector>

namespace demarche::render {

// Where the boxes of a folded tree stand: across from 0 to 1, down in pixels.

inline constexpr int set_height = 20;
inline constexpr int choices_height = 18;

struct FoldBox {
  const view::Data* set = nullptr;
  int top = 0;
  double left = 0;
  double width = 0;
  double came_in = 0;            // of its reach, by the ribbons so far
  std::vector<double> choices;   // where each begins, and the last ends: of the width
  std::vector<double> went_out;  // by choice
};

struct FoldLayout {
  std::vector<FoldBox> boxes;  // one a set, as the figure numbers them
  view::Data titles = view::Data::list();
  int height = 0;
};

FoldLayout fold_layout(const view::Data& marks);

}  // namespace demarche::render
