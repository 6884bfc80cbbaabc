#include "demarche/solve/public/public_point.h"

namespace demarche {
namespace {

constexpr double most_work = 2e8;  // types x nodes x cases: in large public trees not every belief is looked at

// In public the types of one actor at a time are in doubt, the others as they are believed to be.
struct PublicDoubt {
  const PublicDecision& decision;
  ActorId about;
};

// What is the same for all types of the mover.
Doubt doubt_in_public(const BeliefSearch& search, const PublicDoubt& at) {
  const PublicShape& open = public_shape(search.shape);
  const Camps& camps = public_stakes(search.stakes).camps;
  const std::size_t num = open.num_types_of(at.about);
  const auto part = [&](const std::vector<double>& all, std::size_t vector) {
    const std::size_t first = vector + open.first_type[at.about.value];
    return std::vector<double>(all.begin() + static_cast<std::ptrdiff_t>(first),
                               all.begin() + static_cast<std::ptrdiff_t>(first + num));
  };
  Doubt doubt;
  doubt.num_actions = at.decision.num_actions;
  const std::size_t vector = at.decision.node * open.num_types;
  doubt.logs =
      part(search.here.reaches, place_of_camp(open, camps, at.decision.node, camps.of[at.decision.actor.value]));
  doubt.now = part(search.now.reaches, vector);
  if (!search.before.reaches.empty()) doubt.before = part(search.before.reaches, vector);
  return doubt;
}

std::optional<OpenBelief> find_about(const BeliefSearch& search, const PublicDoubt& at, Doubt doubt) {
  std::vector<LogitPoint> cases;
  for (std::uint32_t type = 0; type < doubt.logs.size(); ++type) {
    cases.push_back(search.here);
    assume_type(search.shape, search.stakes, at.decision.node, at.about, type, cases.back());
  }
  for (std::uint32_t own = 0; own < public_shape(search.shape).num_types_of(at.decision.actor); ++own) {
    const std::size_t first = at.decision.first_action.value + own * std::size_t{at.decision.num_actions};
    doubt.choice = search.here.probabilities.data() + first;
    doubt.values.clear();
    for (const LogitPoint& known : cases)
      for (std::size_t a = 0; a < doubt.num_actions; ++a) doubt.values.push_back(known.action_values[first + a]);
    const auto turn = look_ahead(doubt, search);
    if (turn)
      return OpenBelief{at.decision.first_infoset.value + own, static_cast<std::uint32_t>(turn->from),
                        static_cast<std::uint32_t>(turn->to), turn->share, search.now.precision * turn->times};
  }
  return std::nullopt;
}

}  // namespace

std::optional<OpenBelief> find_open_belief_in_public(const BeliefSearch& search) {
  const PublicShape& shape = public_shape(search.shape);
  const PublicGame& game = *shape.game;
  const double walk = static_cast<double>(game.nodes.size() * shape.num_types);
  double work = 0;
  for (const PublicDecision& decision : game.decisions) {
    for (std::size_t row = 0; row < game.num_actors && decision.num_actions > 1; ++row) {
      const ActorId about{row};
      if (about == decision.actor || game.num_types[about] < 2) continue;
      const Doubt doubt = doubt_in_public(search, {decision, about});
      if (!is_on_the_move(doubt, search)) continue;
      work += walk * static_cast<double>(doubt.logs.size());
      if (work > most_work) return std::nullopt;
      const auto found = find_about(search, {decision, about}, doubt);
      if (found) return found;
    }
  }
  return std::nullopt;
}

}  // namespace demarche
