#pragma once

#include "demarche/solve/path/logit_dynamics.h"
#include "demarche/solve/several/equilibrium_list.h"

#include <optional>
#include <vector>

namespace demarche {

// What is known at one precision: equilibria, and which rows of the list they belong to.
struct Level {
  const LogitStakes* stakes = nullptr;
  double precision = 0;
  double scale = 1;      // of random numbers, in units of the payoff range
  bool unequal = false;  // the stakes are such that mistakes are unequal
  std::vector<LogitPoint> points;
  std::vector<std::vector<std::size_t>> rows;
};

struct Search {
  const SearchOptions* options = nullptr;
  const Monitor* monitor = nullptr;
  LogitSolver solver;  // as made for the shape; every branch works on a copy
  LogitStakes stakes;
  std::vector<Level> levels;
  EquilibriumList list;
  std::size_t start = 0;  // the one under way, from 1
  bool stopped = false;
  const std::vector<double>* leaning = nullptr;  // of the start under way, where it leans
  double strays = 0;                             // how far it does what is drawn where the leaning leaves it open
};

// Whether to search on, as the monitor has it; once it says no, that is that.
bool goes_on(Search& search);
GoOn go_on_of(Search& search);

// An equilibrium that was reached at a level: where it is not known there, all that lies on its curve is added to the
// list. The rows that the equilibrium itself leads to.
std::vector<std::size_t> expand(Search& search, Level& level, const LogitPoint& point, Route route);

// At a precision: what else lies on the curve of the first row, which is the principal branch.
void follow_on(Search& search);

}  // namespace demarche
