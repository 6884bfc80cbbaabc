#pragma once

#include "demarche/render/vega_style.h"

#include <string>

// Drawings lane under lane: each has its words above its bars, at the left edge, so that names of any length never meet
// the marks, on a telephone either.
namespace demarche::render {

inline constexpr int line_height = 15;  // pixels

// Words broken into lines that a narrow page holds.
std::string lane_words(const std::string& text);
int height_of(const std::string& words);

// A layer that writes a field at the left edge, its top at the field `top`; the height of a place is a number of
// pixels.
view::Data lane_text(const std::string& field, const std::string& top, double opacity);
view::Data lane_place(const std::string& field);

// A mark from one field to another, a bar of this thickness; and a short upright line.
view::Data lane_bar(const view::Data& from, const std::string& to, const std::string& place, int thickness);
view::Data lane_tick(const view::Data& at, const std::string& place, int size);

}  // namespace demarche::render
