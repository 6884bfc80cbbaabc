#pragma once

#include "demarche/solve/equations/doubt.h"
#include "demarche/solve/linear/log_size.h"

#include <any>
#include <string_view>

namespace demarche {

// The Jacobian's determinant where it was eliminated last.
struct Determinant {
  int sign = 1;
  LogSize size;
  bool singular = false;
  // Of that factor of it that is nearest to 0, or of the whole where a form tells none apart.
  double log_least = 0;
};

// What is particular to a form in which a game is given: a tree of histories, or a public tree with vectors over types.
// A path is followed, and equilibria are looked for, in the same way over every form; each form is one table of these,
// in a wing of its own, to which the shape points. All are called once for a whole game, never for a node of it.
struct LogitForm {
  std::string_view elimination;  // how it eliminates, in words
  bool refines_in_vain = false;  // elimination leaves nothing to refine, and is cheaper made anew

  // Sizes the arrays of a point that hold one number a history.
  void (*lay_out)(const LogitShape&, const LogitStakes&, LogitPoint&);
  // Fills reaches, beliefs, values and action values from logs of moves and probabilities; also `reach_sizes`.
  void (*walk)(const LogitShape&, const LogitStakes&, LogitPoint&);
  // Changes of action values [action] under changes of log p [action].
  std::vector<double> (*action_changes)(const LogitShape&, const LogitStakes&, const LogitPoint&,
                                        const std::vector<double>& changes);
  // Derivatives of action values [action] by the precision, strategies held; empty where none depends on it.
  std::vector<double> (*action_slopes)(const LogitShape&, const LogitPoint&);
  // Changes of log-reaches, laid out as in LogitPoint (in public once for all camps, who see the same moves) and but
  // for constants, under changes of log p [action].
  std::vector<double> (*reach_changes)(const LogitShape&, const std::vector<double>& changes);
  std::size_t (*num_histories)(const LogitShape&);  // that a walk meets

  // Elimination of the Jacobian, which holds what the form likes; empty where none is ever made.
  std::any (*start_elimination)(const LogitShape&);
  void (*eliminate)(const LogitShape&, const LogitStakes&, const LogitPoint&, std::any& elimination);
  Determinant (*determinant)(const std::any& elimination);
  // x with J x = right, or transpose(J) x = right, at the point that was eliminated at.
  void (*substitute)(const LogitShape&, const LogitPoint&, const std::any& elimination, std::vector<double>& right);
  void (*substitute_transposed)(const LogitShape&, const LogitPoint&, const std::any& elimination,
                                std::vector<double>& right);
  // x with J x = right, roughly, where nothing is eliminated.
  void (*approximate)(const LogitShape&, const LogitPoint&, std::vector<double>& right);

  std::optional<OpenBelief> (*find_open_belief)(const BeliefSearch&);
  // Stakes at which some make more mistakes than others, by `factors` [set]; null where the form has none.
  LogitStakes (*with_unequal_mistakes)(const LogitShape&, LogitStakes, const std::vector<double>& factors);
};

}  // namespace demarche
