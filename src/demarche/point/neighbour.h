#pragma once

#include "demarche/point/point.h"

namespace demarche {

// The same game solved at other numbers, from which an equilibrium is followed.
struct Neighbour {
  const Stakes& stakes;
  const Solution& solution;
};

// The equilibrium at a point and a finite precision that is continuous with the neighbour's, whose precision may be
// another; nullopt where the neighbour's branch cannot be followed.
std::optional<Solution> continue_from(const Neighbour& from, const AtPoint& at, Kept& kept, const Brief& brief);

// The same, then along its own branch to the precision or the limit that is aimed at.
std::optional<Solution> follow_from(const Neighbour& from, const AtPoint& at, Kept& kept, const Brief& brief);

// Equal but for rounding: a sweep's third step is the best guess it passes through.
bool same_number(double a, double b);

}  // namespace demarche
