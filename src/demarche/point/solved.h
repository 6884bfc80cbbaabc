#pragma once

#include "demarche/certify/certify.h"
#include "demarche/compile/unfold_public.h"
#include "demarche/game/efg.h"
#include "demarche/point/equilibria.h"
#include "demarche/point/naming.h"

#include <optional>
#include <variant>

namespace demarche {

// What is to be solved: a crisis at its numbers, or a game that came as a file.
using Problem = std::variant<Varied, EfgFile>;

// A crisis solved, over its histories: what questions are answered from.
struct Solved {
  Model model;  // with the variant's changes made
  Parameters parameters;
  Compiled compiled;
  Stakes stakes;
  Solution solution;
  Certificate certificate;
};

// A crisis in which everybody sees every move, over vectors of types.
struct SolvedPublic {
  Model model;
  Parameters parameters;
  PublicCompiled compiled;
  PublicStakes stakes;
  Game labels;  // actors, information sets and moves with their names; no histories
  Solution solution;
  Certificate certificate;
};

// A game from a file.
struct SolvedFile {
  Game game;
  Stakes stakes;
  Solution solution;
  Certificate certificate;
};

// A problem in the form in which it stands, with its certified solution: one alternative a form.
using AnySolved = std::variant<Solved, SolvedPublic, SolvedFile>;

struct Found {
  AnySolved solved;                      // the solution is the first of all equilibria, to begin with
  std::optional<Equilibria> equilibria;  // where several were looked for
  std::optional<Naming> naming = {};     // where the model names its equilibrium by what happens in it
};

inline const Solution& solution_of(const Found& found) {
  return std::visit([](const auto& solved) -> const Solution& { return solved.solution; }, found.solved);
}

// Puts the equilibrium of that number, counted from 1, in the place of the solution.
void take_equilibrium(Found& found, std::size_t number);

}  // namespace demarche
