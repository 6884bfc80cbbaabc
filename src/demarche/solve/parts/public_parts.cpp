#include "demarche/solve/parts/public_parts.h"

#include "demarche/solve/public/form.h"
#include "demarche/solve/public/public_point.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>
#include <unordered_map>
#include <utility>

namespace demarche {
namespace {

// Sizes of what lies below a public history, itself included.
struct Below {
  std::uint32_t height = 0;  // choices that follow one another
  std::size_t num_nodes = 1;
  std::size_t num_choices = 0;
};

bool is_choice(const PublicNode& node) { return node.kind == NodeKind::Decision && node.num_children > 1; }

std::vector<Below> sizes_below(const PublicGame& game) {
  std::vector<Below> sizes(game.nodes.size());
  for (std::size_t row = game.nodes.size(); row-- > 0;) {
    const PublicNode& node = game.nodes[row];
    Below& here = sizes[row];
    if (is_choice(node)) ++here.height, ++here.num_choices;
    if (node.parent == PublicNode::no_node) continue;
    Below& above = sizes[node.parent];
    above.height = std::max(above.height, here.height);
    above.num_nodes += here.num_nodes;
    above.num_choices += here.num_choices;
  }
  return sizes;
}

// [decision]: where the sets of its types begin among the shape's.
std::vector<std::uint32_t> first_sets(const PublicGame& game) {
  std::vector<std::uint32_t> first{0};
  for (const PublicDecision& decision : game.decisions) first.push_back(first.back() + game.num_types[decision.actor]);
  return first;
}

// The public histories below one, itself first, as the whole orders them: parents first, siblings one after the other.
std::vector<std::uint32_t> nodes_below(const PublicGame& game, std::uint32_t root) {
  std::vector<std::uint32_t> nodes{root};
  for (std::size_t n = 0; n < nodes.size(); ++n)
    for (std::uint32_t k = 0; k < game.nodes[nodes[n]].num_children; ++k)
      nodes.push_back(game.nodes[nodes[n]].first_child + k);
  return nodes;
}

Part part_below(const PublicGame& game, const std::vector<std::uint32_t>& sets, std::uint32_t root) {
  Part part;
  part.roots = {root};
  const std::vector<std::uint32_t> nodes = nodes_below(game, root);
  part.num_nodes = nodes.size();
  for (const std::uint32_t row : nodes) {
    const PublicNode& node = game.nodes[row];
    if (!is_choice(node)) continue;
    for (std::uint32_t set = sets[node.owner]; set < sets[node.owner + 1]; ++set) part.sets.push_back(set);
  }
  std::ranges::sort(part.sets);
  return part;
}

// A public tree of its own, of the nodes below one, with the actions of the whole.
struct PublicPart {
  std::shared_ptr<PublicGame> game = std::make_shared<PublicGame>();
  std::vector<std::uint32_t> actions;
};

void take_decision(const PublicGame& whole, const PublicNode& node, std::uint32_t row, PublicPart& part) {
  PublicGame& game = *part.game;
  PublicDecision decision = whole.decisions[node.owner];
  const std::uint32_t num_types = whole.num_types[decision.actor];
  const std::uint32_t num_actions = num_types * decision.num_actions;
  for (std::uint32_t a = 0; a < num_actions; ++a) part.actions.push_back(decision.first_action.value + a);
  decision.node = row;
  decision.first_infoset = InfosetId{game.num_infosets};
  decision.first_action = ActionId{game.num_actions};
  game.num_infosets += num_types;
  game.num_actions += num_actions;
  game.nodes[row].owner = static_cast<std::uint32_t>(game.decisions.size());
  game.decisions.push_back(decision);
}

PublicPart tree_below(const PublicGame& whole, const std::vector<std::uint32_t>& nodes) {
  PublicPart part;
  PublicGame& game = *part.game;
  game.num_types = whole.num_types;
  game.num_odds = whole.num_odds;
  game.num_actors = whole.num_actors;
  std::uint32_t next = 1;  // children follow in the order in which their parents stand
  for (std::uint32_t row = 0; row < nodes.size(); ++row) {
    const PublicNode& node = whole.nodes[nodes[row]];
    if (row == 0) game.nodes.push_back({});
    PublicNode& own = game.nodes[row];
    own.kind = node.kind;
    own.num_children = node.num_children;
    own.first_child = node.num_children > 0 ? next : 0;
    own.owner = node.owner;  // chance keeps its odds
    if (node.kind == NodeKind::Terminal) own.owner = game.num_terminals++;
    if (node.kind == NodeKind::Decision) take_decision(whole, node, row, part);
    for (std::uint32_t k = 0; k < node.num_children; ++k, ++next) game.nodes.push_back({.parent = row});
  }
  return part;
}

// What a camp believes where a part begins. Beliefs below any that can be shown are held to the least that can.
Table<ActorId, std::vector<double>> priors_at(const PublicShape& shape, const double* log_beliefs) {
  Table<ActorId, std::vector<double>> priors;
  for (const std::uint32_t num : shape.game->num_types) {
    std::vector<double> prior;
    for (std::uint32_t t = 0; t < num; ++t)
      prior.push_back(std::max(std::exp(*log_beliefs++), std::numeric_limits<double>::min()));
    priors.push_back(std::move(prior));
  }
  return priors;
}

std::size_t numbers_of_term(const PublicShape& shape, const PublicStakes::Term& term) {
  const std::size_t num = shape.num_types_of(term.one);
  return term.other == none<ActorTag> ? num : num * shape.num_types_of(term.other);
}

// The terms that read others' types at the part's ends; numbers that these share stay shared.
void take_crossings(const PublicShape& shape, const ScaledPublicStakes& all, const std::vector<std::uint32_t>& nodes,
                    ScaledPublicStakes& own) {
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;  // first in the whole -> in the part
  for (std::uint32_t row = 0; row < nodes.size(); ++row) {
    const auto found = std::ranges::lower_bound(all.crossings, nodes[row], {}, &PublicShape::Crossing::node);
    if (found == all.crossings.end() || found->node != nodes[row]) continue;
    const auto first = static_cast<std::uint32_t>(own.all.terms.size());
    for (std::uint32_t k = found->first_term; k < found->end_term; ++k) {
      PublicStakes::Term term = all.all.terms[k];
      const auto [known, is_new] =
          numbers.emplace(term.first_number, static_cast<std::uint32_t>(own.all.numbers.size()));
      const auto begin = all.all.numbers.begin() + term.first_number;
      if (is_new)
        own.all.numbers.insert(own.all.numbers.end(), begin,
                               begin + static_cast<std::ptrdiff_t>(numbers_of_term(shape, term)));
      term.first_number = known->second;
      own.all.terms.push_back(term);
    }
    own.crossings.push_back({row, first, static_cast<std::uint32_t>(own.all.terms.size())});
  }
}

LogitStakes stakes_below(const PublicShape& shape, const LogitStakes& stakes, const std::vector<std::uint32_t>& nodes,
                         const std::vector<double>& log_beliefs) {
  LogitStakes own;
  own.range = stakes.range;
  for (const std::uint32_t node : nodes) {
    const auto first = stakes.values.begin() + static_cast<std::ptrdiff_t>(node * shape.num_types);
    own.values.insert(own.values.end(), first, first + static_cast<std::ptrdiff_t>(shape.num_types));
  }
  const ScaledPublicStakes& all = public_stakes(stakes);
  ScaledPublicStakes in_public;
  in_public.camps = all.camps;
  for (std::size_t camp = 0; camp < all.camps.num(); ++camp)
    in_public.camps.odds[camp].priors =
        priors_at(shape, log_beliefs.data() + place_of_camp(shape, all.camps, nodes.front(), camp));
  take_crossings(shape, all, nodes, in_public);
  own.own = std::move(in_public);
  return own;
}

}  // namespace

std::optional<Parts> find_parts_in_public(const LogitShape& shape) {
  if (shape.form != &public_form) return std::nullopt;
  const PublicGame& game = *public_shape(shape).game;
  const std::vector<Below> sizes = sizes_below(game);
  const std::vector<std::uint32_t> sets = first_sets(game);
  Parts parts;
  std::size_t num_nodes = 0;
  for (std::uint32_t height = 2; height <= sizes.front().height; ++height) {
    std::vector<Part> level;
    for (std::uint32_t row = 0; row < game.nodes.size(); ++row) {
      const bool is_part = is_choice(game.nodes[row]) && sizes[row].height == height;
      if (!is_part || sizes[row].num_choices == sizes.front().num_choices) continue;
      num_nodes += sizes[row].num_nodes;
      if (num_nodes > most_copies * game.nodes.size()) return parts;
      level.push_back(part_below(game, sets, row));
    }
    if (!level.empty()) parts.levels.push_back(std::move(level));
  }
  return parts;
}

std::optional<PartGame> make_part_in_public(const LogitShape& whole, const LogitStakes& stakes, const Part& part,
                                            const std::vector<double>& log_beliefs) {
  if (whole.form != &public_form) return std::nullopt;
  const PublicShape& shape = public_shape(whole);
  const std::vector<std::uint32_t> nodes = nodes_below(*shape.game, part.roots.front());
  PublicPart tree = tree_below(*shape.game, nodes);
  PartGame made;
  made.stakes = stakes_below(shape, stakes, nodes, log_beliefs);
  made.actions = std::move(tree.actions);
  made.shape = std::make_shared<const AqreShape>(logit_shape(*tree.game));
  made.tree = std::move(tree.game);
  return made;
}

}  // namespace demarche
