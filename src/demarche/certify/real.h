#pragma once

#include "demarche/base/wide.h"

#include <cfloat>
#include <cmath>

namespace demarche {

// The numbers of a certificate: a gain is a small difference, so they have more digits than a double. A long double
// where the processor has one (x86: 64 bits of it); elsewhere it is put together in software, at forty times the price
// of two doubles, which have 106.
#if LDBL_MANT_DIG == 64
using Real = long double;
#else
using Real = Wide;
#endif

inline Real exp_of(Real x) { return Real{std::exp(static_cast<long double>(x))}; }
inline Real log_of(Real x) { return Real{std::log(static_cast<long double>(x))}; }
inline bool is_infinite(Real x) { return std::isinf(static_cast<double>(x)); }

}  // namespace demarche
