#pragma once

#include "demarche/solve/aqre.h"
#include "demarche/solve/equations/logit_solver.h"

#include <memory>
#include <optional>
#include <vector>

namespace demarche {

// The same point of the same crisis in another form, up which the equations are eliminated.
struct TwinLinearisation {
  std::shared_ptr<const LogitShape> shape;
  LogitSolver solver;
  LogitPoint point;
  std::vector<std::uint32_t> unknowns;  // [unknown of the flat game]: the same one in the twin
};

// The equations of a logit equilibrium, linearised at it: what derivatives are taken from.
struct Linearisation {
  const Game* game = nullptr;
  const Stakes* of_game = nullptr;  // which `stakes` are made of
  std::shared_ptr<const AqreShape> shape;
  LogitSolver solver;  // factorised at the point, unless that was done in the twin
  LogitStakes stakes;
  LogitPoint point;
  std::optional<TwinLinearisation> twin;
};

// nullopt where the game is too large to eliminate (LogitSolver), or the equilibrium stands on a fold, where it has no
// derivatives. Meaningful only for solutions of finite precision.
std::optional<Linearisation> linearise(const Game& game, std::shared_ptr<const AqreShape> shape, const Stakes& stakes,
                                       const Solution& solution);

// The public form of a flat game, with its stakes, and [information set of the flat game] its first move there.
struct PublicTwin {
  const PublicGame* game = nullptr;
  const PublicStakes* stakes = nullptr;
  const Table<InfosetId, ActionId>* first_moves = nullptr;
};

// The same for a crisis in public, whose flat game may be too large to eliminate: linear in the public tree.
std::optional<Linearisation> linearise(const Game& game, const PublicTwin& twin, const Stakes& stakes,
                                       const Solution& solution);

// How a quantity changes with the game's numbers.
struct Gradient {
  std::vector<double> payoffs;                     // [outcome x num_actors + actor], a payoff unit
  Table<OddsId, double> odds;                      // a unit of probability, each move of chance by itself
  Table<ActorId, Table<OddsId, double>> thoughts;  // the same of what actors think; empty where all go by `odds`
  double precision = 0;                            // a unit of 1/payoff, those of all actors keeping their proportions
  std::vector<double> own_precisions{};            // [actor]: the same of its own alone; empty where all have one
  // Linearised in public: the two tables hold what changes while the strategy stays, and what the strategy adds is the
  // change of `weighted_values` with these weights, one an action of the public form.
  std::vector<double> action_weights;
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

// For each row of weights the sum of weight x action value under other stakes of the public form, the strategy staying
// what it is at the linearisation, which must be one in public.
std::vector<double> weighted_values(const Linearisation& at, const PublicGame& game, const PublicStakes& stakes,
                                    const std::vector<std::vector<double>>& rows);

}  // namespace demarche
