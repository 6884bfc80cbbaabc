#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// Distinct states, each kept once and numbered in order of arrival. Rows of `slots` are ids into `states`, found by
// open addressing with linear probing; at most half are taken.
struct StatePool {
  std::size_t num_variables = 0;
  std::vector<ValueIndex> states;  // [state x num_variables + variable]
  std::vector<StateId> slots;
  std::size_t num_states = 0;
};

StateId intern(StatePool& pool, StateView state);

inline StateView state_view(const StatePool& pool, StateId state) {
  return {pool.states.data() + std::size_t{state.value} * pool.num_variables, pool.num_variables};
}

}  // namespace demarche
