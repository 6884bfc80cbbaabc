#pragma once

#include "demarche/draw/slack.h"

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
  // By which rule nothing else does better: several, where they are as good.
  bool best_expected = false;
  bool best_worst = false;
  bool least_regret = false;
};

struct RobustChoice {
  std::vector<ChoiceRecord> choices;
  std::size_t num_rows = 0;
  bool differ = false;  // in some row some choice does better than another
};

// `values` [choice][row], more is better; NaN where there is none. What lies apart by less than their slack is as good.
RobustChoice robust_choice(const std::vector<std::vector<double>>& values, const AnswerSlack& slack);

}  // namespace demarche
