#include "demarche/regret/terms.h"

#include "demarche/regret/blocks.h"

#include <algorithm>
#include <numeric>

namespace demarche {
namespace {

// Chance's probability of every node.
std::vector<double> chance_reaches(const Game& game, const Stakes& stakes) {
  std::vector<double> reaches(game.nodes.size(), 1.0);
  for (std::size_t at = 1; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    const Node& parent = game.nodes[node.parent];
    reaches[at] = reaches[node.parent.value];
    if (parent.kind != NodeKind::Chance) continue;
    reaches[at] *= stakes.odds[OddsId{parent.first_odds().value + (at - parent.first_child.value)}];
  }
  return reaches;
}

// Terminal nodes by the sequences that lead to them.
struct Ends {
  std::size_t num_actors = 0;
  std::vector<std::uint32_t> rows;  // [end x num_actors + actor]
  std::vector<double> payoffs;      // the same, times chance's odds
  std::size_t size() const { return rows.size() / std::max<std::size_t>(1, num_actors); }
};

Ends all_ends(const Game& game, const Stakes& stakes, const Sequences& sequences) {
  const std::vector<ActionId> lasts = last_moves(game);
  const std::vector<double> reaches = chance_reaches(game, stakes);
  Ends ends{game.num_actors, {}, {}};
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind != NodeKind::Terminal || reaches[at] == 0) continue;
    for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
      const ActionId last = lasts[at * game.num_actors + actor];
      ends.rows.push_back(last == none<struct ActionTag> ? sequences.empty_rows[actor] : sequences.rows[last]);
      ends.payoffs.push_back(reaches[at] * payoff(game, stakes, node.outcome(), ActorId{actor}));
    }
  }
  return ends;
}

// The numbers of the ends, sorted by the rows of one actor first and then the others' in order.
std::vector<std::uint32_t> sorted_ends(const Ends& ends, std::size_t actor) {
  std::vector<std::uint32_t> order(ends.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto row = [&](std::uint32_t end, std::size_t of) { return ends.rows[end * ends.num_actors + of]; };
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (row(a, actor) != row(b, actor)) return row(a, actor) < row(b, actor);
    for (std::size_t of = 0; of < ends.num_actors; ++of) {
      if (row(a, of) != row(b, of)) return row(a, of) < row(b, of);
    }
    return a < b;
  });
  return order;
}

Ends merged(const Ends& ends) {
  Ends kept{ends.num_actors, {}, {}};
  const std::size_t num = ends.num_actors;
  for (const std::uint32_t end : sorted_ends(ends, 0)) {
    const auto rows = ends.rows.begin() + static_cast<std::ptrdiff_t>(end * num);
    const bool again =
        !kept.rows.empty() && std::equal(kept.rows.end() - static_cast<std::ptrdiff_t>(num), kept.rows.end(), rows);
    if (!again) {
      kept.rows.insert(kept.rows.end(), rows, rows + static_cast<std::ptrdiff_t>(num));
      kept.payoffs.resize(kept.rows.size());
    }
    for (std::size_t actor = 0; actor < num; ++actor) {
      kept.payoffs[kept.payoffs.size() - num + actor] += ends.payoffs[end * num + actor];
    }
  }
  return kept;
}

void add_term(Terms& terms, const Ends& ends, std::uint32_t end, std::size_t actor) {
  const std::uint32_t row = ends.rows[end * ends.num_actors + actor];
  if (terms.term_rows.empty() || terms.term_rows.back().row != row) {
    terms.term_rows.push_back({row, static_cast<std::uint32_t>(terms.coefficients.size()), 0});
  }
  ++terms.term_rows.back().num;
  terms.coefficients.push_back(ends.payoffs[end * ends.num_actors + actor]);
  for (std::size_t of = 0; of < ends.num_actors; ++of) {
    if (of != actor) terms.others.push_back(ends.rows[end * ends.num_actors + of]);
  }
}

// Where each bundle's part of a list sorted by rows begins.
template <class Part>
std::vector<std::uint32_t> firsts_by_bundle(const std::vector<Part>& parts, std::span<const Bundle> bundles) {
  std::vector<std::uint32_t> firsts;
  std::size_t k = 0;
  for (const Bundle& bundle : bundles) {
    while (k < parts.size() && parts[k].row < bundle.first_row) ++k;
    firsts.push_back(static_cast<std::uint32_t>(k));
  }
  firsts.push_back(static_cast<std::uint32_t>(parts.size()));
  return firsts;
}

Terms terms_of(const Ends& ends, const Sequences& sequences, std::size_t actor) {
  Terms terms;
  for (const std::uint32_t end : sorted_ends(ends, actor)) {
    if (ends.payoffs[end * ends.num_actors + actor] != 0) add_term(terms, ends, end, actor);
  }
  const std::span<const Bundle> bundles{sequences.bundles.data() + sequences.first_bundles[actor],
                                        sequences.first_bundles[actor + 1] - sequences.first_bundles[actor]};
  if (ends.num_actors == 2) gather_blocks(terms, bundles);
  terms.first_blocks = firsts_by_bundle(terms.blocks, bundles);
  terms.first_term_rows = firsts_by_bundle(terms.term_rows, bundles);
  terms.first_term_rows.insert(terms.first_term_rows.begin(), 0);
  return terms;
}

}  // namespace

std::vector<Terms> make_terms(const Game& game, const Stakes& stakes, const Sequences& sequences) {
  const Ends ends = merged(all_ends(game, stakes, sequences));
  std::vector<Terms> terms;
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) terms.push_back(terms_of(ends, sequences, actor));
  return terms;
}

}  // namespace demarche
