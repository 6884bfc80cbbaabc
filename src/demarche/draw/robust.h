#pragma once

#include <cstddef>
#include <vector>

namespace demarche {

// How a choice does over all rows that have a value for every choice.
struct ChoiceRecord {
  double expected = 0;
  double worst = 0;
  double most_regret = 0;  // against whatever would have been best in the row
  double expected_regret = 0;
  double share_best = 0;  // rows in which nothing does better
};

// The choices, and by which rule each is the best (its row number).
struct RobustChoice {
  std::vector<ChoiceRecord> choices;
  std::size_t num_rows = 0;
  std::size_t best_expected = 0;
  std::size_t best_worst = 0;
  std::size_t least_regret = 0;
};

// `values` [choice][row], more is better; NaN where there is none.
RobustChoice robust_choice(const std::vector<std::vector<double>>& values);

}  // namespace demarche
