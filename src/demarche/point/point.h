#pragma once

#include "demarche/point/in_public.h"
#include "demarche/point/refusal.h"
#include "demarche/point/solved.h"

#include <expected>
#include <variant>

// The one road from a problem to a certified solution: compile, bind, solve, certify.
namespace demarche {

// What is wrong with the problem, or why it is not solved as was asked.
using Failure = std::variant<Diagnostics, Refusal>;

std::expected<Found, Failure> solve(Problem problem, const Plan& plan, const Monitor& monitor = {},
                                    const Workers& workers = {});

// The same, bit for bit, of a crisis that the same plan has unfolded before, at other numbers: it is not unfolded
// again.
std::expected<Found, Failure> solve_again(Compiled compiled, Varied crisis, const Plan& plan,
                                          const Monitor& monitor = {}, const Workers& workers = {});

// A crisis over its histories, whatever the plan holds.
std::expected<Solved, Failure> solve_model(const Model& model, const Parameters& parameters, Plan plan,
                                           const Monitor& monitor = {}, const Workers& workers = {});

// The same road for a crisis that is unfolded once and solved at many numbers: what is kept between them, and a point.
struct Kept {
  KeptShape shape;
  std::optional<InPublic> open;  // where it is solved as a public tree, looked for when first needed
  bool looked_for_open = false;
};
struct AtPoint {
  const Model& model;
  const Compiled& compiled;
  const Parameters& parameters;
  const Stakes& stakes;
};

// Null where the crisis is solved over the flat tree.
const InPublic* open_form(Kept& kept, const Model& model, const Compiled& compiled, const Plan& plan);

// The solution there, over histories, not yet judged.
Solution find_at(const AtPoint& at, Kept& kept, const Brief& brief);

}  // namespace demarche
