#pragma once

#include "demarche/survey/box.h"

#include <string>
#include <string_view>
#include <vector>

// How it is told where in the space of drawn numbers an answer is over a bound.
namespace demarche {

// `at least 1.937`, and `p < 0.0001` or `p = 0.0123`.
std::string side_text(const StudyBox& box, const BoxSide& side);
std::string meaning_text(const BoxSide& side);

// `leaves out only draws beyond its range`, since draws go beyond the ranges; empty where the side cuts the range.
std::string beyond_text(const StudyBox& box, const BoxSide& side);

// What to know of the box's sides: how many were dropped, and whether one lies beyond its number's range; may be empty.
std::string remarks_on_sides(const StudyBox& box);

// The boxes as they were peeled, and the one to name below the one it was made of.
struct BoxOnTheWay {
  Box box;
  std::size_t number = 0;
  std::string_view note;  // `the box`, `with what may be chance` or nothing
};
std::vector<BoxOnTheWay> boxes_on_the_way(const StudyBox& box);
std::vector<std::string> cells_of(const BoxOnTheWay& one);  // density, coverage, share of all, sides, note

// `P(war) > 10% in 12.2% of 2,000 rows`.
std::string how_often(const StudyBox& box, const char* thing);

// Why no box is named.
std::string_view why_no_box(const StudyBox& box);

}  // namespace demarche
