#pragma once

#include "demarche/compile/program.h"

#include <span>
#include <vector>

namespace demarche {

// How long what was settled still has a say in what can happen. Histories that differ only in what nothing reads any
// more go on alike, and are counted together.
struct Lifetimes {
  std::vector<VariableId> order;               // all variables, those that are read last at the end
  Table<SiteId, std::uint32_t> num_forgotten;  // of them, read nowhere from the site's step on
};
Lifetimes lifetimes_of(const Program& program);

inline std::span<const VariableId> forgotten_at(const Lifetimes& lifetimes, SiteId site) {
  return {lifetimes.order.data(), lifetimes.num_forgotten[site]};
}

// What the number of histories is multiplied with at the least: moves whose options no condition limits and draws with
// plain odds, as far as no condition stands before them and nothing ends before. Infinity where that is beyond a
// double.
double growth_floor(const Program& program);

}  // namespace demarche
