#include "demarche/game/relative_stakes.h"

#include "demarche/game/names.h"
#include "demarche/game/within_reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double noise_of_doubles = 4 * std::numeric_limits<double>::epsilon();
constexpr double noise_of_pairs = 1e-28;  // where payoffs come with remainders

// One payoff less another; exact where they are near each other.
double apart(const Game& game, const Stakes& stakes, OutcomeId one, OutcomeId other, ActorId actor) {
  return (payoff(game, stakes, one, actor) - payoff(game, stakes, other, actor)) +
         (remainder_of(game, stakes, one, actor) - remainder_of(game, stakes, other, actor));
}

// The outcomes that are best and worst for an actor, of plays that can be.
struct PayoffExtremes {
  OutcomeId low = none<OutcomeTag>;
  OutcomeId high = none<OutcomeTag>;
};

// The outcomes of plays that can be, each once, in the order of their numbers.
std::vector<OutcomeId> outcomes_within_reach(const Game& game, const Stakes& stakes) {
  std::vector<std::uint8_t> ends(game.num_outcomes, 0);
  const Table<NodeId, std::uint8_t> within = nodes_within_reach(game, stakes);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    if (node.kind == NodeKind::Terminal && within[NodeId{row}] != 0) ends[node.outcome().value] = 1;
  }
  std::vector<OutcomeId> outcomes;
  outcomes.reserve(ends.size());
  for (std::size_t row = 0; row < ends.size(); ++row)
    if (ends[row] != 0) outcomes.emplace_back(row);
  return outcomes;
}

// Where payoffs are what they are in doubles.
PayoffExtremes plain_extremes(const Game& game, const Stakes& stakes, const std::vector<OutcomeId>& outcomes,
                              ActorId actor) {
  PayoffExtremes found{outcomes.front(), outcomes.front()};
  double low = payoff(game, stakes, found.low, actor);
  double high = low;
  for (const OutcomeId here : outcomes) {
    const double value = payoff(game, stakes, here, actor);
    if (value >= low && value <= high) continue;
    (value < low ? low : high) = value;
    (value == low ? found.low : found.high) = here;
  }
  return found;
}

PayoffExtremes payoff_extremes(const Game& game, const Stakes& stakes, const std::vector<OutcomeId>& outcomes,
                               ActorId actor) {
  if (outcomes.empty()) return {};
  if (stakes.remainders.empty()) return plain_extremes(game, stakes, outcomes, actor);
  PayoffExtremes found{outcomes.front(), outcomes.front()};
  for (const OutcomeId here : outcomes) {
    if (apart(game, stakes, here, found.low, actor) < 0) found.low = here;
    if (apart(game, stakes, here, found.high, actor) > 0) found.high = here;
  }
  return found;
}

double spread_between(const Game& game, const Stakes& stakes, const PayoffExtremes& extremes, ActorId actor) {
  if (extremes.low == none<OutcomeTag>) return 0;
  const double spread = apart(game, stakes, extremes.high, extremes.low, actor);
  const double size = std::max(std::abs(payoff(game, stakes, extremes.high, actor)),
                               std::abs(payoff(game, stakes, extremes.low, actor)));
  const double noise = size * (stakes.remainders.empty() ? noise_of_doubles : noise_of_pairs);
  return spread <= noise ? 0 : spread;
}

void make_relative(const Game& game, const Stakes& stakes, OutcomeId base, double spread, ActorId actor,
                   Stakes& relative) {
  for (std::size_t row = 0; row < game.num_outcomes; ++row) {
    double& payoff = relative.payoffs[row * game.num_actors + actor.value];
    payoff = spread > 0 ? apart(game, stakes, OutcomeId{row}, base, actor) : 0;
  }
}

}  // namespace

std::vector<double> payoff_spreads(const Game& game, const Stakes& stakes) {
  const std::vector<OutcomeId> outcomes = outcomes_within_reach(game, stakes);
  std::vector<double> spreads;
  for (std::size_t row = 0; row < game.num_actors; ++row) {
    const ActorId actor{row};
    spreads.push_back(spread_between(game, stakes, payoff_extremes(game, stakes, outcomes, actor), actor));
  }
  return spreads;
}

std::optional<Stakes> relative_stakes(const Game& game, const Stakes& stakes) {
  std::optional<Stakes> relative;
  const std::vector<OutcomeId> outcomes = outcomes_within_reach(game, stakes);
  for (std::size_t row = 0; row < game.num_actors; ++row) {
    const ActorId actor{row};
    const PayoffExtremes extremes = payoff_extremes(game, stakes, outcomes, actor);
    if (extremes.low == none<OutcomeTag>) break;
    const double spread = spread_between(game, stakes, extremes, actor);
    const bool is_zero = spread == 0 && payoff(game, stakes, extremes.low, actor) == 0;
    if ((spread > 0 && stakes.remainders.empty()) || is_zero) continue;
    if (!relative) relative = Stakes{stakes.payoffs, stakes.odds, {}, stakes.precisions, stakes.thoughts};
    make_relative(game, stakes, extremes.low, spread, actor, *relative);
  }
  return relative;
}

