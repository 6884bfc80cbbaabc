#include "demarche/compile/observations.h"

#include <algorithm>

namespace demarche {

std::size_t ObservationPool::Hash::operator()(const Key& key) const {
  std::uint64_t hash = (std::uint64_t{key.before.value} << 32 | key.variable.value) * 0x9E3779B97F4A7C15;
  hash ^= hash >> 29;
  hash += std::uint64_t{key.own.value} << 8 | key.value;
  hash *= 0xD6E8FEB86659FD93;
  return hash ^ hash >> 32;
}

ObservationId see(ObservationPool& pool, ObservationId before, const Sight& sight) {
  const ObservationId next{pool.observations.size()};
  const auto [at, is_new] = pool.ids.try_emplace({before, sight.variable, sight.own, sight.value}, next);
  if (is_new) pool.observations.push_back({before, sight.variable, sight.value, sight.own});
  return at->second;
}

std::vector<Observation> listed(const Table<ObservationId, Observation>& observations, ObservationId last) {
  std::vector<Observation> list;
  for (ObservationId at = last; at.value != 0; at = observations[at].before) list.push_back(observations[at]);
  std::ranges::reverse(list);
  return list;
}

}  // namespace demarche
