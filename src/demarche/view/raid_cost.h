#pragma once

#include "demarche/study/raids.h"

#include <optional>
#include <string>
#include <vector>

// The exchange of a raid in counts: shots for what they stop. Prices are for the reader to put in.
namespace demarche {

// Expected shots at each class over the expected number of it that is stopped; nothing where nothing is. The last one
// is of all classes together.
std::vector<std::optional<double>> shots_for_each_stopped(const RaidCase& one, const Coalition& coalition);

// What an owner's layers add to those of all others.
struct OwnerShare {
  std::string owner;
  double shots = 0;                       // expected, while everybody is there
  double kept_out = 0;                    // how many more leak, on average, without the owner
  std::vector<double> kept_out_by_class;  // the same of each class
  std::optional<double> shots_for_each;   // of those kept out; nothing where none are
};

// Of the owners whose withdrawal alone was studied, in the order of the layers.
std::vector<OwnerShare> owner_shares(const RaidCase& one);

}  // namespace demarche
