#include "demarche/survey/summary.h"

#include <cmath>

namespace demarche {

bool is_outside(const StudiedAnswer& answer) {
  if (answer.spread.num == 0 || std::isnan(answer.central)) return false;
  const double slack = answer.slack.varying;
  return answer.central < answer.spread.low - slack || answer.central > answer.spread.high + slack;
}

}  // namespace demarche
