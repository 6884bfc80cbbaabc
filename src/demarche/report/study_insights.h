#pragma once

#include "demarche/report/studies.h"
#include "demarche/survey/box.h"
#include "demarche/survey/choice.h"
#include "demarche/survey/ranking.h"

#include <string_view>

namespace demarche {

// `52.1% (47.0% to 57.2%)` or `not told from 0 (up to 0.3%)`; `0.43` or `not told from chance (0.04)`.
std::string index_text(const Index& index);
std::string pawn_text(const Pawn& pawn);
// Whether it has Sobol indices.
bool has_indices(const StudyRanking& ranking);
// The table alone, and what its columns mean, a sentence or two each.
std::string ranking_table_as_text(const StudyRanking& ranking, const TerminalOptions& options, std::size_t indent);
std::vector<std::string> ranking_keys(const StudyRanking& ranking);
std::string shift_key(const StudyRanking& ranking);           // of them, that of the last column
std::string few_blocks_warning(const StudyRanking& ranking);  // empty where there are enough for Sobol indices
std::string ranking_as_text(const StudyRanking& ranking, const TerminalOptions& options);
std::string ranking_as_json(const StudyRanking& ranking);

// `P(war) is 40.0% in all 2,000 rows: it does not vary.`; empty where it does.
std::string always_text(const StudyRanking& ranking, const char* thing);
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
std::string box_in_short(const StudyBox& box, const TerminalOptions& options);  // without the boxes on the way
std::string box_as_text(const StudyBox& box, const TerminalOptions& options);
std::string box_as_json(const StudyBox& box);

std::string choices_as_text(const std::vector<StudyChoice>& choices, const TerminalOptions& options);
std::string choices_as_json(const std::vector<StudyChoice>& choices);

}  // namespace demarche
