#pragma once

#include "demarche/model/model.h"

#include <optional>

namespace demarche {

// Where formulas are read for what holds whatever the parameters are. Of the point only such numbers of levels are read
// as no parameter enters, which are the same at every point.
struct Certain {
  const Model& model;
  const Point& point;
  StateView state;
};

// The formula's number if it is the same for all values of the parameters: it reads none, or what it reads of them is
// multiplied by 0, or does not change whether a condition holds. nullopt where a parameter may move it.
using Known = std::optional<double>;
Known known_number(const Formula& formula, const Certain& certain);

// Whether a condition holds; true where there is none.
Known known_to_hold(const Formula& condition, const Certain& certain);

inline bool is_known_to_fail(const Formula& condition, const Certain& certain) {
  return !condition.code.empty() && known_to_hold(condition, certain) == 0.0;
}

}  // namespace demarche
