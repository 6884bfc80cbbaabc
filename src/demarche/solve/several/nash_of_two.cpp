#include "demarche/solve/several/nash_of_two.h"

#include "demarche/solve/several/credible_moves.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_games_of_two = 200;
constexpr std::size_t most_sums_of_two = 2'000'000;  // plans of both x ends x games of two
constexpr std::size_t most_kept = 100;
constexpr double no_gain = 1e-12;   // of the payoff range
constexpr double same_ends = 1e-9;  // in probability

// All but two held to a plan each.
struct Holding {
  const Game& game;
  const Stakes& stakes;
  Table<ActionId, std::uint8_t> credible;
  std::vector<Chooser> choosers;
  std::vector<std::size_t> held;  // [chooser]: the number of its plan
};

bool is_free(std::size_t chooser, std::pair<std::size_t, std::size_t> two) {
  return chooser == two.first || chooser == two.second;
}

std::size_t num_holdings(const Holding& holding, std::pair<std::size_t, std::size_t> two) {
  std::size_t number = 1;
  for (std::size_t k = 0; k < holding.choosers.size() && number <= most_games_of_two; ++k)
    if (!is_free(k, two)) number *= holding.choosers[k].plans.size();
  return number;
}

bool is_too_much(const Holding& holding) {
  std::size_t num_games = 0;
  std::size_t num_sums = 0;
  for (std::size_t second = 1; second < holding.choosers.size(); ++second)
    for (std::size_t first = 0; first < second; ++first) {
      const std::size_t number = num_holdings(holding, {first, second});
      num_games += number;
      num_sums += number * holding.game.num_terminals * holding.choosers[first].plans.size() *
                  holding.choosers[second].plans.size();
    }
  return num_games > most_games_of_two || num_sums > most_sums_of_two;
}

// The next way to hold the others; false after the last one.
bool hold_next(Holding& holding, std::pair<std::size_t, std::size_t> two) {
  for (std::size_t k = 0; k < holding.choosers.size(); ++k) {
    if (is_free(k, two)) continue;
    if (++holding.held[k] < holding.choosers[k].plans.size()) return true;
    holding.held[k] = 0;
  }
  return false;
}

Table<ActionId, std::uint8_t> moves_left(const Holding& holding, std::pair<std::size_t, std::size_t> two) {
  Table<ActionId, std::uint8_t> moves = holding.credible;
  for (std::size_t k = 0; k < holding.choosers.size(); ++k) {
    if (is_free(k, two)) continue;
    const MovePlan& plan = holding.choosers[k].plans[holding.held[k]];
    for (std::size_t row = 0; row < plan.size(); ++row) {
      const Infoset& infoset = holding.game.infosets[InfosetId{row}];
      for (std::uint32_t move = 0; move < infoset.num_actions && plan[row] != no_move; ++move)
        if (move != plan[row]) moves[ActionId{infoset.first_action.value + move}] = 0;
    }
  }
  return moves;
}

Strategy with_plan(const Game& game, Strategy strategy, const MovePlan& plan) {
  for (std::size_t row = 0; row < plan.size(); ++row) {
    if (plan[row] == no_move) continue;
    const Infoset& infoset = game.infosets[InfosetId{row}];
    for (std::uint32_t move = 0; move < infoset.num_actions; ++move)
      strategy.log_probability[ActionId{infoset.first_action.value + move}] =
          move == plan[row] ? 0 : -std::numeric_limits<double>::infinity();
  }
  return strategy;
}

double expected_payoff(const Holding& holding, const Strategy& strategy, ActorId actor) {
  const std::vector<double> ends = probabilities_of_ends(holding.game, holding.stakes, strategy);
  double sum = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < holding.game.nodes.size(); ++at) {
    const Node& node = holding.game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal)
      sum += ends[end++] * payoff(holding.game, holding.stakes, node.outcome(), actor);
  }
  return sum;
}

// Whether who is held to a plan has none that pays more.
bool are_content(const Holding& holding, std::pair<std::size_t, std::size_t> two, const Strategy& strategy) {
  const double margin = no_gain * payoff_range(holding.game, holding.stakes);
  for (std::size_t k = 0; k < holding.choosers.size(); ++k) {
    if (is_free(k, two)) continue;
    const Chooser& chooser = holding.choosers[k];
    const double now = expected_payoff(holding, strategy, chooser.actor);
    for (const MovePlan& plan : chooser.plans)
      if (expected_payoff(holding, with_plan(holding.game, strategy, plan), chooser.actor) > now + margin) return false;
  }
  return true;
}

bool has_ends(const NashComponent& component, const std::vector<double>& ends) {
  const std::vector<double>& own = component.points.front().ends;
  for (std::size_t k = 0; k < ends.size(); ++k)
    if (std::abs(own[k] - ends[k]) > same_ends) return false;
  return true;
}

void add_equilibria(const Holding& holding, std::pair<std::size_t, std::size_t> two,
                    std::vector<NashComponent>& components) {
  const auto plans = plan_game(holding.game, holding.stakes, moves_left(holding, two));
  if (!plans) return;
  const std::optional<ExtremeEquilibria> found = extreme_equilibria(plans->payoffs);
  if (!found) return;
  for (const ExtremeEquilibrium& one : found->all) {
    NashPoint point = point_of_mixes(holding.game, *plans, one);
    const auto known = [&](const NashComponent& component) { return has_ends(component, point.ends); };
    if (components.size() >= most_kept || std::ranges::any_of(components, known)) continue;
    if (!are_content(holding, two, point.strategy)) continue;
    const SameIn same = one.regular ? same_in(holding.game, holding.stakes, holding.credible, point) : SameIn::Outcome;
    components.push_back({{std::move(point)}, same});
  }
}

}  // namespace

std::vector<NashComponent> nash_of_two(const Game& game, const Stakes& stakes) {
  Holding holding{game, stakes, credible_moves(game, stakes), {}, {}};
  std::optional<std::vector<Chooser>> who = choosers(game, stakes, holding.credible);
  if (!who || who->size() < 3) return {};
  holding.choosers = std::move(*who);
  if (is_too_much(holding)) return {};
  std::vector<NashComponent> components;
  for (std::size_t second = 1; second < holding.choosers.size(); ++second)
    for (std::size_t first = 0; first < second; ++first) {
      holding.held.assign(holding.choosers.size(), 0);
      do add_equilibria(holding, {first, second}, components);
      while (hold_next(holding, {first, second}));
    }
  return components;
}

}  // namespace demarche
