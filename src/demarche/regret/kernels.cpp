#include "demarche/regret/kernels_body.h"

namespace demarche {

TermView terms_view(const Terms& terms, std::size_t num_actors) {
  return {terms.first_blocks.data(), terms.first_term_rows.data(), terms.blocks.data(), terms.patterns.data(),
          terms.term_rows.data(),    terms.coefficients.data(),    terms.others.data(), num_actors - 1};
}

const Kernels& kernels_for_any() {
  static constexpr Kernels here = all_kernels();
  return here;
}

const Kernels& kernels() {
#if defined(__x86_64__)
  const Kernels* avx2 = kernels_for_avx2();
  if (avx2 != nullptr && __builtin_cpu_supports("avx2")) return *avx2;
#endif
  return kernels_for_any();
}

}  // namespace demarche
