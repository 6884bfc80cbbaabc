#include "demarche/solve/open_beliefs.h"

#include "demarche/solve/exponential.h"
#include "demarche/solve/public_point.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

using Set = LogitShape::Set;

constexpr double rounding_of_pace = 1e-7;  // of the fastest: what solving for tangents leaves undecided
constexpr double least_growth = 1.02;      // of the precision, to see from one point to the next how a movement goes on
constexpr double slowest_decay = 0.05;     // as a power of the precision; what dies away more slowly goes on
constexpr double nearest_turn = 1e-3;      // the first precision looked ahead to, as a multiple less 1
constexpr double farthest = 1e12;          // and the last one: beyond, rounding is all there is
constexpr double stride = 2;
constexpr double most_work = 2e8;  // types x nodes x cases: in large public trees not every belief is looked at

// The change of log-reaches over one unit of log precision, at a point of the path.
struct Pace {
  double precision = 0;
  std::vector<double> reaches;  // [node]; in public [node x num_types]: of logs of beliefs, but for a constant an actor
};

Pace pace_at(const LogitShape& shape, double precision, const Tangent& tangent) {
  Pace pace{precision, {}};
  if (tangent.logs.empty() || tangent.s == 0) return pace;
  std::vector<double> changes = tangent.logs;
  for (double& change : changes) change *= precision / ((1 + precision) * tangent.s);
  pace.reaches = shape.open ? reach_changes_in_public(shape, changes) : reach_changes(shape, changes);
  return pace;
}

// How the log-odds of one history against another move as the precision grows from what it is to `times` as much.
struct Drift {
  double pace = 0;
  double decay = 0;  // the power of the precision with which the pace falls; 0: it grows in proportion
};

double moved_by(const Drift& drift, double times) {
  return drift.decay > 0 ? drift.pace / drift.decay * (1 - std::pow(times, -drift.decay)) : drift.pace * (times - 1);
}

Drift drift_of(double now, double before, double growth) {
  if (!(growth > least_growth) || now * before <= 0) return {now, 0};
  const double decay = std::log(before / now) / std::log(growth);
  return {now, decay > slowest_decay ? std::min(decay, 1.0) : 0};
}

// What is believed at a set, and what its moves are worth in each case.
struct Doubt {
  std::vector<double> logs;        // [case]: of weights
  std::vector<double> now;         // [case]: pace of the same
  std::vector<double> before;      // [case]: one point earlier; empty where unknown
  std::vector<double> values;      // [case x num_actions + action]
  const double* choice = nullptr;  // [action]
  std::size_t num_actions = 0;
};

double gain_in(const Doubt& doubt, std::size_t row) {
  const double* values = doubt.values.data() + row * doubt.num_actions;
  const double best = *std::max_element(values, values + doubt.num_actions);
  double gain = 0;
  for (std::size_t a = 0; a < doubt.num_actions; ++a) gain += doubt.choice[a] * (best - values[a]);
  return gain;
}

double gain_under(const Doubt& doubt, const std::vector<double>& logs) {
  const double high = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  std::vector<double> means(doubt.num_actions, 0.0);
  for (std::size_t row = 0; row < logs.size(); ++row) {
    const double weight = share_of(logs[row] - high);
    sum += weight;
    for (std::size_t a = 0; a < means.size(); ++a) means[a] += weight * doubt.values[row * means.size() + a];
  }
  const double best = *std::max_element(means.begin(), means.end());
  double gain = 0;
  for (std::size_t a = 0; a < means.size(); ++a) gain += doubt.choice[a] * (best - means[a]);
  return gain / sum;
}

struct Turn {
  double times = 0;      // the precision, as a multiple of what it is
  std::size_t from = 0;  // case
  std::size_t to = 0;
  double share = 0;
};

std::size_t largest_of(const std::vector<double>& numbers) {
  return static_cast<std::size_t>(std::max_element(numbers.begin(), numbers.end()) - numbers.begin());
}

