#pragma once

#include "demarche/compile/advance.h"

#include <unordered_map>

namespace demarche {

// Lists of what was seen, shared between all histories and actors that saw the same in the same order. The step at
// which an own move was made is part of what its actor remembers.
struct ObservationPool {
  struct Key {
    ObservationId before;
    VariableId variable;
    SiteId own;
    ValueIndex value = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  Table<ObservationId, Observation> observations{1};  // row 0: nothing seen yet
  std::unordered_map<Key, ObservationId, Hash> ids;
};

// The list `before` with one more thing at its end.
ObservationId see(ObservationPool& pool, ObservationId before, const Sight& sight);

// A list from its beginning.
std::vector<Observation> listed(const Table<ObservationId, Observation>& observations, ObservationId last);

}  // namespace demarche
