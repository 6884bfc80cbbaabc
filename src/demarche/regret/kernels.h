#pragma once

#include "demarche/regret/terms.h"

namespace demarche {

// How instantaneous regrets are kept.
enum class Keep : std::uint8_t {
  Positive,   // regret matching+: what is negative is forgotten
  Both,       // negative regrets are remembered, perhaps less and less
  Predicted,  // regret matching+ that expects the last instantaneous regret to come again
  Nothing     // no regrets: values of best replies
};

// An iteration's weights.
struct Weights {
  double positive = 1;  // of the positive regrets so far
  double negative = 1;  // of the negative ones
  double expected = 1;  // of the regrets so far, in the prediction
  double average = 1;   // of the average so far
  double plan = 1;      // of this iteration's plan in the average
};

// The arrays of a run, one number a row of Sequences.
struct Rows {
  double* regrets = nullptr;
  double* matched = nullptr;  // what the next plan is in proportion to; `regrets` itself but for Predicted
  double* plan = nullptr;     // probability that the actor makes all moves of the sequence, the others permitting
  double* average = nullptr;  // weighted sum of plans
  double* values = nullptr;   // what the sequence pays against the others' plans; 0 between sweeps
  double floor = 0;           // regrets up to here may be nothing but rounding: they move no plan
};

// A part of one actor's information sets.
struct BundlePart {
  const Bundle* bundles = nullptr;  // of the actor
  const std::uint32_t* scattered = nullptr;
  const std::uint32_t* order = nullptr;  // numbers of bundles, ascending
  std::size_t num = 0;
  const std::uint32_t* kept_at = nullptr;  // where the values of the part's bundles are kept; null: pushed upwards
  double* kept = nullptr;
};

// One actor's terms as plain pointers; the meaning is that of Terms.
struct TermView {
  const std::uint32_t* first_blocks = nullptr;
  const std::uint32_t* first_term_rows = nullptr;
  const PayoffBlock* blocks = nullptr;
  const double* patterns = nullptr;
  const TermRow* term_rows = nullptr;
  const double* coefficients = nullptr;
  const std::uint32_t* others = nullptr;
  std::size_t num_others = 0;
};

TermView terms_view(const Terms& terms, std::size_t num_actors);

// The inner loops. There are two builds of them, for any processor and for those with AVX2; both compute the same bits,
// since lanes are independent and no operation is fused with another.
struct Kernels {
  // Adds to the values of the part's rows what they pay against the plans.
  void (*pay)(const TermView& terms, const BundlePart& part, const double* plans, double* values);
  // The same for the terms of actors that have not moved.
  void (*pay_at_once)(const TermView& terms, const double* plans, double* values);
  // From the last bundle to the first: values of information sets, pushed to the moves before them, regrets and
  // averages. With terms, `pay` is done for each bundle just before.
  void (*sweep)(const TermView* terms, const BundlePart& part, const double* plans, Keep keep, const Weights& weights,
                const Rows& rows);
  // From the first bundle to the last: plans by regret matching.
  void (*match)(const BundlePart& part, const double* matched, double floor, double* plan);
};

// The fastest that this processor runs.
const Kernels& kernels();

const Kernels& kernels_for_any();
const Kernels* kernels_for_avx2();  // null where the program was built without

}  // namespace demarche