std::vector<Drift> drifts_of(const Doubt& doubt, double growth) {
  const std::size_t top = largest_of(doubt.logs);
  double fastest = 0;
  for (const double pace : doubt.now) fastest = std::max(fastest, std::abs(pace));
  std::vector<Drift> drifts(doubt.logs.size());
  for (std::size_t row = 0; row < drifts.size(); ++row) {
    const double now = doubt.now[row] - doubt.now[top];
    if (std::abs(now) <= rounding_of_pace * fastest) continue;
    const double before = doubt.before.empty() ? 0 : doubt.before[row] - doubt.before[top];
    drifts[row] = drift_of(now, before, growth);
  }
  return drifts;
}

// The case that gains most on the way, against the likeliest of the others.
Turn turn_at(const Doubt& doubt, const std::vector<double>& logs, double times) {
  std::vector<double> gained(logs.size());
  for (std::size_t row = 0; row < logs.size(); ++row) gained[row] = logs[row] - doubt.logs[row];
  Turn turn{times, 0, largest_of(gained), 0};
  std::vector<double> others = doubt.logs;
  others[turn.to] = -std::numeric_limits<double>::infinity();
  turn.from = largest_of(others);
  const double top = doubt.logs[largest_of(doubt.logs)];
  double sum = 0;
  for (const double log : doubt.logs) sum += share_of(log - top);
  turn.share = share_of(doubt.logs[turn.to] - top) / sum;
  return turn;
}

// Looks ahead along the way of the belief. No belief leaves a larger gain than the worst case alone.
std::optional<Turn> look_ahead(const Doubt& doubt, double precision, double growth, double tolerance) {
  double worst = 0;
  for (std::size_t row = 0; row < doubt.logs.size(); ++row) worst = std::max(worst, gain_in(doubt, row));
  if (!(worst > tolerance)) return std::nullopt;
  const std::vector<Drift> drifts = drifts_of(doubt, growth);
  std::vector<double> logs(doubt.logs.size());
  for (double ahead = nearest_turn; ahead * precision < farthest; ahead *= stride) {
    for (std::size_t row = 0; row < logs.size(); ++row) logs[row] = doubt.logs[row] + moved_by(drifts[row], 1 + ahead);
    if (gain_under(doubt, logs) > tolerance) return turn_at(doubt, logs, 1 + ahead);
  }
  return std::nullopt;
}

Doubt doubt_at(const LogitTrace& trace, const Set& set, const Pace& now, const Pace& before,
               std::vector<std::uint32_t>& nodes) {
  const LogitShape& shape = *trace.solver.shape;
  const LogitPoint& here = trace.here;
  Doubt doubt;
  nodes.clear();
  doubt.num_actions = set.num_actions;
  doubt.choice = here.probabilities.data() + set.first_action;
  for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
    if (!trace.stakes.possible[row]) continue;
    const LogitShape::Member& member = shape.members[row];
    nodes.push_back(member.node);
    doubt.logs.push_back(here.reaches[member.node]);
    doubt.now.push_back(now.reaches[member.node]);
    if (!before.reaches.empty()) doubt.before.push_back(before.reaches[member.node]);
    for (std::size_t a = 0; a < set.num_actions; ++a)
      doubt.values.push_back(here.values[(member.first_child + a) * shape.num_actors + set.actor]);
  }
  return doubt;
}

std::optional<OpenBelief> find_in_flat(const LogitTrace& trace, const Pace& now, const Pace& before, double tolerance) {
  const LogitShape& shape = *trace.solver.shape;
  const double growth = before.reaches.empty() ? 0 : now.precision / before.precision;
  std::vector<std::uint32_t> nodes;
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const Set& set = shape.sets[s];
    if (set.num_members < 2 || set.num_actions < 2) continue;
    const Doubt doubt = doubt_at(trace, set, now, before, nodes);
    const auto turn = look_ahead(doubt, now.precision, growth, tolerance);
    if (turn) return OpenBelief{s, nodes[turn->from], nodes[turn->to], turn->share, now.precision * turn->times};
  }
  return std::nullopt;
}

// In public the types of one actor at a time are in doubt, the others as they are believed to be.
struct PublicDoubt {
  const PublicDecision& decision;
  ActorId about;
};

struct OpenSearch {
  const LogitTrace& trace;
  const Pace& now;
  const Pace& before;
  double tolerance = 0;
  double growth() const { return before.reaches.empty() ? 0 : now.precision / before.precision; }
};

