#include "demarche/solve/linear/front_kernels_body.h"

namespace demarche {

const FrontKernels* front_kernels_for_avx2() {
#if defined(__AVX2__)
  static constexpr FrontKernels here = all_front_kernels();
  return &here;
#else
  return nullptr;
#endif
}

}  // namespace demarche
