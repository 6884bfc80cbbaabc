#include "demarche/solve/condense/condensed_parts.h"

#include "demarche/solve/flat/disagreement.h"
#include "demarche/solve/flat/flat_game.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace demarche {
namespace {

// The shifts of a settled game at given stakes; `holds` falls where what was found alike is not.
struct Binding {
  const Game& game;
  const SettledPlay& play;
  const Condensation& made;
  const Stakes& stakes;
  LogitStakes& scaled;  // `values`: of the whole game, worked out on the way
  bool holds = true;

  double shift(NodeId node, std::size_t actor) const { return scaled.values[node.value * game.num_actors + actor]; }
};

void note(double number, double& known, bool& holds) {
  if (std::isnan(known)) known = number;
  else holds = holds && alike(known, number);
}

void note_parts(Binding& binding, const Node& node, std::size_t actor, std::uint32_t entry) {
  const std::size_t first_part = binding.play.entries[entry].first_part;
  const double base = binding.shift(child(node, 0), actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    note(binding.shift(child(node, k), actor) - base, binding.scaled.shifts[first_part + k], binding.holds);
    if (node.kind == NodeKind::Chance)
      note(odds_of(binding.stakes, node, k, actor), binding.scaled.weights[first_part + k], binding.holds);
  }
}

void bind_node(Binding& binding, const Node& node, std::size_t actor, std::uint32_t entry, double& shift) {
  const bool is_first = entry == value_at(binding.made, binding.game, child(node, 0), actor);
  shift = binding.shift(child(node, 0), actor);
  if (!is_first) {
    note_parts(binding, node, actor, entry);
  } else if (node.kind == NodeKind::Chance) {
    double mean = 0;
    for (std::size_t k = 0; k < node.num_children; ++k)
      mean += odds_of(binding.stakes, node, k, actor) * binding.shift(child(node, k), actor);
    shift = mean;
  } else {
    for (std::size_t k = 1; k < node.num_children; ++k)
      binding.holds = binding.holds && alike(binding.shift(child(node, k), actor), shift);
  }
}

void bind_nodes(Binding& binding) {
  const std::size_t num_actors = binding.game.num_actors;
  for (auto n = static_cast<std::uint32_t>(binding.game.nodes.size()); n-- > 0;) {
    const Node& node = binding.game.nodes[NodeId{n}];
    if (node.kind == NodeKind::Terminal || !binding.made.is_settled[n]) continue;
    const std::size_t row = std::size_t{n} * num_actors;
    for (std::size_t i = 0; i < num_actors; ++i)
      bind_node(binding, node, i, binding.made.values[row + i], binding.scaled.values[row + i]);
  }
}

void bind_choices(Binding& binding) {
  for (std::uint32_t s = 0; s < binding.game.infosets.size(); ++s) {
    if (binding.made.choices[s] == 0) continue;
    const Infoset& set = binding.game.infosets[InfosetId{s}];
    for (const NodeId member : members_of(binding.game, set))
      note_parts(binding, binding.game.nodes[member], set.actor.value, binding.made.choices[s]);
  }
}

void keep_ends_only(const Game& game, const LogitShape& shape, const Condensation& made, LogitStakes& scaled) {
  const std::size_t num_actors = game.num_actors;
  std::vector<double> values(shape.num_nodes * num_actors, 0.0);
  for (std::size_t n = 0; n < shape.num_nodes; ++n) {
    if (!made.is_settled[made.nodes[n]]) continue;
    const auto from = scaled.values.begin() + static_cast<std::ptrdiff_t>(made.nodes[n] * num_actors);
    std::copy_n(from, num_actors, values.begin() + static_cast<std::ptrdiff_t>(n * num_actors));
  }
  scaled.values = std::move(values);
}

}  // namespace

std::optional<LogitStakes> condensed_stakes(const Game& game, const LogitShape& shape, const Condensation& condensation,
                                            const Stakes& stakes) {
  LogitStakes scaled;
  scale_payoffs(game, stakes, scaled);
  scaled.shifts.assign(shape.settled->parts.size(), std::numeric_limits<double>::quiet_NaN());
  scaled.weights = scaled.shifts;
  Binding binding{game, *shape.settled, condensation, stakes, scaled};
  bind_nodes(binding);
  bind_choices(binding);
  if (!binding.holds) return std::nullopt;
  keep_ends_only(game, shape, condensation, scaled);
  take_thoughts(game, shape, stakes, scaled);
  for (const std::uint32_t row : condensation.odds) scaled.odds.push_back(stakes.odds[OddsId{row}]);
  work_out_chance(shape, scaled);
  return scaled;
}

}  // namespace demarche
