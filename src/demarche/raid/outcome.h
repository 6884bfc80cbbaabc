#pragma once

#include "demarche/raid/defence.h"

#include <vector>

namespace demarche {

// What gets through a defence, exactly. Element k of a law is P(k leak), from 0 to all that were launched; a law adds
// up to 1 within 1e-12.
struct RaidOutcome {
  std::vector<double> leakers;                // of all classes
  std::vector<std::vector<double>> by_class;  // the law of each
  std::vector<std::vector<double>> shots;     // expected, [layer][class]
};

// The outcome when these owners are there and the layers of the others are not. The defence must be sound and of a size
// that fits (see size.h).
RaidOutcome raid_outcome(const Defence& defence, OwnerSet present);

// The outcome of every subset of owners, by OwnerSet.
std::vector<RaidOutcome> coalition_table(const Defence& defence);

double mean_of(const std::vector<double>& law);
double deviation_of(const std::vector<double>& law);  // standard

// P(from <= k <= to).
double mass_between(const std::vector<double>& law, std::size_t from, std::size_t to);

// What the defenders spend for what the attacker does. Costs in any one unit.
struct Prices {
  std::vector<std::vector<double>> shots;  // of one shot, [layer][class]
  std::vector<double> launched;            // of one of each class
};
struct CostExchange {
  double defence = 0;  // expected cost of the shots
  double attack = 0;   // cost of what was launched
};
CostExchange cost_exchange(const Defence& defence, const RaidOutcome& outcome, const Prices& prices);

// Expected shots of a layer, of all layers.
double shots_of(const RaidOutcome& outcome, std::size_t layer);
double shots_of(const RaidOutcome& outcome);

}  // namespace demarche
