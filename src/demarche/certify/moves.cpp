#include "demarche/certify/moves.h"

#include "demarche/certify/certify.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace demarche {

namespace {

void take_odds(const Table<OddsId, double>& all, Moves& moves) {
  moves.odds.clear();
  moves.log_odds.clear();
  for (const double odds : all) {
    moves.odds.push_back(odds);
    moves.log_odds.push_back(log_of(Real{odds}));
  }
}

// Exponentials of logs of probabilities, of which many are met again and again: alike choices are made at many sets.
struct KnownExponentials {
  struct Known {
    std::uint64_t log = 0;  // its bits: those of 0, whose exponential is 1
    Real share = 1;
  };
  std::array<Known, 1024> known{};

  Real of(double log) {
    const auto bits = std::bit_cast<std::uint64_t>(log);
    Known& here = known[(bits * 0x9E3779B97F4A7C15u) >> 54];
    if (here.log != bits) here = {bits, exp_of(Real{log})};
    return here.share;
  }
};

}  // namespace

Moves weigh_moves(const Stakes& stakes, const Strategy& strategy) {
  Moves moves;
  KnownExponentials exponentials;
  moves.log_actions.reserve(strategy.log_probability.size());
  moves.actions.reserve(strategy.log_probability.size());
  for (const double log : strategy.log_probability) {
    moves.log_actions.push_back(log);
    moves.actions.push_back(exponentials.of(log));
  }
  take_odds(stakes.odds, moves);
  return moves;
}

Moves as_seen_by(ActorId actor, const Stakes& stakes, Moves moves) {
  if (!stakes.thoughts.empty()) take_odds(stakes.thoughts[actor], moves);
  return moves;
}

const Real* first_move(const Game& game, const Node& node, const std::vector<Real>& odds,
                       const std::vector<Real>& actions) {
  if (node.kind == NodeKind::Chance) return odds.data() + node.first_odds().value;
  return actions.data() + game.infosets[node.infoset()].first_action.value;
}

// Parents come before children, so backwards.
Table<NodeId, Real> expectations(const Game& game, const Stakes& stakes, const Moves& moves, ActorId actor) {
  Table<NodeId, Real> values(game.nodes.size());
  for (std::size_t at = game.nodes.size(); at-- > 0;) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal) {
      values[NodeId{at}] = payoff(game, stakes, node.outcome(), actor);
      continue;
    }
    const Real* weights = first_move(game, node, moves.odds, moves.actions);
    const Real* below = &values[child(node, 0)];
    Real sum = 0;
    for (std::size_t k = 0; k < node.num_children; ++k) sum += weights[k] * below[k];
    values[NodeId{at}] = sum;
  }
  return values;
}

Real gain_of(std::span<const Real> action_values, const Real* probabilities) {
  const Real best = std::ranges::max(action_values);
  Real gain = 0;
  for (std::size_t k = 0; k < action_values.size(); ++k) gain += probabilities[k] * (best - action_values[k]);
  return gain;
}

std::size_t num_out_of_reach(const Certificate& certificate) {
  return static_cast<std::size_t>(std::ranges::count(certificate.within_reach, 0));
}

void find_worst(Certificate& certificate) {
  constexpr double log_of_on_path = -20.72326583694641;  // log 1e-9
  for (std::size_t row = 0; row < certificate.gains.size(); ++row) {
    const InfosetId id{row};
    if (certificate.within_reach[id] == 0) continue;
    const double gain = certificate.gains[id];
    const bool unknown = std::isnan(gain) && !std::isnan(certificate.max_gain);  // stays: it is told, not passed over
    if (certificate.worst == none<InfosetTag> || gain > certificate.max_gain || unknown) {
      certificate.worst = id;
      certificate.max_gain = gain;
    }
    const bool on_path = certificate.log_reaches[id] > log_of_on_path;
    if (on_path) certificate.max_gain_on_path = std::max(certificate.max_gain_on_path, gain);
  }
}

}  // namespace demarche
