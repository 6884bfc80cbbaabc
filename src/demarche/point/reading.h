#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// Where a number is read: a crisis unfolded and bound, and its numbers.
struct ReadFrom {
  const Compiled& compiled;
  const Stakes& stakes;
  const Point& point;
};

// What a quantity is at a terminal history; 0 or 1 for an event. No number for a ratio, which is one of means.
double number_at(const ReadFrom& from, const Quantity& quantity, NodeId node);

}  // namespace demarche
