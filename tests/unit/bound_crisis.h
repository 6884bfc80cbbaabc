#pragma once

#include "demarche/solve/path/follow.h"
#include "from_text.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>

namespace demarche::tests {

struct BoundCrisis {
  Model model;
  Compiled compiled;
  Stakes stakes;
  const Game& game() const { return compiled.game; }
};

inline BoundCrisis bound_crisis(const std::string& text) {
  BoundCrisis made{model_from(text), {}, {}};
  made.compiled = compiled_from(made.model);
  auto stakes = demarche::bind(made.model, made.compiled, best_guesses(made.model));
  REQUIRE(stakes.has_value());
  made.stakes = std::move(*stakes);
  return made;
}

inline AqreOptions at_precision_of(double precision) {
  AqreOptions options;
  options.precision = precision;
  return options;
}

inline Solution solved_crisis(const BoundCrisis& crisis, const AqreOptions& options) {
  Solution solution = solve_aqre(crisis.game(), crisis.stakes, options);
  CHECK(reached(solution.reason));
  return solution;
}

// The branch from precision 0 itself, through every fold of the whole: no parts, no jumps. None where it is too long.
inline std::optional<Strategy> followed_through(const BoundCrisis& crisis, double precision, int max_steps) {
  const auto shape = aqre_shape(crisis.game(), crisis.stakes);
  LogitTrace trace = start_trace(make_solver(*shape), *logit_stakes(crisis.game(), *shape, crisis.stakes));
  const double goal = precision * trace.stakes.range;
  while (trace.here.precision != goal && trace.num_steps < max_steps) {
    const bool returned = trace.here.precision <= 0 && trace.tangent.s < 0;
    trace.suspects_parts = trace.follows_parts = false;
    if (returned || !advance(trace, goal)) return std::nullopt;
  }
  if (trace.here.precision != goal) return std::nullopt;
  polish(trace, 1e-11);
  return strategy_at(shape->logit, trace.here);
}

}  // namespace demarche::tests
