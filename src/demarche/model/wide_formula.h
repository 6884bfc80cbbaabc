#pragma once

#include "demarche/base/wide.h"
#include "demarche/model/model.h"

namespace demarche {

// A point at which formulas are read with twice the digits: numbers that are written down stand for their decimals, and
// what is worked out from them is rounded to some 30 digits.
struct WidePoint {
  Point point;
  Table<ParameterId, Wide> parameters;
  Table<VariableId, std::vector<Wide>> numbers;
};
WidePoint wide_point_of(const Model& model, const Parameters& parameters);

// As `evaluate`; e^x alone is no more precise than there.
Wide evaluate_wide(const Formula& formula, const WidePoint& point, StateView state);

}  // namespace demarche
