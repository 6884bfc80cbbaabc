#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace demarche {

inline constexpr std::uint32_t no_row = 0xFFFFFFFF;

// Rows by key, in one piece of memory (a quarter of reading a large file is looking up numbers). Invariant: the number
// of places is a power of 2, and at least a third of them are empty.
struct EfgRows {
  struct Place {
    std::uint64_t key = 0;
    std::uint32_t row = no_row;  // none: the place is empty
  };
  std::vector<Place> places{std::vector<Place>(16)};
  std::size_t num_rows = 0;
};

// File numbers are anybody's; mixing keeps look-ups short whatever they are (splitmix64, Steele, Lea & Flood 2014).
inline std::size_t mixed(std::uint64_t key) {
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9u;
  key = (key ^ (key >> 27)) * 0x94d049bb133111ebu;
  return static_cast<std::size_t>(key ^ (key >> 31));
}

inline EfgRows::Place& place_for(EfgRows& table, std::uint64_t key) {
  const std::size_t mask = table.places.size() - 1;
  std::size_t at = mixed(key) & mask;
  while (table.places[at].row != no_row && table.places[at].key != key) at = (at + 1) & mask;
  return table.places[at];
}

// The row of a key that may be new: then `next` becomes its row.
inline std::uint32_t row_of(EfgRows& table, std::uint64_t key, std::uint32_t next) {
  EfgRows::Place& place = place_for(table, key);
  if (place.row != no_row) return place.row;
  place = {key, next};
  if (3 * ++table.num_rows <= 2 * table.places.size()) return next;
  const std::vector<EfgRows::Place> before =
      std::exchange(table.places, std::vector<EfgRows::Place>(2 * table.places.size()));
  for (const EfgRows::Place& old : before) {
    if (old.row != no_row) place_for(table, old.key) = old;
  }
  return next;
}

}  // namespace demarche
