#pragma once

#include "demarche/solve/equations/logit_game.h"

#include <vector>

namespace demarche {

// Settled play at a precision, with its derivatives by the precision.
struct SettledPoint {
  std::vector<double> values;         // [entry]
  std::vector<double> slopes;         // [entry]: of values
  std::vector<double> probabilities;  // [part] of choices
  std::vector<double> logs;           // [part]
  std::vector<double> log_slopes;     // [part]: of logs
  double max_gain = 0;                // of one more likely move, in units of the range
  double distance = 0;                // largest p |d log p / d log precision|
};

// From the ends up. O(parts).
void evaluate(const SettledPlay& play, const LogitStakes& stakes, double precision, SettledPoint& point);

}  // namespace demarche
