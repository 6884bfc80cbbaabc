#pragma once

#include "demarche/render/vega_style.h"

#include <cstddef>
#include <string>

// Ribbons between rows of boxes, smooth at their ends.
namespace demarche::render {

// From `left` to `right` at the top, and at the bottom.
struct Ribbon {
  std::size_t number = 0;
  double left_above = 0;
  double right_above = 0;
  double left_below = 0;
  double right_below = 0;
  int top = 0;  // pixels down
  int bottom = 0;
  std::string label;
  std::string share;
  const char* fill = grey;
};

void append_ribbon(view::Data& ribbons, const Ribbon& ribbon);

// Across from 0 to 1, or what is looked at of it; down in pixels.
view::Data down_scale(const std::string& field, int height);

view::Data ribbon_layer(view::Data ribbons, const view::Data& across, int height);

}  // namespace demarche::render
