#include "demarche/regret/kernels_body.h"

namespace demarche {

const Kernels* kernels_for_avx2() {
#if defined(__AVX2__)
  static constexpr Kernels here = all_kernels();
  return &here;
#else
  return nullptr;
#endif
}

}  // namespace demarche