namespace {

OutcomeId first_end(const Game& game, NodeId node) {
  while (game.nodes[node].kind != NodeKind::Terminal) node = child(game.nodes[node], 0);
  return game.nodes[node].outcome();
}

// The same as below of the first ends alone that two moves lead to, which nearly always tells.
bool soon_matter(const Game& game, const Stakes& stakes, ActorId actor) {
  for (const Infoset& set : game.infosets) {
    if (set.actor != actor || set.num_actions < 2) continue;
    const Node& node = game.nodes[members_of(game, set).front()];
    const OutcomeId first = first_end(game, child(node, 0));
    for (std::size_t k = 1; k < node.num_children; ++k)
      if (apart(game, stakes, first_end(game, child(node, k)), first, actor) != 0) return true;
  }
  return false;
}

// Whether what an actor gets depends on its own moves at all, played out in any way: then there is a history at which
// it moves, and after which not all ends are alike to it.
bool moves_matter(const Game& game, const Stakes& stakes, ActorId actor) {
  if (soon_matter(game, stakes, actor)) return true;
  std::vector<OutcomeId> below(game.nodes.size(), none<OutcomeTag>);  // whose payoff all ends below a node share
  std::vector<char> is_mixed(game.nodes.size(), 0);
  for (std::size_t at = game.nodes.size(); at-- > 0;) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal) below[at] = node.outcome();
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const std::size_t kid = child(node, k).value;
      if (k == 0) below[at] = below[kid];
      is_mixed[at] |= is_mixed[kid];
      if (apart(game, stakes, below[kid], below[at], actor) != 0) is_mixed[at] = 1;
    }
    const bool moves = node.kind == NodeKind::Decision && game.infosets[node.infoset()].actor == actor;
    if (moves && node.num_children > 1 && is_mixed[at]) return true;
  }
  return false;
}

bool ever_moves(const Game& game, ActorId actor) {
  return std::ranges::any_of(game.infosets,
                             [&](const Infoset& set) { return set.actor == actor && set.num_actions > 1; });
}

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (k > 0) text += k + 1 == names.size() ? " and " : ", ";
    text += names[k];
  }
  return text;
}

std::string alike_sentence(const std::vector<std::string>& actors) {
  if (actors.empty()) return {};
  const bool one = actors.size() == 1;
  return fmt::format(
      "nothing is at stake for {}, who {} the same however the game is played: any choice of {} is as good as another",
      list_of(actors), one ? "gets" : "get", one ? "that actor" : "theirs");
}

std::string words_on(double known_to) {
  constexpr double visible = 1e-9;
  if (known_to < visible) return {};
  return fmt::format(", as far as can be told: numbers as large as these are known to {:.2g}", known_to);
}

// Payoffs from a file may be so large that what is at stake was lost in reading.
std::string words_on_digits(const Game& game, const Stakes& stakes) {
  double known_to = 0;
  const std::vector<OutcomeId> outcomes = outcomes_within_reach(game, stakes);
  for (std::size_t row = 0; row < game.num_actors && stakes.remainders.empty(); ++row) {
    const ActorId actor{row};
    const PayoffExtremes extremes = payoff_extremes(game, stakes, outcomes, actor);
    if (extremes.low == none<OutcomeTag> || spread_between(game, stakes, extremes, actor) > 0) continue;
    known_to = std::max(known_to, noise_of_doubles * std::abs(payoff(game, stakes, extremes.high, actor)));
  }
  return words_on(known_to);
}

}  // namespace

std::string note_on_nothing_at_stake(const Game& game, const Stakes& stakes) {
  std::vector<std::string> always_alike;
  std::vector<std::string> cannot_help_it;
  const std::vector<double> spreads = payoff_spreads(game, stakes);
  for (std::size_t row = 0; row < game.num_actors; ++row) {
    const ActorId actor{row};
    if (!ever_moves(game, actor)) continue;
    if (spreads[row] == 0) always_alike.push_back(actor_name(game, actor));
    else if (!moves_matter(game, stakes, actor)) cannot_help_it.push_back(actor_name(game, actor));
  }
  std::string text = alike_sentence(always_alike);
  if (!text.empty()) text += words_on_digits(game, stakes);
  if (!cannot_help_it.empty())
    text += fmt::format("{}nothing that {} can do changes what {}", text.empty() ? "" : "; ", list_of(cannot_help_it),
                        cannot_help_it.size() == 1 ? "it gets" : "they get");
  return text;
}

std::string note_on_nothing_at_stake(const PublicGame& game, const PublicStakes& stakes,
                                     const std::vector<std::string>& actors) {
  std::vector<std::string> always_alike;
  for (std::size_t row = 0; row < game.num_actors; ++row) {
    const auto moves = [&](const PublicDecision& decision) {
      return decision.actor == ActorId{row} && decision.num_actions > 1;
    };
    if (std::ranges::any_of(game.decisions, moves) && payoff_spread(game, stakes, ActorId{row}) == 0)
      always_alike.push_back(actors[row]);
  }
  double largest = 0;
  for (const double number : stakes.numbers) largest = std::max(largest, std::abs(number));
  std::string text = alike_sentence(always_alike);
  if (!text.empty()) text += words_on(noise_of_doubles * largest);
  return text;
}

}  // namespace demarche