// What is the same for all types of the mover.
Doubt doubt_in_public(const LogitTrace& trace, const PublicDoubt& at, const Pace& now, const Pace& before) {
  const PublicShape& open = *trace.solver.shape->open;
  const std::size_t first = at.decision.node * open.num_types + open.first_type[at.about.value];
  const std::size_t num = open.num_types_of(at.about);
  const auto part = [&](const std::vector<double>& all) {
    return std::vector<double>(all.begin() + static_cast<std::ptrdiff_t>(first),
                               all.begin() + static_cast<std::ptrdiff_t>(first + num));
  };
  Doubt doubt;
  doubt.num_actions = at.decision.num_actions;
  doubt.logs = part(trace.here.reaches);
  doubt.now = part(now.reaches);
  if (!before.reaches.empty()) doubt.before = part(before.reaches);
  return doubt;
}

// Whether any other case than the likeliest may come to count for more than it does.
bool is_on_the_move(const Doubt& doubt, double growth, double tolerance) {
  const std::vector<Drift> drifts = drifts_of(doubt, growth);
  const double top = *std::max_element(doubt.logs.begin(), doubt.logs.end());
  for (std::size_t row = 0; row < drifts.size(); ++row) {
    const bool counts = share_of(doubt.logs[row] - top) > tolerance;
    if (drifts[row].pace > 0 || (drifts[row].pace < 0 && counts)) return true;
  }
  return false;
}

std::optional<OpenBelief> find_about(const OpenSearch& search, const PublicDoubt& at, Doubt doubt) {
  const LogitTrace& trace = search.trace;
  const LogitShape& shape = *trace.solver.shape;
  std::vector<LogitPoint> cases;
  for (std::uint32_t type = 0; type < doubt.logs.size(); ++type) {
    cases.push_back(trace.here);
    assume_type(shape, trace.stakes, at.decision.node, at.about, type, cases.back());
  }
  for (std::uint32_t own = 0; own < shape.open->num_types_of(at.decision.actor); ++own) {
    const std::size_t first = at.decision.first_action.value + own * std::size_t{at.decision.num_actions};
    doubt.choice = trace.here.probabilities.data() + first;
    doubt.values.clear();
    for (const LogitPoint& known : cases)
      for (std::size_t a = 0; a < doubt.num_actions; ++a) doubt.values.push_back(known.action_values[first + a]);
    const auto turn = look_ahead(doubt, search.now.precision, search.growth(), search.tolerance);
    if (turn)
      return OpenBelief{at.decision.first_infoset.value + own, static_cast<std::uint32_t>(turn->from),
                        static_cast<std::uint32_t>(turn->to), turn->share, search.now.precision * turn->times};
  }
  return std::nullopt;
}

std::optional<OpenBelief> find_in_public(const LogitTrace& trace, const Pace& now, const Pace& before,
                                         double tolerance) {
  const PublicGame& game = *trace.solver.shape->open->game;
  const double walk = static_cast<double>(game.nodes.size() * trace.solver.shape->open->num_types);
  double work = 0;
  for (const PublicDecision& decision : game.decisions) {
    for (std::size_t row = 0; row < game.num_actors && decision.num_actions > 1; ++row) {
      const ActorId about{row};
      if (about == decision.actor || game.num_types[about] < 2) continue;
      const OpenSearch search{trace, now, before, tolerance};
      const Doubt doubt = doubt_in_public(trace, {decision, about}, now, before);
      if (!is_on_the_move(doubt, search.growth(), tolerance)) continue;
      work += walk * static_cast<double>(doubt.logs.size());
      if (work > most_work) return std::nullopt;
      const auto found = find_about(search, {decision, about}, doubt);
      if (found) return found;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<OpenBelief> find_open_belief(const LogitTrace& trace, double tolerance) {
  const LogitShape& shape = *trace.solver.shape;
  const LogitPace& earlier = trace.pace_before;
  const Pace now = pace_at(shape, trace.here.precision, trace.tangent);
  const bool known = earlier.precision > 0 && earlier.tangent.s * trace.tangent.s > 0;
  const Pace before = known ? pace_at(shape, earlier.precision, earlier.tangent) : Pace{};
  if (now.reaches.empty()) return std::nullopt;
  return shape.open ? find_in_public(trace, now, before, tolerance) : find_in_flat(trace, now, before, tolerance);
}

}  // namespace demarche
