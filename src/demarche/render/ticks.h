#pragma once

#include "demarche/view/data.h"

#include <string>
#include <vector>

namespace demarche::render {

// The ticks of an axis: steps of 1, 2 or 5 times a power of ten from one end to the other.
struct Ticks {
  double low = 0;
  double high = 1;
  std::vector<double> values;
  bool is_share = false;   // written in percent
  bool in_powers = false;  // written with a power of ten
  int decimals = 0;        // as many as tell each from the next
};

// Of a scale as figures have it: `unit`, `low` and `high`.
Ticks ticks_of(const view::Data& scale);

// How ticks are written, in D3's notation, and one that is written so.
std::string d3_format_of(const Ticks& ticks);
std::string tick_text(const Ticks& ticks, double value);

}  // namespace demarche::render
