#pragma once

#include "demarche/study/points.h"

#include <string>
#include <vector>

namespace demarche {

// All numbers that an answer may depend on besides the strategy, or their derivatives by a parameter: payoffs, odds,
// the numbers of scales' levels [variable by variable], the precision.
struct Numbers {
  std::vector<double> payoffs;
  std::vector<double> odds;
  std::vector<double> readings;
  double precision = 0;
};

// The derivatives of all numbers by one parameter.
struct Slope {
  Numbers best;
  Numbers coarser;   // one step of extrapolation less: their difference estimates the error
  std::string note;  // how they were taken, where not by small steps to both sides
};

// What differentiating by a parameter starts from.
struct SlopeTask {
  const Model* model = nullptr;
  const Compiled* compiled = nullptr;
  const Parameters* parameters = nullptr;
  const StudyOptions* options = nullptr;
};

// nullopt where the model has no numbers at either side of the parameter's value.
std::optional<Slope> slope_by(const SlopeTask& task, ParameterId parameter);

}  // namespace demarche
