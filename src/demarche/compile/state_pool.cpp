#include "demarche/compile/state_pool.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace demarche {
namespace {

constexpr StateId empty_slot = none<StateTag>;

// Multiplies and folds eight bytes at a time, as wyhash does (Wang Yi, 2019); states are data of ours, not of
// attackers.
std::uint64_t hash_of(StateView state) {
  std::uint64_t hash = 0x9E3779B97F4A7C15;
  const std::span<const std::byte> bytes = std::as_bytes(state);
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    hash = (hash ^ word) * 0xD6E8FEB86659FD93;
    hash ^= hash >> 32;
  }
  return hash * 0xD6E8FEB86659FD93 >> 16;
}

bool same(StateView a, StateView b) { return a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0; }

// The slot that holds the state, or the empty one where it belongs.
std::size_t slot_of(const StatePool& pool, StateView state) {
  const std::size_t mask = pool.slots.size() - 1;
  std::size_t slot = hash_of(state) & mask;
  while (pool.slots[slot] != empty_slot && !same(state_view(pool, pool.slots[slot]), state)) slot = (slot + 1) & mask;
  return slot;
}

void grow(StatePool& pool) {
  pool.slots.assign(std::max<std::size_t>(16, pool.slots.size() * 4), empty_slot);
  for (std::size_t id = 0; id < pool.num_states; ++id) {
    pool.slots[slot_of(pool, state_view(pool, StateId{id}))] = StateId{id};
  }
}

}  // namespace

StateId intern(StatePool& pool, StateView state) {
  if (2 * (pool.num_states + 1) > pool.slots.size()) grow(pool);
  StateId& slot = pool.slots[slot_of(pool, state)];
  if (slot == empty_slot) {
    slot = StateId{pool.num_states++};
    pool.states.insert(pool.states.end(), state.begin(), state.end());
  }
  return slot;
}

}  // namespace demarche
