#pragma once

#include "demarche/model/formula.h"

#include <functional>

namespace demarche {

using ReadsOf = std::function<bool(VariableId)>;

// Conditions that all hold exactly where this one does: what stands between its outermost `and`s.
std::vector<Formula> conjuncts(const Formula& condition);

// All conditions at once; always true where there is none.
Formula all_of(const std::vector<Formula>& conditions);

// Formulas that add up to this one. Signs, and factors and divisors that read none of the `mixed` variables, go to each
// addend: 2 x (A - B) / 3 gives 2 x A / 3 and -(2 x B) / 3.
std::vector<Formula> addends(const Formula& number, const ReadsOf& mixed);

bool reads_any(const Formula& formula, const ReadsOf& of);

}  // namespace demarche
