#include "demarche/solve/linear/front_kernels_body.h"

namespace demarche {

const FrontKernels& front_kernels_for_any() {
  static constexpr FrontKernels here = all_front_kernels();
  return here;
}

const FrontKernels& front_kernels() {
#if defined(__x86_64__)
  const FrontKernels* avx2 = front_kernels_for_avx2();
  if (avx2 != nullptr && __builtin_cpu_supports("avx2")) return *avx2;
#endif
  return front_kernels_for_any();
}

}  // namespace demarche
