#include "demarche/certify/large_payoffs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double half_a_unit = std::numeric_limits<double>::epsilon() / 2;
constexpr double nothing_beside = 1e-9;  // of the payoff range
constexpr double largest_whole = 9007199254740992;

// The payoffs of one actor at the ends of the game, against that at the first one.
struct Comparison {
  double base = 0;
  double largest = 0;   // size of a payoff
  double farthest = 0;  // from the base
};

// The outcomes that ends have, each once, that of the first end first.
std::vector<OutcomeId> outcomes_of_ends(const Game& game) {
  std::vector<std::uint8_t> is_known(game.num_outcomes, 0);
  std::vector<OutcomeId> outcomes;
  for (const Node& node : game.nodes) {
    if (node.kind != NodeKind::Terminal || is_known[node.outcome().value] != 0) continue;
    is_known[node.outcome().value] = 1;
    outcomes.push_back(node.outcome());
  }
  return outcomes;
}

double apart(const Game& game, const Stakes& stakes, OutcomeId one, OutcomeId other, ActorId actor) {
  const double whole = payoff(game, stakes, one, actor) - payoff(game, stakes, other, actor);
  return whole + (remainder_of(game, stakes, one, actor) - remainder_of(game, stakes, other, actor));
}

Comparison compare(const Game& game, const Stakes& stakes, const std::vector<OutcomeId>& outcomes, ActorId actor) {
  Comparison found;
  for (const OutcomeId here : outcomes) {
    found.largest = std::max(found.largest, std::abs(payoff(game, stakes, here, actor)));
    found.farthest = std::max(found.farthest, std::abs(apart(game, stakes, here, outcomes.front(), actor)));
  }
  if (!outcomes.empty()) found.base = payoff(game, stakes, outcomes.front(), actor);
  return found;
}

}  // namespace

std::optional<WithoutBases> without_bases(const Game& game, const Stakes& stakes) {
  std::optional<WithoutBases> result;
  const std::vector<OutcomeId> outcomes = outcomes_of_ends(game);
  for (std::size_t row = 0; row < game.num_actors; ++row) {
    const ActorId actor{row};
    const Comparison compared = compare(game, stakes, outcomes, actor);
    const double noise = compared.largest * (stakes.remainders.empty() ? 8 * half_a_unit : 1e-28);
    const bool is_noise = compared.farthest <= noise;
    const bool is_common = !stakes.remainders.empty() && compared.farthest < compared.largest / 2;
    if (compared.base == 0 || (!is_noise && !is_common)) continue;
    if (!result)
      result =
          WithoutBases{{stakes.payoffs, stakes.odds, {}, {}, stakes.thoughts}, Table<ActorId, double>(game.num_actors)};
    result->bases[actor] = compared.base;
    for (std::size_t k = 0; k < game.num_outcomes; ++k) result->stakes.payoffs[k * game.num_actors + row] = 0;
    for (const OutcomeId here : outcomes)
      if (!is_noise)
        result->stakes.payoffs[std::size_t{here.value} * game.num_actors + row] =
            apart(game, stakes, here, outcomes.front(), actor);
  }
  return result;
}

void add_bases(const Game& game, const Table<ActorId, double>& bases, Certificate& certificate) {
  for (std::size_t row = 0; row < game.num_actors; ++row) certificate.values[ActorId{row}] += bases[ActorId{row}];
  for (std::size_t row = 0; row < certificate.own_values.size(); ++row)
    certificate.own_values[ActorId{row}] += bases[ActorId{row}];
  for (const Infoset& infoset : game.infosets)
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k)
      certificate.action_values[ActionId{std::size_t{infoset.first_action.value} + k}] += bases[infoset.actor];
}

std::vector<double> payoff_doubts(const Stakes& stakes, double payoff_range) {
  if (!stakes.remainders.empty()) return {};
  double largest = 0;
  for (const double payoff : stakes.payoffs) largest = std::max(largest, std::abs(payoff));
  if (largest * half_a_unit <= nothing_beside * payoff_range) return {};
  std::vector<double> doubts(stakes.payoffs.size());
  for (std::size_t k = 0; k < doubts.size(); ++k) {
    const double size = std::abs(stakes.payoffs[k]);
    const bool is_whole = size <= largest_whole && size == std::floor(size);
    doubts[k] = is_whole ? 0 : size * half_a_unit;
  }
  return doubts;
}

std::vector<double> uneven_sizes(const Stakes& stakes, double payoff_range) {
  constexpr double faint = 1e-12;
  const auto is_faint = [&](double payoff) { return payoff != 0 && std::abs(payoff) < faint * payoff_range; };
  if (std::ranges::none_of(stakes.payoffs, is_faint)) return {};
  std::vector<double> sizes;
  for (const double payoff : stakes.payoffs) sizes.push_back(std::abs(payoff));
  return sizes;
}

}  // namespace demarche
