#pragma once

#include "demarche/solve/linear/front_kernels.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

// A dense block of a square matrix of blocks; its numbers lie by rows from `first`.
struct BlockEntry {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::size_t first = 0;
};

// The plan for eliminating a sparse matrix of blocks with 1 on its diagonal: which unknowns go together (fronts), in
// which order, and where each number goes. Multifrontal method of Duff & Reid 1983 (ACM TOMS 9); the pattern is taken
// as symmetric. Children stand before parents, so elimination is a forward loop and substitution a backward one.
struct BlockPlan {
  struct Front {
    std::uint32_t num_pivots = 0;  // unknowns eliminated here
    std::uint32_t num_rows = 0;    // these and the later unknowns they touch
    std::size_t first_row = 0;     // into `rows`: the unknowns, pivots first
    std::size_t first_run = 0;     // into `runs`: where rows past the pivots stand in the parent
    std::size_t first_copy = 0;    // into `copies`
    std::size_t first_factor = 0;  // into the factors: rows x pivots, then pivots x (rows - pivots), by columns
    std::uint32_t num_runs = 0;
    std::uint32_t num_copies = 0;
    std::uint32_t num_children = 0;  // their leftovers lie on top of the stack, the last one topmost
  };
  struct Copy {  // a block of the matrix into the front: one side of it is among the pivots
    std::size_t first = 0;
    std::size_t target = 0;  // of the factors
    std::uint32_t stride = 0;
    std::uint32_t num_rows = 0;
    std::uint32_t num_columns = 0;
  };
  std::size_t num_unknowns = 0;
  std::vector<Front> fronts;
  std::vector<std::uint32_t> rows;
  std::vector<FrontRun> runs;
  std::vector<Copy> copies;
  std::size_t num_factors = 0;
  std::size_t max_stack = 0;
  std::uint32_t max_rows = 0;
  double num_operations = 0;  // multiplications and additions in one factorisation
};

// `sizes`: unknowns of each block, numbered one block after the other. `order`: blocks in an order that the caller
// thinks good; approximate minimum degree (Amestoy, Davis & Duff 1996) is tried too and the cheaper one kept.
// nullopt where both cost more than `max_operations`.
std::optional<BlockPlan> plan_elimination(const std::vector<std::uint32_t>& sizes,
                                          const std::vector<BlockEntry>& entries,
                                          const std::vector<std::uint32_t>& order, double max_operations);

}  // namespace demarche
