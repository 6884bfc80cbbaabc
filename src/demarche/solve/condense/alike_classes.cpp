#include "demarche/solve/condense/alike_classes.h"

#include "demarche/solve/condense/condensed_parts.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <ranges>
#include <unordered_map>

namespace demarche {
namespace {

using Inner = LogitShape::Inner;

struct Classing {
  const LogitShape& shape;
  const LogitStakes& stakes;
  std::vector<std::uint32_t> entries;    // [node x num_actors + actor]: of settled play behind an end
  std::vector<double> bases;             // [the same]: what the first end below a node adds
  std::vector<std::uint32_t> classes{};  // [node]
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_hash{};  // a node of each class; of inner ones its row
  std::uint32_t num_classes = 0;

  std::size_t row(std::size_t node, std::size_t actor) const { return node * shape.num_actors + actor; }
  double apart(const Inner& inner, std::size_t k, std::size_t actor) const {
    return bases[row(inner.first_child + k, actor)] - bases[row(inner.first_child, actor)];
  }
  bool is_chance(const Inner& inner) const { return inner.first_coefficient >= shape.num_actions; }
  const double* odds_of_moves(const Inner& inner) const {
    return stakes.odds.data() + (inner.first_coefficient - shape.num_actions);
  }
};

std::uint64_t stirred(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

// Numbers that rounding alone tells apart have nearly always the same.
std::uint64_t rough(double number) {
  return static_cast<std::uint64_t>(std::llround(number * (1e9 * std::numbers::pi)));
}

std::uint64_t hash_of_end(const Classing& classing, std::uint32_t node) {
  std::uint64_t hash = 1;
  for (std::size_t i = 0; i < classing.shape.num_actors; ++i)
    hash = stirred(hash, classing.entries[classing.row(node, i)]);
  return hash;
}

bool same_end(const Classing& classing, std::uint32_t one, std::uint32_t other) {
  const auto at = [&](std::uint32_t node) {
    return classing.entries.begin() + static_cast<std::ptrdiff_t>(classing.row(node, 0));
  };
  return std::equal(at(one), at(one) + static_cast<std::ptrdiff_t>(classing.shape.num_actors), at(other));
}

std::uint64_t hash_of_inner(const Classing& classing, const Inner& inner) {
  const bool chance = classing.is_chance(inner);
  std::uint64_t hash = stirred(2, chance ? inner.num_children : inner.first_coefficient + (std::uint64_t{1} << 32));
  for (std::size_t k = 0; k < inner.num_children; ++k) {
    hash = stirred(hash, classing.classes[inner.first_child + k]);
    if (chance) hash = stirred(hash, std::bit_cast<std::uint64_t>(classing.odds_of_moves(inner)[k]));
    for (std::size_t i = 0; i < classing.shape.num_actors; ++i)
      hash = stirred(hash, rough(classing.apart(inner, k, i)));
  }
  return hash;
}

bool same_moves(const Classing& classing, const Inner& one, const Inner& other) {
  if (one.num_children != other.num_children || classing.is_chance(one) != classing.is_chance(other)) return false;
  if (one.first_coefficient == other.first_coefficient) return true;
  if (!classing.is_chance(one)) return false;
  const double* odds = classing.odds_of_moves(one);
  return std::equal(odds, odds + one.num_children, classing.odds_of_moves(other));
}

bool same_inner(const Classing& classing, const Inner& one, const Inner& other) {
  if (!same_moves(classing, one, other)) return false;
  for (std::size_t k = 0; k < one.num_children; ++k) {
    if (classing.classes[one.first_child + k] != classing.classes[other.first_child + k]) return false;
    for (std::size_t i = 0; i < classing.shape.num_actors; ++i)
      if (!alike(classing.apart(one, k, i), classing.apart(other, k, i))) return false;
  }
  return true;
}

// The class of a thing that `is_same` finds among those with its hash, or a new one. `thing`: a node, or a row of inner
// ones; `node_of` tells the node whose class it has.
template <class IsSame, class NodeOf>
std::uint32_t class_of(Classing& classing, std::uint64_t hash, std::uint32_t thing, IsSame is_same, NodeOf node_of) {
  const auto [first, last] = classing.by_hash.equal_range(hash);
  for (auto known = first; known != last; ++known)
    if (is_same(known->second)) return classing.classes[node_of(known->second)];
  classing.by_hash.emplace(hash, thing);
  return classing.num_classes++;
}

void class_ends(Classing& classing) {
  std::vector<char> is_inner(classing.shape.num_nodes, 0);
  for (const Inner& inner : classing.shape.inner) is_inner[inner.node] = 1;
  for (std::uint32_t n = 0; n < classing.shape.num_nodes; ++n) {
    if (is_inner[n] != 0) continue;
    classing.classes[n] = class_of(
        classing, hash_of_end(classing, n), n, [&](std::uint32_t known) { return same_end(classing, n, known); },
        [](std::uint32_t node) { return node; });
  }
}

void class_inner(Classing& classing) {
  classing.by_hash.clear();
  const std::vector<Inner>& all = classing.shape.inner;
  for (auto row = static_cast<std::uint32_t>(all.size()); row-- > 0;) {
    const Inner& inner = all[row];
    for (std::size_t i = 0; i < classing.shape.num_actors; ++i)
      classing.bases[classing.row(inner.node, i)] = classing.bases[classing.row(inner.first_child, i)];
    classing.classes[inner.node] = class_of(
        classing, hash_of_inner(classing, inner), row,
        [&](std::uint32_t known) { return same_inner(classing, inner, all[known]); },
        [&](std::uint32_t known) { return all[known].node; });
  }
}

}  // namespace

std::vector<std::uint32_t> alike_classes(const LogitShape& shape, const LogitStakes& stakes) {
  Classing classing{shape, stakes, std::vector<std::uint32_t>(shape.num_nodes * shape.num_actors, 0), stakes.values};
  if (shape.settled)
    for (const SettledPlay::End& end : shape.settled->ends) classing.entries[end.value] = end.entry;
  classing.classes.assign(shape.num_nodes, 0);
  class_ends(classing);
  class_inner(classing);
  return std::move(classing.classes);
}

}  // namespace demarche
