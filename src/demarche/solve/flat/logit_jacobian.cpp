#include "demarche/solve/flat/logit_jacobian.h"

#include <algorithm>

namespace demarche {

namespace {

using Set = LogitShape::Set;
using Member = LogitShape::Member;
using Edge = JacobianShape::Edge;

bool chooses(const LogitShape& shape, const Member& member) { return shape.sets[member.set].num_actions > 1; }

// A way up from a history to a choice before it.
struct WayUp {
  std::uint32_t earlier = 0;  // the member that chose
  std::uint32_t move = 0;
  double passage = 1;  // probability of coming down it, after that choice
  double share = 1;    // of those who come to where it started, by it
};

// From where one way up has come to, or from where all start, one choice further; more than one where a history stands
// for others. `chosen`: the probability of what was chosen there. The pattern alone needs no stakes.
void add_ways_up(const LogitShape& shape, const LogitStakes* stakes, const LogitPoint* point, std::uint32_t row,
                 const WayUp& from, double chosen, std::vector<WayUp>& ways) {
  const Member& member = shape.members[row];
  if (member.merge == LogitShape::no_merge) {
    if (member.earlier == LogitShape::no_member) return;
    const double passage = stakes ? from.passage * (chosen * stakes->chance_since[row]) : 1;
    ways.push_back({member.earlier, member.earlier_move, passage, from.share});
    return;
  }
  const LogitShape::Merge& merge = shape.merges[member.merge];
  for (std::size_t k = merge.first_way; k < merge.first_way + merge.num_ways; ++k) {
    const LogitShape::Way& way = shape.ways[k];
    if (way.earlier == LogitShape::no_member) continue;
    const double passage = stakes ? from.passage * (chosen * stakes->chance_of_ways[k]) : 1;
    ways.push_back({way.earlier, way.earlier_move, passage, point ? from.share * point->shares_of_ways[k] : 1});
  }
}

// The edge from a lower set up to another: the one made since the lower set's turn came, or a new one.
std::uint32_t edge_to(const LogitShape& shape, std::uint32_t lower, std::uint32_t upper, std::size_t first_edge,
                      std::uint32_t latest, JacobianShape& pattern) {
  if (latest >= first_edge && latest < pattern.edges.size() && pattern.edges[latest].upper == upper) return latest;
  pattern.edges.push_back({lower, upper, shape.sets[upper].actor != shape.sets[lower].actor, 0, 0});
  return static_cast<std::uint32_t>(pattern.edges.size() - 1);
}

// The edges of one lower set: one for each set above any of its members. Fills the pairs of these members.
void connect(const LogitShape& shape, std::uint32_t lower, std::vector<std::uint32_t>& edge_of_upper,
             JacobianShape& pattern) {
  const Set& set = shape.sets[lower];
  const std::size_t first_edge = pattern.edges.size();
  for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
    pattern.first_pair.push_back(pattern.pair_edge.size());
    if (set.num_actions < 2) continue;
    for (auto at = shape.members[row].earlier; at != LogitShape::no_member; at = shape.members[at].earlier) {
      const std::uint32_t upper = shape.members[at].set;
      edge_of_upper[upper] = edge_to(shape, lower, upper, first_edge, edge_of_upper[upper], pattern);
      pattern.pair_edge.push_back(edge_of_upper[upper]);
    }
  }
}

// The pairs of one member, in the order in which `scatter` climbs.
void pair_up(const LogitShape& shape, std::uint32_t row, const std::vector<std::uint32_t>& edge_of_upper,
             std::vector<WayUp>& open, JacobianShape& pattern) {
  open.clear();
  add_ways_up(shape, nullptr, nullptr, row, {}, 1, open);
  while (!open.empty()) {
    const WayUp up = open.back();
    open.pop_back();
    pattern.pair_edge.push_back(edge_of_upper[shape.members[up.earlier].set]);
    add_ways_up(shape, nullptr, nullptr, up.earlier, up, 1, open);
  }
}

void lay_out(const LogitShape& shape, JacobianShape& pattern) {
  for (Edge& edge : pattern.edges) {
    const std::size_t lower = shape.sets[edge.lower].num_actions;
    const std::size_t upper = shape.sets[edge.upper].num_actions;
    edge.first_value = pattern.num_raw;
    pattern.entries.push_back({edge.upper, edge.lower, pattern.num_values});
    pattern.num_raw += lower * upper;
    pattern.num_values += (lower - 1) * (upper - 1);
    if (!edge.has_beliefs) continue;
    edge.first_belief = pattern.num_raw;
    pattern.entries.push_back({edge.lower, edge.upper, pattern.num_values});
    pattern.num_raw += lower * upper;
    pattern.num_values += (lower - 1) * (upper - 1);
  }
}

std::size_t count_pairs(const LogitShape& shape, std::size_t limit) {
  std::size_t count = 0;
  for (const Member& member : shape.members) {
    if (!chooses(shape, member)) continue;
    for (auto at = member.earlier; at != LogitShape::no_member && count <= limit; at = shape.members[at].earlier)
      ++count;
  }
  return count;
}

// What one member adds: to the sets above it through values, to its own set through beliefs.
struct MemberTerms {
  std::vector<double> values;   // [actor x num_actions + b]: p(b) (V_i(h, b) - V_i(h))
  std::vector<double> beliefs;  // [a]: belief(h) (V(h, a) - Q(a)) for the mover, V by its own odds
  std::vector<WayUp> open{};    // working space
};

void compute_terms(const LogitShape& shape, const LogitPoint& point, std::size_t row, MemberTerms& terms) {
  const Member& member = shape.members[row];
  const Set& set = shape.sets[member.set];
  const std::size_t num_actors = shape.num_actors;
  const double* here = point.values.data() + member.node * num_actors;
  const double* below = point.values.data() + member.first_child * num_actors;
  for (std::size_t i = 0; i < num_actors; ++i)
    for (std::size_t b = 0; b < set.num_actions; ++b)
      terms.values[i * set.num_actions + b] =
          point.probabilities[set.first_action + b] * (below[b * num_actors + i] - here[i]);
  for (std::size_t a = 0; a < set.num_actions; ++a)
    terms.beliefs[a] = point.beliefs[row] * (counterweight(point, row) * below[a * num_actors + set.actor] -
                                             point.action_values[set.first_action + a]);
}

// The derivatives of one lower set: laid out as those of the whole, from `first` on.
struct SetDerivatives {
  const LogitShape& shape;
  const LogitStakes& stakes;
  const JacobianShape& pattern;
  const LogitPoint& point;
  MemberTerms terms;
  double* raw = nullptr;
  std::size_t first = 0;
};

// Adds a member's terms to the blocks of one set above it.
void add_terms_above(SetDerivatives& own, const Edge& edge, const WayUp& up, std::size_t width) {
  const Set& upper = own.shape.sets[edge.upper];
  const double weight = own.point.beliefs[up.earlier] * counterweight(own.point, up.earlier) * up.passage;
  double* value_row = own.raw + (edge.first_value - own.first) + up.move * width;
  const double* term = own.terms.values.data() + upper.actor * width;
  for (std::size_t b = 0; b < width; ++b) value_row[b] += weight * term[b];
  if (!edge.has_beliefs) return;
  double* belief_column = own.raw + (edge.first_belief - own.first) + up.move;
  const double* beliefs = own.terms.beliefs.data();
  for (std::size_t a = 0; a < width; ++a) belief_column[a * upper.num_actions] += up.share * beliefs[a];
}

// Climbs as long as there is one way up, and adds a member's terms to the blocks of every set on it. Where there are
// more they are left open.
void climb(SetDerivatives& own, WayUp up, std::size_t width, std::size_t& pair) {
  while (true) {
    const Edge& edge = own.pattern.edges[own.pattern.pair_edge[pair++]];
    add_terms_above(own, edge, up, width);
    const Member& at = own.shape.members[up.earlier];
    const double chosen = own.point.probabilities[own.shape.sets[edge.upper].first_action + up.move];
    if (at.merge != LogitShape::no_merge)
      return add_ways_up(own.shape, &own.stakes, &own.point, up.earlier, up, chosen, own.terms.open);
    if (at.earlier == LogitShape::no_member) return;
    up = {at.earlier, at.earlier_move, up.passage * (chosen * own.stakes.chance_since[up.earlier]), up.share};
  }
}

// Climbs from a member to the root, by all ways.
void scatter(SetDerivatives& own, std::uint32_t row, std::size_t width) {
  const Member& member = own.shape.members[row];
  std::size_t pair = own.pattern.first_pair[row];
  if (member.merge == LogitShape::no_merge) {
    if (member.earlier == LogitShape::no_member) return;
    climb(own, {member.earlier, member.earlier_move, own.stakes.chance_since[row], 1}, width, pair);
  } else {
    add_ways_up(own.shape, &own.stakes, &own.point, row, {}, 1, own.terms.open);
  }
  while (!own.terms.open.empty()) {
    const WayUp up = own.terms.open.back();
    own.terms.open.pop_back();
    climb(own, up, width, pair);
  }
}

// From derivatives of Q by log p to those of residuals by log-odds: differences to the likeliest move in both.
void reduce_any(const LogitShape& shape, const LogitPoint& point, std::uint32_t row_set, std::uint32_t column_set,
                const double* raw, double* block) {
  const Set& rows = shape.sets[row_set];
  const Set& columns = shape.sets[column_set];
  const std::size_t top_row = point.likeliest[row_set];
  const std::size_t top_column = point.likeliest[column_set];
  const double* probabilities = point.probabilities.data() + columns.first_action;
  const double* top = raw + top_row * columns.num_actions;
  for (std::size_t a = 0; a < rows.num_actions; ++a) {
    if (a == top_row) continue;
    const double* here = raw + a * columns.num_actions;
    double total = 0;
    for (std::size_t b = 0; b < columns.num_actions; ++b) total += here[b] - top[b];
    for (std::size_t b = 0; b < columns.num_actions; ++b)
      if (b != top_column) *block++ = -point.precision * (here[b] - top[b] - total * probabilities[b]);
  }
}

// The same where both sets have two moves, as most have.
void reduce_two_by_two(const LogitShape& shape, const LogitPoint& point, std::uint32_t row_set,
                       std::uint32_t column_set, const double* raw, double* block) {
  const double* top = raw + 2 * point.likeliest[row_set];
  const double* here = raw + 2 * (1 - point.likeliest[row_set]);
  const std::size_t b = 1 - point.likeliest[column_set];
  const double total = here[0] - top[0] + (here[1] - top[1]);
  const double probability = point.probabilities[shape.sets[column_set].first_action + b];
  *block = -point.precision * (here[b] - top[b] - total * probability);
}

// The edges of a lower set stand one after the other, as do their blocks and their entries.
struct EdgeStretch {
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t entry = 0;
};

void reduce_edges(const SetDerivatives& own, EdgeStretch& stretch, std::vector<double>& blocks) {
  for (std::size_t e = stretch.first; e < stretch.end; ++e) {
    const Edge& edge = own.pattern.edges[e];
    const std::size_t moves =
        std::size_t{own.shape.sets[edge.lower].num_actions} * own.shape.sets[edge.upper].num_actions;
    const auto reduce_block = moves == 4 ? reduce_two_by_two : reduce_any;
    reduce_block(own.shape, own.point, edge.upper, edge.lower, own.raw + (edge.first_value - own.first),
                 blocks.data() + own.pattern.entries[stretch.entry++].first);
    if (edge.has_beliefs)
      reduce_block(own.shape, own.point, edge.lower, edge.upper, own.raw + (edge.first_belief - own.first),
                   blocks.data() + own.pattern.entries[stretch.entry++].first);
  }
}

void add_members(SetDerivatives& own, const Set& set) {
  for (std::uint32_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
    compute_terms(own.shape, own.point, row, own.terms);
    scatter(own, row, set.num_actions);
  }
}

}  // namespace

