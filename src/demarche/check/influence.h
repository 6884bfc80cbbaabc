#pragma once

#include "demarche/model/model.h"

#include <optional>
#include <vector>

namespace demarche {

// Sets of variables as bits, and a relation of variables as a row of them for each.
class VariableSet {
 public:
  explicit VariableSet(std::size_t num_variables) : words_((num_variables + 63) / 64) {}
  void insert(VariableId id) { words_[id.value / 64] |= std::uint64_t{1} << (id.value % 64); }
  void erase(VariableId id) { words_[id.value / 64] &= ~(std::uint64_t{1} << (id.value % 64)); }
  [[nodiscard]] bool contains(VariableId id) const { return words_[id.value / 64] >> (id.value % 64) & 1; }
  void insert(const VariableSet& other);
  [[nodiscard]] bool meets(const VariableSet& other) const;

 private:
  std::vector<std::uint64_t> words_;
};
using Influences = Table<VariableId, VariableSet>;

// What, by the rules of a story alone, each variable may change: the odds, conditions, votes and raids that read it,
// the options that it allows, and all that is not settled where it ends the story. Each variable is in its own set;
// what follows from what follows is not.
Influences rules_of(const Model& model);

// Together with what follows from what follows. `without` is left out, and so is all that follows through it alone.
Influences all_that_follows(const Influences& influences, std::optional<VariableId> without);

}  // namespace demarche
