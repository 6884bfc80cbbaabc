#pragma once

// The inner loops of regret minimisation, compiled once for each kind of processor: everything here is local to the
// file that includes it. Four is the number of lanes worked on at a time; a bundle of one lane is worked on by plain
// numbers.

#include "demarche/regret/kernels.h"

#include <cstring>

namespace demarche {
namespace {

typedef double Four __attribute__((vector_size(32)));

#define DEMARCHE_INLINE [[gnu::always_inline]] inline

template <class V>
constexpr std::uint32_t lanes_of = sizeof(V) / sizeof(double);

template <class V>
DEMARCHE_INLINE V load(const double* from) {
  V numbers;
  std::memcpy(&numbers, from, sizeof numbers);
  return numbers;
}

template <class V>
DEMARCHE_INLINE void store(double* to, V numbers) {
  std::memcpy(to, &numbers, sizeof numbers);
}

// What is above a floor; nothing else.
template <class V>
DEMARCHE_INLINE V above(V numbers, double floor) {
  return numbers > V{} + floor ? numbers : V{};
}

// Sums over four columns at a time, then of the four in order: the same on every processor.
DEMARCHE_INLINE double inner_product(const double* one, const double* other, std::uint32_t num) {
  Four sum{};
  std::uint32_t k = 0;
  for (; k + 4 <= num; k += 4) sum += load<Four>(one + k) * load<Four>(other + k);
  double rest = 0;
  for (; k < num; ++k) rest += one[k] * other[k];
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + rest;
}

DEMARCHE_INLINE void pay_product(const PayoffBlock& block, const double* numbers, const double* plans, double* values) {
  const double* by_column = numbers + block.num_rows;
  const double share = inner_product(by_column, plans + block.column, block.num_columns) * block.factor;
  for (std::uint32_t row = 0; row < block.num_rows; row += 4) {
    double* to = values + block.row + row;
    store(to, load<Four>(to) + load<Four>(numbers + row) * share);
  }
}

DEMARCHE_INLINE void pay_block(const PayoffBlock& block, const double* numbers, const double* plans, double* values) {
  if (block.is_product) return pay_product(block, numbers, plans, values);
  const double* plan = plans + block.column;
  double* to = values + block.row;
  Four low{}, high{};
  if (block.num_rows == 8) {
    for (std::uint32_t k = 0; k < block.num_columns; ++k) {
      low += load<Four>(numbers + 8 * k) * plan[k];
      high += load<Four>(numbers + 8 * k + 4) * plan[k];
    }
    store(to + 4, load<Four>(to + 4) + high * block.factor);
  } else {
    for (std::uint32_t k = 0; k < block.num_columns; ++k) low += load<Four>(numbers + 4 * k) * plan[k];
  }
  store(to, load<Four>(to) + low * block.factor);
}

DEMARCHE_INLINE double product(const TermView& terms, std::size_t term, const double* plans) {
  double product = terms.coefficients[term];
  for (std::size_t k = 0; k < terms.num_others; ++k) product *= plans[terms.others[term * terms.num_others + k]];
  return product;
}

// Two sums at a time, so that additions need not wait for each other.
DEMARCHE_INLINE void pay_row(const TermView& terms, const TermRow& row, const double* plans, double* values) {
  double even = 0, odd = 0;
  const std::size_t end = row.first + row.num;
  std::size_t term = row.first;
  if (terms.num_others == 1) {
    for (; term + 1 < end; term += 2) {
      even += terms.coefficients[term] * plans[terms.others[term]];
      odd += terms.coefficients[term + 1] * plans[terms.others[term + 1]];
    }
    if (term < end) even += terms.coefficients[term] * plans[terms.others[term]];
  } else {
    for (; term < end; ++term) even += product(terms, term, plans);
  }
  values[row.row] += even + odd;
}

DEMARCHE_INLINE void pay_bundle(const TermView& terms, std::uint32_t bundle, const double* plans, double* values) {
  for (std::uint32_t k = terms.first_blocks[bundle]; k < terms.first_blocks[bundle + 1]; ++k) {
    pay_block(terms.blocks[k], terms.patterns + terms.blocks[k].pattern, plans, values);
  }
  for (std::uint32_t k = terms.first_term_rows[bundle + 1]; k < terms.first_term_rows[bundle + 2]; ++k) {
    pay_row(terms, terms.term_rows[k], plans, values);
  }
}

void pay(const TermView& terms, const BundlePart& part, const double* plans, double* values) {
  for (std::size_t k = 0; k < part.num; ++k) pay_bundle(terms, part.order[k], plans, values);
}

void pay_at_once(const TermView& terms, const double* plans, double* values) {
  for (std::uint32_t k = 0; k < terms.first_term_rows[1]; ++k) pay_row(terms, terms.term_rows[k], plans, values);
}

// What the information sets are worth under regret matching; all moves alike where there is no positive regret.
template <class V>
DEMARCHE_INLINE V value_of_sets(const Bundle& bundle, std::uint32_t row, const Rows& rows) {
  V sum{}, weighed{}, total{};
  for (std::uint32_t a = 0; a < bundle.num_actions; ++a, row += bundle.num_lanes) {
    const V value = load<V>(rows.values + row);
    const V weight = above(load<V>(rows.matched + row), rows.floor);
    sum += weight;
    weighed += weight * value;
    total += value;
  }
  return sum > V{} ? weighed / sum : total / static_cast<double>(bundle.num_actions);
}

template <class V>
DEMARCHE_INLINE V best_of_sets(const Bundle& bundle, std::uint32_t row, const Rows& rows) {
  V best = load<V>(rows.values + row);
  for (std::uint32_t a = 1; a < bundle.num_actions; ++a) {
    const V value = load<V>(rows.values + row + a * bundle.num_lanes);
    best = value > best ? value : best;
  }
  return best;
}

template <class V, Keep keep>
DEMARCHE_INLINE void regret_row(std::uint32_t row, V value, const Weights& weights, const Rows& rows) {
  const V regret = load<V>(rows.values + row) - value;
  const V before = load<V>(rows.regrets + row);
  if constexpr (keep == Keep::Both) {
    store(rows.regrets + row, (before > V{} ? before * weights.positive : before * weights.negative) + regret);
  } else {
    const V now = above(before * weights.positive + regret, 0);
    store(rows.regrets + row, now);
    if constexpr (keep == Keep::Predicted) store(rows.matched + row, above(now * weights.expected + regret, 0));
  }
  const V plan = load<V>(rows.plan + row);
  store(rows.average + row, load<V>(rows.average + row) * weights.average + plan * weights.plan);
}

// The values of the information sets from one lane on, after their regrets are kept and their rows' values cleared.
template <class V, Keep keep>
DEMARCHE_INLINE V sweep_sets(const Bundle& bundle, std::uint32_t lane, const Weights& weights, const Rows& rows) {
  const std::uint32_t first = bundle.first_row + lane;
  V value;
  if constexpr (keep == Keep::Nothing) value = best_of_sets<V>(bundle, first, rows);
  else value = value_of_sets<V>(bundle, first, rows);
  for (std::uint32_t a = 0; a < bundle.num_actions; ++a) {
    const std::uint32_t row = first + a * bundle.num_lanes;
    if constexpr (keep != Keep::Nothing) regret_row<V, keep>(row, value, weights, rows);
    store(rows.values + row, V{});
  }
  return value;
}

template <class V>
DEMARCHE_INLINE void push(const BundlePart& part, const Bundle& bundle, std::uint32_t lane, V value, double* values) {
  if (bundle.hang == Hang::InStep) {
    double* to = values + bundle.parent + lane;
    return store(to, load<V>(to) + value);
  }
  double single[lanes_of<V>];
  store(single, value);
  for (std::uint32_t k = 0; k < lanes_of<V>; ++k) {
    const bool together = bundle.hang == Hang::Together;
    values[together ? bundle.parent : part.scattered[bundle.parent + lane + k]] += single[k];
  }
}

template <class V, Keep keep>
DEMARCHE_INLINE void sweep_bundle(const BundlePart& part, std::size_t at, const Weights& weights, const Rows& rows) {
  const Bundle& bundle = part.bundles[part.order[at]];
  for (std::uint32_t lane = 0; lane < bundle.num_lanes; lane += lanes_of<V>) {
    const V value = sweep_sets<V, keep>(bundle, lane, weights, rows);
    if (part.kept_at != nullptr) store(part.kept + part.kept_at[part.order[at]] + lane, value);
    else push(part, bundle, lane, value, rows.values);
  }
}

template <Keep keep>
DEMARCHE_INLINE void sweep_part(const TermView* terms, const BundlePart& part, const double* plans,
                                const Weights& weights, const Rows& rows) {
  for (std::size_t at = part.num; at-- > 0;) {
    if (terms != nullptr) pay_bundle(*terms, part.order[at], plans, rows.values);
    if (part.bundles[part.order[at]].num_lanes == 1) sweep_bundle<double, keep>(part, at, weights, rows);
    else sweep_bundle<Four, keep>(part, at, weights, rows);
  }
}

void sweep(const TermView* terms, const BundlePart& part, const double* plans, Keep keep, const Weights& weights,
           const Rows& rows) {
  switch (keep) {
    case Keep::Positive:
      return sweep_part<Keep::Positive>(terms, part, plans, weights, rows);
    case Keep::Both:
      return sweep_part<Keep::Both>(terms, part, plans, weights, rows);
    case Keep::Predicted:
      return sweep_part<Keep::Predicted>(terms, part, plans, weights, rows);
    case Keep::Nothing:
      return sweep_part<Keep::Nothing>(terms, part, plans, weights, rows);
  }
}

template <class V>
DEMARCHE_INLINE V plan_before(const BundlePart& part, const Bundle& bundle, std::uint32_t lane, const double* plan) {
  if (bundle.hang == Hang::InStep) return load<V>(plan + bundle.parent + lane);
  double single[lanes_of<V>];
  for (std::uint32_t k = 0; k < lanes_of<V>; ++k) {
    const bool together = bundle.hang == Hang::Together;
    single[k] = plan[together ? bundle.parent : part.scattered[bundle.parent + lane + k]];
  }
  return load<V>(single);
}

template <class V>
DEMARCHE_INLINE void match_bundle(const BundlePart& part, const Bundle& bundle, const double* matched, double floor,
                                  double* plan) {
  for (std::uint32_t lane = 0; lane < bundle.num_lanes; lane += lanes_of<V>) {
    const std::uint32_t first = bundle.first_row + lane;
    V sum{};
    for (std::uint32_t a = 0; a < bundle.num_actions; ++a) {
      sum += above(load<V>(matched + first + a * bundle.num_lanes), floor);
    }
    const V before = plan_before<V>(part, bundle, lane, plan);
    const V scale = before / (sum > V{} ? sum : V{} + static_cast<double>(bundle.num_actions));
    for (std::uint32_t a = 0; a < bundle.num_actions; ++a) {
      const std::uint32_t row = first + a * bundle.num_lanes;
      store(plan + row, sum > V{} ? above(load<V>(matched + row), floor) * scale : scale);
    }
  }
}

void match(const BundlePart& part, const double* matched, double floor, double* plan) {
  for (std::size_t at = 0; at < part.num; ++at) {
    const Bundle& bundle = part.bundles[part.order[at]];
    if (bundle.num_lanes == 1) match_bundle<double>(part, bundle, matched, floor, plan);
    else match_bundle<Four>(part, bundle, matched, floor, plan);
  }
}

constexpr Kernels all_kernels() { return {pay, pay_at_once, sweep, match}; }

#undef DEMARCHE_INLINE

}  // namespace
}  // namespace demarche
