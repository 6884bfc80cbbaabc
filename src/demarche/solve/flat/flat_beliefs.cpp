#include "demarche/solve/flat/flat_walk.h"

namespace demarche {
namespace {

Doubt doubt_at(const BeliefSearch& search, const LogitShape::Set& set, std::vector<std::uint32_t>& nodes) {
  const LogitShape& shape = search.shape;
  const LogitPoint& here = search.here;
  const Pace& before = search.before;
  Doubt doubt;
  nodes.clear();
  doubt.num_actions = set.num_actions;
  doubt.choice = here.probabilities.data() + set.first_action;
  for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
    if (!search.stakes.possible[row]) continue;
    const LogitShape::Member& member = shape.members[row];
    nodes.push_back(member.node);
    const double lean = search.stakes.leans.empty() ? 0.0 : search.stakes.leans[row];
    doubt.logs.push_back(here.reaches[member.node] + lean);
    doubt.now.push_back(search.now.reaches[member.node]);
    if (!before.reaches.empty()) doubt.before.push_back(before.reaches[member.node]);
    for (std::size_t a = 0; a < set.num_actions; ++a)
      doubt.values.push_back(counterweight(here, row) *
                             here.values[(member.first_child + a) * shape.num_actors + set.actor]);
  }
  return doubt;
}

}  // namespace

std::optional<OpenBelief> find_open_belief_flat(const BeliefSearch& search) {
  const LogitShape& shape = search.shape;
  std::vector<std::uint32_t> nodes;
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const LogitShape::Set& set = shape.sets[s];
    if (set.num_members < 2 || set.num_actions < 2) continue;
    const Doubt doubt = doubt_at(search, set, nodes);
    const auto turn = look_ahead(doubt, search);
    if (turn) return OpenBelief{s, nodes[turn->from], nodes[turn->to], turn->share, search.now.precision * turn->times};
  }
  return std::nullopt;
}

}  // namespace demarche
