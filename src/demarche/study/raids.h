#pragma once

#include "demarche/compile/raid_numbers.h"
#include "demarche/raid/sampler.h"

#include <expected>
#include <string>
#include <vector>

// What gets through the raids of a model, by coalition: no equilibrium is solved for it.
namespace demarche {

// The outcome when these owners have withdrawn their layers.
struct Coalition {
  std::vector<std::string> withdrawn;  // empty: everybody is there
  RaidOutcome outcome;
  std::vector<double> levels;          // probability of each level of the scale
  std::optional<Agreement> agreement;  // with simulated raids, where asked for
};

// The raid after one course of the story up to it.
struct RaidCase {
  std::string where;  // "Iran.raid is telegraphed", empty where nothing matters
  RaidNumbers numbers;
  std::vector<Coalition> coalitions;  // everybody first
  // Other courses of the story that come to the same as this one with owners withdrawn.
  struct Alias {
    std::string where;
    std::vector<std::string> withdrawn;
  };
  std::vector<Alias> aliases;
};

struct RaidStudy {
  std::string scale;
  std::vector<std::string> weapons;
  std::vector<std::string> levels;
  std::vector<RaidCase> cases;
};

struct RaidQuery {
  std::vector<std::string> withdrawn;  // with these the outcome beside the full one; empty: all subsets of owners
  RaidSampling sampling;               // no raids: nothing is simulated
  Monitor monitor{};                   // where it says to stop, what is there by then is returned
};

// The owners of a model's layers, each once, in the order of the text.
std::vector<std::string> layer_owners(const Model& model);

// Every raid of the model at this parameter point. Errors of numbers, and E026 where there are too many coalitions.
std::expected<std::vector<RaidStudy>, Diagnostics> study_raids(const Model& model, const Parameters& parameters,
                                                               const RaidQuery& query);

}  // namespace demarche
