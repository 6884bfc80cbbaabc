#pragma once

#include "demarche/view/play.h"

#include <string>
#include <vector>

namespace demarche {

// What those who see a step make of a private trait that bears on it: Bayes' rule over the histories that stand at the
// step, before and after each of its values, averaged over all else they have seen. Worked out in logs, so that values
// that (nearly) never come up have the belief they would leave.
struct News {
  SiteId site;
  std::vector<std::size_t> rounds;  // as of its column
  bool is_message = false;          // else it is a move, or a draw whose odds hang on the trait
  VariableId trait;
  std::vector<ActorId> seers;  // see the step and not the trait
  double log_reach = 0;        // log-probability that the step is reached
  std::vector<double> before;  // one a value of the trait
  struct After {
    std::string value;
    double probability = 0;       // of it where the step is reached
    bool off_path = false;        // it comes up with probability under 1e-9
    std::vector<double> beliefs;  // one a value of the trait
  };
  std::vector<After> after;
};

// Messages and moves of those who have traits, and draws of chance that hang on them, in the order of the story. Moves
// and draws that change nobody's mind are left out.
std::vector<News> news_of(const Report& report);

}  // namespace demarche
