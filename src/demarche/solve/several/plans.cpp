#include "demarche/solve/several/plans.h"

#include "demarche/solve/several/credible_moves.h"
#include "demarche/solve/several/exact_numbers.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_sums = 2'000'000;  // plans of both x ends

// Moves that may be made, and the information sets to which they lead.
struct Credible {
  Table<ActionId, std::uint8_t> moves;
  Table<InfosetId, std::uint8_t> sets;
};

// The actors who have a choice somewhere.
std::vector<ActorId> who_chooses(const Game& game, const Credible& credible) {
  std::vector<ActorId> actors;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    if (credible.sets[InfosetId{row}] == 0 || num_credible(infoset, credible.moves) < 2) continue;
    if (std::find(actors.begin(), actors.end(), infoset.actor) == actors.end()) actors.push_back(infoset.actor);
  }
  std::sort(actors.begin(), actors.end());
  return actors;
}

// The move of the same actor that leads to an information set: by perfect recall it is the same at all its histories.
struct OwnMove {
  InfosetId infoset = none<InfosetTag>;  // none: the actor has not moved before
  std::uint32_t move = 0;
};
OwnMove last_own_move(const Game& game, const Infoset& infoset) {
  NodeId at = members_of(game, infoset).front();
  while (at != NodeId{std::size_t{0}}) {
    const NodeId from = game.nodes[at].parent;
    const Node& node = game.nodes[from];
    if (node.kind == NodeKind::Decision && game.infosets[node.infoset()].actor == infoset.actor)
      return {node.infoset(), at.value - node.first_child.value};
    at = from;
  }
  return {};
}

// nullopt where there are too many.
std::optional<std::vector<MovePlan>> plans_of(const Game& game, const Credible& credible, ActorId actor) {
  std::vector<MovePlan> plans{MovePlan(game.infosets.size(), no_move)};
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    if (infoset.actor != actor || credible.sets[InfosetId{row}] == 0) continue;
    const OwnMove before = last_own_move(game, infoset);
    std::vector<MovePlan> longer;
    for (MovePlan& plan : plans) {
      const bool leads = before.infoset == none<InfosetTag> || plan[before.infoset.value] == before.move;
      for (std::uint32_t move = 0; leads && move < infoset.num_actions; ++move) {
        if (credible.moves[ActionId{infoset.first_action.value + move}] == 0) continue;
        longer.push_back(plan);
        longer.back()[row] = move;
      }
      if (!leads) longer.push_back(std::move(plan));
    }
    if (longer.size() > most_plans) return std::nullopt;
    plans = std::move(longer);
  }
  return plans;
}

std::uint64_t plans_that_move(const std::vector<MovePlan>& plans, InfosetId infoset, std::uint32_t move) {
  std::uint64_t bits = 0;
  for (std::size_t plan = 0; plan < plans.size(); ++plan)
    if (plans[plan][infoset.value] == move) bits |= std::uint64_t{1} << plan;
  return bits;
}

bool is_credible(const Game& game, const Table<ActionId, std::uint8_t>& credible, const Node& node, std::size_t move) {
  return credible[ActionId{game.infosets[node.infoset()].first_action.value + move}] != 0;
}

// Fills `leading` and `odds`.
void trace_plans(const Game& game, const Stakes& stakes, const std::array<ActorId, 2>& actors, PlanGame& made) {
  const auto everybody = [](const std::vector<MovePlan>& plans) { return (std::uint64_t{1} << plans.size()) - 1; };
  for (std::size_t k = 0; k < 2; ++k) made.leading[k].assign(game.nodes.size(), everybody(made.plans[k]));
  made.odds.assign(game.nodes.size(), 1.0);
  for (std::size_t at = 1; at < game.nodes.size(); ++at) {
    const std::size_t from = game.nodes[NodeId{at}].parent.value;
    const Node& node = game.nodes[NodeId{from}];
    const auto move = static_cast<std::uint32_t>(at - node.first_child.value);
    for (std::size_t k = 0; k < 2; ++k) made.leading[k][at] = made.leading[k][from];
    made.odds[at] = made.odds[from];
    if (node.kind == NodeKind::Chance) made.odds[at] *= stakes.odds[OddsId{node.first_odds().value + move}];
    if (node.kind != NodeKind::Decision) continue;
    if (!is_credible(game, made.credible, node, move)) made.odds[at] = 0;
    for (std::size_t k = 0; k < 2; ++k)
      if (game.infosets[node.infoset()].actor == actors[k])
        made.leading[k][at] &= plans_that_move(made.plans[k], node.infoset(), move);
  }
}

