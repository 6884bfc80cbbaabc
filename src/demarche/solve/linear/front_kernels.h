#pragma once

#include <cstddef>
#include <cstdint>

namespace demarche {

// A front (see BlockPlan) while it is eliminated, by columns: the pivots' columns over all rows, the pivots' rows of
// the other columns, and what is left of the others for the parent.
struct FrontBlocks {
  double* lower = nullptr;  // num_rows x num_pivots
  double* upper = nullptr;  // num_pivots x others
  double* rest = nullptr;   // others x others
  std::uint32_t num_pivots = 0;
  std::uint32_t num_rows = 0;

  std::size_t num_others() const { return num_rows - num_pivots; }
};

// Rows of a front that stand one after the other in its parent, on one side of the parent's pivots.
struct FrontRun {
  std::uint32_t place = 0;  // of the first one
  std::uint32_t num = 0;
};

// What a front leaves to its parent.
struct FrontLeftover {
  FrontBlocks from;
  const FrontRun* runs = nullptr;
  std::size_t num_runs = 0;
  double* column = nullptr;  // working space: numbers for the others
};

// A front has few pivots where what they take from the rest is subtracted pivot by pivot. What such a front without
// children leaves is worked out when its parent takes it.
inline constexpr std::uint32_t few_pivots = 4;

// The inner loops of elimination. There are two builds of them, for any processor and for those with AVX2; both compute
// the same bits, since every number is worked out by itself and no operation is fused with another.
struct FrontKernels {
  // The pivots' columns, with exchanges [pivot] among the pivots' rows. A pivot that is smaller is replaced by
  // `smallest`.
  void (*eliminate)(const FrontBlocks& front, double smallest, std::uint32_t* exchanges);
  // The pivots' rows of the other columns.
  void (*reduce)(const FrontBlocks& front, const std::uint32_t* exchanges);
  // The rest, where pivots are few.
  void (*subtract)(const FrontBlocks& front);
  // Adds what a front leaves to its parent; works it out where it has no `rest`.
  void (*pass_on)(const FrontLeftover& leftover, const FrontBlocks& parent);
};

// The fastest that this processor runs.
const FrontKernels& front_kernels();

const FrontKernels& front_kernels_for_any();
const FrontKernels* front_kernels_for_avx2();  // null where the program was built without

}  // namespace demarche
