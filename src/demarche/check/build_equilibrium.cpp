#include "demarche/check/build_equilibrium.h"

#include "demarche/check/numbers.h"
#include "demarche/check/quantities.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

namespace {

// A probability that is to be what none is.
void check_bound(Work& work, const ClaimSyntax& syntax, const Claim& claim) {
  const std::optional<double> bound = best_value(work, *claim.bound);
  if (!bound || claim.quantity.op != Quantity::Op::Probability || (*bound >= 0 && *bound <= 1)) return;
  say(work, {Kind::E019,
             fmt::format("{} is compared with {:.6g}, and a probability lies between 0 and 1",
                         ticked(claim.quantity.text), *bound),
             {syntax.bound.span, ""},
             {{syntax.quantity->span, "this probability"}},
             "compare it with a number from 0% to 100%"});
}

void build_comparison(Work& work, const ClaimSyntax& syntax, Claim& claim) {
  claim.quantity = build_quantity(work, *syntax.quantity);
  claim.comparison = op_of(syntax.comparison);
  claim.bound = build_constant(work, syntax.bound, "what an equilibrium is named by");
  check_finite(work, *claim.bound, "what the equilibrium is named by");
  check_bound(work, syntax, claim);
}

Claim build_claim(Work& work, const ClaimSyntax& syntax) {
  Claim claim;
  claim.span = syntax.span;
  claim.text = one_line(work.source, syntax.span);
  if (syntax.quantity) {
    build_comparison(work, syntax, claim);
  } else {
    claim.quantity.event = build_event(work, syntax.event);
    claim.quantity.text = claim.text;
  }
  if (!syntax.condition) return claim;
  claim.given = build_event(work, *syntax.condition);
  claim.text += " if " + one_line(work.source, syntax.condition->span);
  return claim;
}

}  // namespace

NamedEquilibrium build_named(Work& work, const EquilibriumStatement& syntax) {
  NamedEquilibrium named;
  named.span = syntax.span;
  for (const ClaimSyntax& claim : syntax.claims) named.claims.push_back(build_claim(work, claim));
  return named;
}

void say_named_twice(Work& work, Span again, Span first) {
  say(work, {Kind::E021,
             "the equilibrium is named twice",
             {again, ""},
             {{first, "named here"}},
             "write all that happens in it below one line `equilibrium where:`"});
}

void build_named_equilibrium(Work& work) {
  for_each_statement<EquilibriumStatement>(work.tree, [&](const EquilibriumStatement& syntax, const Statement&) {
    NamedEquilibrium named = build_named(work, syntax);
    if (work.model.named) say_named_twice(work, syntax.span, work.model.named->span);
    else work.model.named = std::move(named);
  });
}

}  // namespace demarche