// Chance's probability of every node, as multiples of one unit; 0 behind moves that are not credible.
std::vector<ExactInteger> exact_odds(const Game& game, const Table<OddsId, double>& of_chance,
                                     const Table<ActionId, std::uint8_t>& credible) {
  std::vector<double> numbers(of_chance.begin(), of_chance.end());
  numbers.push_back(1);
  const std::vector<ExactInteger> odds = on_common_unit(numbers);
  const ExactInteger& certain = odds.back();
  std::vector<ExactInteger> products(game.nodes.size(), exact(1));
  std::vector<std::size_t> depths(game.nodes.size(), 0);
  for (std::size_t at = 1; at < game.nodes.size(); ++at) {
    const std::size_t from = game.nodes[NodeId{at}].parent.value;
    const Node& node = game.nodes[NodeId{from}];
    const bool chance = node.kind == NodeKind::Chance;
    products[at] = products[from];
    depths[at] = depths[from] + (chance ? 1 : 0);
    const std::size_t move = at - node.first_child.value;
    if (chance) products[at] = products[at] * odds[node.first_odds().value + move];
    else if (!is_credible(game, credible, node, move)) products[at] = {};
  }
  const std::size_t deepest = *std::max_element(depths.begin(), depths.end());
  std::vector<ExactInteger> powers{exact(1)};
  while (powers.size() <= deepest) powers.push_back(powers.back() * certain);
  for (std::size_t at = 0; at < products.size(); ++at) products[at] = products[at] * powers[deepest - depths[at]];
  return products;
}

std::vector<ExactInteger> exact_payoffs(const Game& game, const Stakes& stakes, ActorId actor) {
  std::vector<double> numbers;
  for (std::size_t outcome = 0; outcome < game.num_outcomes; ++outcome)
    numbers.push_back(payoff(game, stakes, OutcomeId{outcome}, actor));
  return on_common_unit(numbers);
}

ExactMatrix payoffs_of(const Game& game, const PlanGame& made, const std::vector<ExactInteger>& odds,
                       const std::vector<ExactInteger>& payoffs) {
  const std::size_t num_rows = made.plans[0].size();
  const std::size_t num_columns = made.plans[1].size();
  ExactMatrix matrix{num_rows, num_columns, std::vector<ExactInteger>(num_rows * num_columns)};
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind != NodeKind::Terminal || odds[at].sign == 0) continue;
    const ExactInteger weighted = odds[at] * payoffs[node.outcome().value];
    for (std::size_t row = 0; row < num_rows; ++row) {
      if ((made.leading[0][at] >> row & 1U) == 0) continue;
      for (std::size_t column = 0; column < num_columns; ++column)
        if ((made.leading[1][at] >> column & 1U) != 0) matrix.at(row, column) = matrix.at(row, column) + weighted;
    }
  }
  return matrix;
}

}  // namespace

std::optional<std::vector<Chooser>> choosers(const Game& game, const Stakes& stakes,
                                             const Table<ActionId, std::uint8_t>& moves) {
  const Credible credible{moves, reached_by_credible_moves(game, stakes, moves)};
  std::vector<Chooser> found;
  for (const ActorId actor : who_chooses(game, credible)) {
    std::optional<std::vector<MovePlan>> plans = plans_of(game, credible, actor);
    if (!plans) return std::nullopt;
    found.push_back({actor, std::move(*plans)});
  }
  return found;
}

std::expected<PlanGame, NoCensus> plan_game(const Game& game, const Stakes& stakes) {
  return plan_game(game, stakes, credible_moves(game, stakes));
}

std::expected<PlanGame, NoCensus> plan_game(const Game& game, const Stakes& stakes,
                                            Table<ActionId, std::uint8_t> moves) {
  PlanGame made;
  made.credible = std::move(moves);
  const Credible credible{made.credible, reached_by_credible_moves(game, stakes, made.credible)};
  const std::vector<ActorId> who = who_chooses(game, credible);
  if (who.size() > 2) return std::unexpected(NoCensus::MoreActors);
  std::array<ActorId, 2> actors{none<ActorTag>, none<ActorTag>};
  for (std::size_t k = 0; k < 2; ++k) {
    made.plans[k] = {MovePlan(game.infosets.size(), no_move)};
    if (k >= who.size()) continue;
    actors[k] = who[k];
    std::optional<std::vector<MovePlan>> plans = plans_of(game, credible, who[k]);
    if (!plans) return std::unexpected(NoCensus::MorePlans);
    made.plans[k] = std::move(*plans);
  }
  if (game.num_terminals * made.plans[0].size() * made.plans[1].size() > most_sums)
    return std::unexpected(NoCensus::MoreWork);
  trace_plans(game, stakes, actors, made);
  const auto payoffs_to = [&](std::size_t k) {
    if (k < who.size()) {
      const std::vector<ExactInteger> odds = exact_odds(game, odds_of(stakes, who[k]), made.credible);
      return payoffs_of(game, made, odds, exact_payoffs(game, stakes, who[k]));
    }
    return ExactMatrix{made.plans[0].size(), made.plans[1].size(),
                       std::vector<ExactInteger>(made.plans[0].size() * made.plans[1].size())};
  };
  made.payoffs = {payoffs_to(0), payoffs_to(1)};
  return made;
}

}  // namespace demarche
