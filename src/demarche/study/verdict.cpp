#include "demarche/study/verdict.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

namespace {

// Solvers sum in another order and with fewer digits: a gain at the tolerance itself may come out on either side of it.
constexpr double same_gain = 1.001;
constexpr double rounding = 1e-13;  // of the payoff range

}  // namespace

void hold_to_certificate(Solution& solution, const Certificate& certificate, const AqreOptions& options) {
  if (!reached(solution.reason)) return;
  if (!std::isfinite(certificate.max_gain)) {
    solution.reason = StopReason::NoProgress;
    solution.notes.emplace_back("nothing is certified: payoffs or probabilities are too large or too small to compute");
    return;
  }
  if (solution.reason == StopReason::ReachedPrecision) return;
  const double allowed = (options.tolerance * same_gain + rounding) * certificate.payoff_range;
  if (certificate.max_gain <= allowed) return;
  solution.reason = StopReason::NoProgress;
  solution.notes.push_back(fmt::format(
      "the solver took this for an equilibrium; the certificate finds a gain of {:.2g}", certificate.max_gain));
}

}  // namespace demarche