std::optional<JacobianShape> jacobian_shape(const LogitShape& shape, std::size_t max_pairs) {
  if (count_pairs(shape, max_pairs) > max_pairs) return std::nullopt;
  JacobianShape pattern;
  std::vector<std::uint32_t> edge_of_upper(shape.sets.size(), 0);
  for (std::uint32_t lower = 0; lower < shape.sets.size(); ++lower) connect(shape, lower, edge_of_upper, pattern);
  lay_out(shape, pattern);
  return pattern;
}

JacobianShape alike_jacobian_shape(const LogitShape& alike, const JacobianShape& whole) {
  JacobianShape pattern = whole;
  pattern.first_pair.clear();
  pattern.pair_edge.clear();
  std::vector<std::uint32_t> edge_of_upper(alike.sets.size(), 0);
  std::vector<WayUp> open;
  std::uint32_t edge = 0;
  for (std::uint32_t lower = 0; lower < alike.sets.size(); ++lower) {
    for (; edge < pattern.edges.size() && pattern.edges[edge].lower == lower; ++edge)
      edge_of_upper[pattern.edges[edge].upper] = edge;
    const Set& set = alike.sets[lower];
    for (std::uint32_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
      pattern.first_pair.push_back(pattern.pair_edge.size());
      if (set.num_actions > 1) pair_up(alike, row, edge_of_upper, open, pattern);
    }
  }
  return pattern;
}

