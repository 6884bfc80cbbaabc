#pragma once

#include "demarche/solve/aqre.h"
#include "demarche/solve/logit_solver.h"

#include <memory>
#include <optional>
#include <vector>

namespace demarche {

// The equations of a logit equilibrium, linearised at it: what derivatives are taken from.
struct Linearisation {
  const Game* game = nullptr;
  std::shared_ptr<const AqreShape> shape;
  LogitSolver solver;  // factorised at the point
  LogitStakes stakes;
  LogitPoint point;
};

// nullopt where the game is too large to eliminate (LogitSolver), or the equilibrium stands on a fold, where it has no
// derivatives. Meaningful only for solutions of finite precision.
std::optional<Linearisation> linearise(const Game& game, std::shared_ptr<const AqreShape> shape, const Stakes& stakes,
                                       const Solution& solution);

// How a quantity changes with the game's numbers.
struct Gradient {
  std::vector<double> payoffs;  // [outcome x num_actors + actor], a payoff unit
  Table<OddsId, double> odds;   // a unit of probability, each move of chance by itself
  double precision = 0;         // a unit of 1/payoff
};

// A quantity read from a strategy and the stakes.
struct Objective {
  Table<ActionId, double> by_log_probability;  // its derivative by log p of every move, as if all were free
  Gradient direct;                             // its derivative by the stakes where the strategy stays
};

// The derivative of a quantity at the equilibrium, the strategy following the stakes: implicit function theorem, one
// adjoint solve and two sweeps, whatever the number of stakes. The equations F(z, stakes) = 0 of LogitPoint give
//   d quantity = direct - y . dF,   with y from   transpose(dF/dz) y = d quantity / dz.
// nullopt where the adjoint equations cannot be solved to 1e-9.
std::optional<Gradient> gradient_of(const Linearisation& at, const Objective& objective);

}  // namespace demarche
