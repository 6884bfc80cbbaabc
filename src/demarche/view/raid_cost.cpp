#include "demarche/view/raid_cost.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr double next_to_none = 1e-9;

std::optional<double> ratio(double shots, double stopped) {
  if (stopped <= next_to_none) return std::nullopt;
  return shots / stopped;
}

double shots_at_class(const RaidOutcome& outcome, std::size_t weapon) {
  double shots = 0;
  for (const std::vector<double>& layer : outcome.shots) shots += layer[weapon];
  return shots;
}

double shots_of_owner(const RaidCase& one, const RaidOutcome& outcome, const std::string& owner) {
  double shots = 0;
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    const std::size_t row = one.numbers.defence.layers[layer].owner;
    if (one.numbers.owners[row] == owner) shots += shots_of(outcome, layer);
  }
  return shots;
}

OwnerShare share_of(const RaidCase& one, const Coalition& all, const Coalition& without) {
  OwnerShare share{without.withdrawn.front(), 0, 0, {}, {}};
  share.shots = shots_of_owner(one, all.outcome, share.owner);
  share.kept_out = mean_of(without.outcome.leakers) - mean_of(all.outcome.leakers);
  for (std::size_t k = 0; k < all.outcome.by_class.size(); ++k) {
    share.kept_out_by_class.push_back(mean_of(without.outcome.by_class[k]) - mean_of(all.outcome.by_class[k]));
  }
  share.shots_for_each = ratio(share.shots, share.kept_out);
  return share;
}

}  // namespace

std::vector<std::optional<double>> shots_for_each_stopped(const RaidCase& one, const Coalition& coalition) {
  std::vector<std::optional<double>> found;
  double all_shots = 0;
  double all_stopped = 0;
  for (std::size_t k = 0; k < coalition.outcome.by_class.size(); ++k) {
    const ThreatClass& threat = one.numbers.defence.threats[k];
    const double stopped = threat.num_launched * threat.reliability - mean_of(coalition.outcome.by_class[k]);
    const double shots = shots_at_class(coalition.outcome, k);
    found.push_back(ratio(shots, stopped));
    all_shots += shots;
    all_stopped += stopped;
  }
  found.push_back(ratio(all_shots, all_stopped));
  return found;
}

std::vector<OwnerShare> owner_shares(const RaidCase& one) {
  std::vector<OwnerShare> shares;
  for (const Coalition& coalition : one.coalitions) {
    if (coalition.withdrawn.size() == 1) shares.push_back(share_of(one, one.coalitions.front(), coalition));
  }
  return shares;
}

}  // namespace demarche
