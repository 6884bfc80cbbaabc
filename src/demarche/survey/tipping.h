#pragma once

#include "demarche/draw/roots.h"
#include "demarche/survey/summary.h"

#include <optional>
#include <utility>

namespace demarche {

// A number of the model moved alone through its range, the others at their best guesses.
struct TippedParameter {
  StudiedParameter parameter;
  double at_low = 0;  // the quantity at the ends of the range; NaN where it has no value there
  double at_high = 0;
  std::vector<Crossing> crossings = {};
  std::optional<double> between = {};  // one of its values, wherever it has one
  bool fixed = false;                  // the quantity does not vary over the range
  std::vector<double> without = {};    // places at which it has no value, of those looked at
};

// `demarche tip`: where a quantity crosses a bound.
struct Tipping {
  Provenance provenance;
  std::string condition;  // `P(war) > 20%`
  Unit unit = Unit::Share;
  double bound = 0;
  BoundSign sign = BoundSign::Above;
  AnswerSlack slack;   // what the quantity is known to
  double central = 0;  // the quantity at the best guesses
  int num_steps = 0;
  std::vector<TippedParameter> parameters;
};
// The stretches of its range in which the condition holds.
std::vector<std::pair<double, double>> holding_stretches(const Tipping& tipping, const TippedParameter& one);
// Those that tip it first, then those that move it most: the order in which they are told and drawn.
std::vector<const TippedParameter*> by_weight(const Tipping& tipping);

}  // namespace demarche
