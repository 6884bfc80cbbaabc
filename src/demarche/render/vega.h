#pragma once

#include "demarche/view/page.h"

#include <string>

namespace demarche::render {

// Whether the figure is drawn by Vega-Lite: a matrix is a table of its own.
bool is_drawn_by_vega(view::FigureKind kind);

// The figure as a Vega-Lite 6 specification, JSON on one line.
std::string vega_lite_of(const view::Figure& figure);

// The specifications of a page's figures, as one JSON object by key: what the page draws.
std::string vega_lite_of(const view::Page& page);

}  // namespace demarche::render