void fill_jacobian(const LogitShape& shape, const LogitStakes& stakes, const JacobianShape& pattern,
                   const LogitPoint& point, std::vector<double>& raw, std::vector<double>& blocks) {
  raw.resize(pattern.num_raw);
  blocks.resize(pattern.num_values);
  std::size_t most_actions = 0;
  for (const Set& set : shape.sets) most_actions = std::max<std::size_t>(most_actions, set.num_actions);
  SetDerivatives own{shape,
                     stakes,
                     pattern,
                     point,
                     {std::vector<double>(most_actions * shape.num_actors), std::vector<double>(most_actions)}};
  own.raw = raw.data();
  EdgeStretch stretch;
  const std::size_t num_edges = pattern.edges.size();
  for (std::uint32_t lower = 0; lower < shape.sets.size(); ++lower) {
    stretch.first = stretch.end;
    while (stretch.end < num_edges && pattern.edges[stretch.end].lower == lower) ++stretch.end;
    if (stretch.first == stretch.end) continue;
    own.first = pattern.edges[stretch.first].first_value;
    const std::size_t end = stretch.end < num_edges ? pattern.edges[stretch.end].first_value : pattern.num_raw;
    std::fill_n(own.raw, end - own.first, 0.0);
    add_members(own, shape.sets[lower]);
    reduce_edges(own, stretch, blocks);
  }
}

}  // namespace demarche
