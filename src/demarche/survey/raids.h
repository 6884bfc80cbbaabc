#pragma once

#include "demarche/base/refusal.h"
#include "demarche/study/raids.h"

namespace demarche {

// Why owners cannot withdraw their layers: the first of them that has none.
std::optional<Refusal> unknown_owner(const Model& model, const std::vector<std::string>& withdrawn);

// What was worked out of raids.
struct RaidsDone {
  std::size_t num_coalitions = 0;
  std::uint64_t num_simulated = 0;
};
RaidsDone done_of(const std::vector<RaidStudy>& raids);

}  // namespace demarche
