#pragma once

#include "demarche/report/charts_style.h"

#include <optional>
#include <string>
#include <vector>

// Charts of ranges, lane under lane: each has its words above its bars, at the left edge, so that names of any length
// never meet the marks, on a telephone either.
namespace demarche {

inline constexpr int line_height = 15;
inline constexpr std::size_t most_lanes = 14;  // that are drawn; the table has all

// `Drawn: the 14 that matter most of 32; the table has all.`; empty where all are drawn.
std::string most_drawn_note(std::size_t num_all);

// Words broken into lines that a narrow page holds.
std::string lane_words(const std::string& text);
int height_of(const std::string& words);

// A layer that writes a field at the left edge, its top at the field `top`; the height of a place is a number of
// pixels.
Json lane_text(const std::string& field, const std::string& top, double opacity = 1);
Json lane_place(const std::string& field);

// A mark from field `from` to field `to`, a bar of this thickness.
Json lane_bar(const Json& x, const std::string& to, const std::string& place, int thickness);

// The range of one number, scaled to the width of the drawing.
struct RangeLane {
  std::string words;
  double low = 0;
  double high = 0;
  double best = 0;
  std::vector<std::pair<double, double>> marked;  // stretches of it
  std::vector<double> points;
  std::string tooltip;
};
Json range_lanes(const std::vector<RangeLane>& lanes, const std::string& reading, const char* colour);

}  // namespace demarche
