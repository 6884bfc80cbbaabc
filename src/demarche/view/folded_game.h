#pragma once

#include "demarche/view/report.h"

#include <string>
#include <vector>

namespace demarche {

// The tree of a game folded to what actors know when they choose: an information set a place, the steps of the story
// (or how many choices went before) from top to bottom.

// A set that is shown, and in which row.
struct FoldedSet {
  InfosetId id;
  std::size_t row = 0;
};

// How likely it is that play goes from one shown set by one of its moves to another, with no shown set between.
struct FoldedLink {
  std::size_t from = 0;
  std::size_t action = 0;
  std::size_t to = 0;
  double probability = 0;
};

struct FoldedRow {
  std::string title;
  std::size_t num_sets = 0;            // with something to choose, shown or not
  double share_left_out = 0;           // how often one that is not shown is reached
  std::vector<std::size_t> sets = {};  // shown, in an order in which links cross little
};

struct FoldedGame {
  std::vector<FoldedRow> rows;
  std::vector<FoldedSet> sets;
  std::vector<FoldedLink> links;
  std::size_t num_sets = 0;  // with something to choose
};

// Shows no more than `most_sets`, those reached most often. Empty where the histories were never unfolded.
FoldedGame folded_game(const Report& report, std::size_t most_sets);

}  // namespace demarche
