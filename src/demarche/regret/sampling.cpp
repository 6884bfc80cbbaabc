#include "demarche/regret/sampling.h"

#include "demarche/base/philox.h"
#include "demarche/regret/parts.h"

#include <algorithm>
#include <span>

namespace demarche {
namespace {

constexpr std::size_t num_samplers = 8;  // whatever the number of threads
constexpr std::uint32_t num_trials = 16;
constexpr std::uint32_t is_chance = 0x80000000;

// A history that a draw comes by. Its successors that are walked through stand one after the other.
struct Visit {
  NodeId node;
  std::uint32_t first = 0;
  double value = 0;
};

struct Draw {
  const RegretGame& game;
  const RegretRun& run;
  std::size_t actor = 0;
  std::uint32_t number = 0;     // within the iteration
  std::uint32_t first_row = 0;  // of the actor
};

double random_number(const Draw& draw, std::uint32_t place) {
  const auto iteration = static_cast<std::uint32_t>(draw.run.num_iterations);
  const std::uint64_t seed = draw.run.seed;
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
  return unit_interval(philox({place, draw.number, iteration, static_cast<std::uint32_t>(draw.actor)}, key));
}

// The current probabilities of an information set's moves.
void shares_of(const Draw& draw, const Infoset& infoset, std::vector<double>& shares) {
  const Sequences& sequences = draw.game.sequences;
  const double floor = regret_floor(draw.game);
  shares.clear();
  double sum = 0;
  for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
    const double regret = draw.run.regrets[sequences.rows[ActionId{infoset.first_action.value + a}]];
    shares.push_back(regret > floor ? regret : 0);
    sum += shares.back();
  }
  for (double& share : shares) share = sum > 0 ? share / sum : 1.0 / infoset.num_actions;
}

// The move at which the running sum of probabilities passes the number; the last possible one where rounding hides it.
template <class Share>
std::uint32_t pick(std::uint32_t num, double number, Share share) {
  std::uint32_t last = 0;
  for (std::uint32_t k = 0; k < num; ++k) {
    if (!(share(k) > 0)) continue;
    last = k;
    number -= share(k);
    if (number < 0) break;
  }
  return last;
}

NodeId drawn_child(const Draw& draw, NodeId id, std::vector<double>& shares) {
  const Node& node = draw.game.game.nodes[id];
  if (node.kind == NodeKind::Chance) {
    const double number = random_number(draw, id.value | is_chance);
    const auto odds = [&](std::uint32_t k) { return draw.game.stakes.odds[OddsId{node.first_odds().value + k}]; };
    return child(node, pick(node.num_children, number, odds));
  }
  shares_of(draw, draw.game.game.infosets[node.infoset()], shares);
  const double number = random_number(draw, node.infoset().value);
  return child(node, pick(node.num_children, number, [&](std::uint32_t k) { return shares[k]; }));
}

bool is_own(const Draw& draw, const Node& node) {
  return node.kind == NodeKind::Decision && draw.game.game.infosets[node.infoset()].actor.value == draw.actor;
}

// All histories that this draw comes by, parents first.
void walk_down(const Draw& draw, std::vector<Visit>& visits, std::vector<double>& shares) {
  visits.assign(1, Visit{});
  for (std::size_t at = 0; at < visits.size(); ++at) {
    const NodeId id = visits[at].node;
    const Node& node = draw.game.game.nodes[id];
    visits[at].first = static_cast<std::uint32_t>(visits.size());
    if (node.kind == NodeKind::Terminal) {
      visits[at].value = payoff(draw.game.game, draw.game.stakes, node.outcome(), ActorId{draw.actor});
    } else if (is_own(draw, node)) {
      for (std::size_t k = 0; k < node.num_children; ++k) visits.push_back({child(node, k), 0, 0});
    } else {
      visits.push_back({drawn_child(draw, id, shares), 0, 0});
    }
  }
}

// Values from the ends up, and the regrets of the actor's moves.
void walk_up(const Draw& draw, std::vector<Visit>& visits, std::vector<double>& shares, std::span<double> regrets) {
  for (std::size_t at = visits.size(); at-- > 0;) {
    Visit& visit = visits[at];
    const Node& node = draw.game.game.nodes[visit.node];
    if (node.kind == NodeKind::Terminal) continue;
    if (!is_own(draw, node)) {
      visit.value = visits[visit.first].value;
      continue;
    }
    const Infoset& infoset = draw.game.game.infosets[node.infoset()];
    shares_of(draw, infoset, shares);
    for (std::uint32_t k = 0; k < node.num_children; ++k) visit.value += shares[k] * visits[visit.first + k].value;
    for (std::uint32_t k = 0; k < node.num_children; ++k) {
      const std::uint32_t row = draw.game.sequences.rows[ActionId{infoset.first_action.value + k}];
      regrets[row - draw.first_row] += visits[visit.first + k].value - visit.value;
    }
  }
}

void draw_job(Draw draw, std::uint32_t num_draws, std::span<double> regrets) {
  std::vector<Visit> visits;
  std::vector<double> shares;
  for (std::uint32_t k = 0; k < num_draws; ++k, ++draw.number) {
    walk_down(draw, visits, shares);
    walk_up(draw, visits, shares, regrets);
  }
}

}  // namespace

void sample_regrets(const RegretGame& game, RegretRun& run, std::size_t actor, const Workers& workers) {
  const std::pair<std::uint32_t, std::uint32_t> rows = rows_of(ActorBundles{game, actor});
  const std::uint32_t first = rows.first;
  const std::uint32_t num_draws = run.num_draws;
  const std::size_t num_rows = rows.second - first;
  run.drawn.assign(num_samplers * num_rows, 0.0);
  run_jobs(workers, num_samplers, [&](std::size_t job) {
    const Draw draw{game, run, actor, static_cast<std::uint32_t>(job) * num_draws, first};
    draw_job(draw, num_draws, std::span(run.drawn).subspan(job * num_rows, num_rows));
  });
  const double scale = 1.0 / (static_cast<double>(num_samplers) * num_draws);
  for (std::size_t row = 0; row < num_rows; ++row) {
    double sum = 0;
    for (std::size_t job = 0; job < num_samplers; ++job) sum += run.drawn[job * num_rows + row];
    run.values[first + row] = sum * scale;
  }
}

std::uint32_t draws_a_job(const RegretGame& game, RegretRun& run) {
  std::size_t num_visits = 0;
  std::vector<Visit> visits;
  std::vector<double> shares;
  for (std::uint32_t number = 0; number < num_trials; ++number) {
    for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
      walk_down({game, run, actor, number, 0}, visits, shares);
      num_visits += visits.size();
    }
  }
  const std::size_t wanted = std::size_t{game.sequences.num_rows} * num_trials / (num_samplers * num_visits + 1) + 1;
  return static_cast<std::uint32_t>(std::min<std::size_t>(wanted, 1U << 20U));
}

}  // namespace demarche
