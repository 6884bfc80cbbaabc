#include "demarche/survey/raids.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

std::optional<Refusal> unknown_owner(const Model& model, const std::vector<std::string>& withdrawn) {
  const std::vector<std::string> owners = layer_owners(model);
  for (const std::string& owner : withdrawn) {
    if (std::ranges::find(owners, owner) != owners.end()) continue;
    const std::string known =
        owners.empty() ? "no layer has an owner" : fmt::format("owners are {}", fmt::join(owners, ", "));
    return Refusal{fmt::format("no layer is by `{}`; {}", owner, known), ""};
  }
  return std::nullopt;
}

RaidsDone done_of(const std::vector<RaidStudy>& raids) {
  RaidsDone done;
  for (const RaidStudy& study : raids) {
    for (const RaidCase& one : study.cases) {
      done.num_coalitions += one.coalitions.size();
      for (const Coalition& coalition : one.coalitions)
        done.num_simulated += coalition.agreement ? coalition.agreement->num_raids : 0;
    }
  }
  return done;
}

}  // namespace demarche
