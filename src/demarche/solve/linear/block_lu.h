#pragma once

#include "demarche/solve/linear/block_plan.h"
#include "demarche/solve/linear/log_size.h"

#include <vector>

namespace demarche {

// L and U of a matrix of blocks. Rows are exchanged inside a front only; what stability that costs is won back by
// refining solutions against the matrix itself.
struct BlockLu {
  std::vector<double> factors;
  std::vector<std::uint32_t> exchanges;  // [unknown, in order of elimination]: row of the front
  int determinant_sign = 1;
  LogSize determinant_size;
  double least_pivot = 1;     // the smallest of those below 1, in size
  bool singular = false;      // a pivot was replaced by a tiny number
  std::vector<double> rest;   // working space: what is left of one front
  std::vector<double> stack;  // and of those that wait for their parents
};

// `values`: the blocks of the matrix without its diagonal, which is 1, as the entries of the plan lay them out.
void factorise(const BlockPlan& plan, const std::vector<double>& values, BlockLu& lu);

// Replaces a right-hand side by the solution.
void substitute(const BlockPlan& plan, const BlockLu& lu, std::vector<double>& unknowns);

// The same for the transposed matrix.
void substitute_transposed(const BlockPlan& plan, const BlockLu& lu, std::vector<double>& unknowns);

}  // namespace demarche
