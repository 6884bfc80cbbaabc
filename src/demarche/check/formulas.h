#pragma once

#include "demarche/check/resolve.h"

namespace demarche {

// Formulas from what was written. Names that do not resolve are reported and read as not a number, on which later
// checks of numbers say nothing. What the formula reads is appended to `reads`.
Formula build_expression(Work& work, const Expr& expr, Reads& reads);
Formula build_condition(Work& work, const Cond& cond, Reads& reads);

// A number that may depend on parameters alone; `what` names it where it does not ("the best guess of `face`").
Formula build_constant(Work& work, const Expr& expr, std::string_view what);

// A condition on the story, which may not read parameters (E018); empty where there is none.
Formula build_guard(Work& work, const std::optional<Cond>& cond, Reads& reads);

OpCode op_of(Comparison comparison);

// Always not a number.
Formula not_a_number(Span span);

Formula both(Formula left, const Formula& right);

// The code of a part behind that of the whole.
void append(const Formula& part, Formula& whole);

// `variable is value`.
Formula is_formula(VariableId variable, ValueIndex value, Span span);

}  // namespace demarche
