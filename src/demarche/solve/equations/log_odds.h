#pragma once

#include "demarche/solve/equations/logit_point.h"

#include <vector>

namespace demarche {

// Changes of log p [action] from changes of log-odds [unknown].
std::vector<double> log_changes(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& log_odds);

// From derivatives by log p, all moves taken as free [action], to derivatives by log-odds [unknown].
std::vector<double> by_log_odds(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& by_logs);

// From weights of the equations [unknown] to weights of action values [action], precision included.
std::vector<double> action_weights(const LogitShape& shape, const LogitPoint& point,
                                   const std::vector<double>& unknowns);

}  // namespace demarche
