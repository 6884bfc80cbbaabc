#pragma once

#include "demarche/solve/equations/logit_point.h"
#include "demarche/solve/linear/log_size.h"
#include "demarche/solve/public/public_shape.h"

#include <Eigen/LU>

#include <vector>

namespace demarche {

// The exact Newton step on a public tree, by elimination from its ends to its root. A subtree speaks with the rest of
// the game only through the log-reaches l at its root (one vector over types an actor) and the values V it returns:
//   dV = s + C (B dl),
// where each row of B reads the log-reaches of one actor. A move adds one row for each camp that watches it, as camps
// believe differently: belief x (choice - average choice) over the mover's types. Rows that read an actor are replaced
// by the identity where they outnumber its types, so that a node costs O(sum of types x rows^2).
struct PublicResponse {
  struct Rows {
    bool whole = false;            // the identity: the rows are the log-reaches themselves
    std::ptrdiff_t num = 0;        // columns of C
    std::ptrdiff_t first = 0;      // among the columns of C
    Eigen::MatrixXd coefficients;  // [row][type] unless whole
  };
  std::vector<Rows> rows;            // [actor]
  Eigen::MatrixXd columns;           // C: [type of all actors][row of B]
  std::ptrdiff_t first_column = 0;   // where its columns are among those of all its siblings
  std::ptrdiff_t first_own_row = 0;  // and its rows that read the mover above, among theirs
};

// What a mover's choices change in the rows of its children that read the mover feeds back on its choices, by G:
// (I - precision x G) w = right side. One system a decision, as large as these rows are many.
using PublicPivot = Eigen::PartialPivLU<Eigen::MatrixXd>;

// What the mover does at a decision, by type and move.
struct PublicChoice {
  Eigen::MatrixXd probabilities;  // [type][move]
  Eigen::MatrixXd advantages;     // [type][move]: value of the move minus the mean over moves
  Eigen::MatrixXd differences;    // [type of all actors][watcher x moves but the last + move]: what those in the camp
                                  // expect after the move minus after the last one; 0 for all others and the mover
  Eigen::MatrixXd beliefs;        // [type][camp]
  Eigen::MatrixXd moves;          // [move][camp]: its public probability
};

struct PublicElimination {
  std::vector<Camps::Stretch> stretches;
  std::size_t num_camps = 1;
  std::vector<std::vector<std::ptrdiff_t>> watchers;  // [actor]: the camps that others are in
  std::vector<PublicResponse> responses;              // [node]
  std::vector<PublicChoice> choices;                  // [decision]
  std::vector<PublicPivot> pivots;                    // [decision]
  std::vector<Eigen::MatrixXd> answers;  // [decision]: w by column of all children, their rows unmoved by the mover
  std::size_t most_numbers = 0;          // columns, own rows and moves of one decision together
  int determinant_sign = 1;              // of the Jacobian in log-odds
  LogSize determinant_size;
};

void eliminate(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point, PublicElimination& result);

// Replaces a right side [unknown] by the solution of J x = right; `point` is the one that was eliminated at.
void substitute(const LogitShape& shape, const LogitPoint& point, const PublicElimination& elimination,
                std::vector<double>& right);

}  // namespace demarche
