#pragma once

#include "demarche/check/build.h"

#include <optional>
#include <vector>

// One actor cares for another: `+ 0.5 * payoff of Israel`.
namespace demarche {

// Whose payoff a line reads, and what works on it there: `0.5 *` is what stands before it and after it in a formula.
struct Caring {
  ActorId of;
  std::vector<Instruction> before, after;
};

// A line of a payoff as it is written.
struct PayoffRow {
  PayoffTerm term;
  std::optional<Caring> caring;  // in place of the term's number
};

bool reads_payoff(const Expr& expr);

// Nothing, and E005 or E023, where the expression is not one payoff, alone or multiplied.
std::optional<Caring> build_caring(Work& work, const Expr& expr);

// Puts the rows into the model, each line that cares for an actor as the terms of that actor, which may itself care for
// others. E023 where actors care for each other in a circle, E022 where there would be too many terms.
void put_payoffs(Work& work, Table<ActorId, std::vector<PayoffRow>> rows);

}  // namespace demarche
