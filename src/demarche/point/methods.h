#pragma once

#include "demarche/base/workers.h"
#include "demarche/point/plan.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace demarche {

// What a method can give beside a profile.
enum class Gift : std::uint8_t {
  Precision,    // the equilibrium at a finite precision
  Path,         // the way it came, point by point
  Several,      // other equilibria, too
  Following,    // the equilibrium that is continuous with a known one, at other numbers
  Derivatives,  // how the equilibrium moves with the numbers
  Disagreement  // equilibria of actors who disagree about the odds
};

// What a method keeps of a game's shape while it solves the game at many numbers; made when first needed.
struct KeptShape {
  std::shared_ptr<const AqreShape> path;
};

// How a method is called: the plan has its aim, and whoever calls lends the rest.
struct Brief {
  const Plan& plan;
  const Workers& workers;
  const Monitor& monitor;
};

// A way to solve games.
struct Method {
  std::string_view name;   // what is typed after `--method`
  std::string_view words;  // what it is, for whoever must choose
  std::span<const Gift> gifts;
  bool draws = false;  // at random, from the plan's seed
  Solution (*flat)(const Game&, const Stakes&, KeptShape&, const Brief&);
  Solution (*in_public)(const PublicGame&, const PublicStakes&, const Brief&);  // null: over histories alone
};

// All that there are, the usual one first. A new method is a row here.
std::span<const Method> methods();

// Null where none is called so.
const Method* method_named(std::string_view name);

bool gives(const Method& method, Gift gift);

// All of them in a line, for the help of `--method`.
std::string methods_in_words();

}  // namespace demarche
