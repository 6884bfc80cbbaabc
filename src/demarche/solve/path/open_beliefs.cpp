#include "demarche/solve/path/open_beliefs.h"

namespace demarche {
namespace {

Pace pace_at(const LogitShape& shape, double precision, const Tangent& tangent) {
  Pace pace{precision, {}};
  if (tangent.logs.empty() || tangent.s == 0) return pace;
  std::vector<double> changes = tangent.logs;
  for (double& change : changes) change *= precision / ((1 + precision) * tangent.s);
  pace.reaches = shape.form->reach_changes(shape, changes);
  return pace;
}

}  // namespace

std::optional<OpenBelief> find_open_belief(const LogitTrace& trace, double tolerance) {
  const LogitShape& shape = *trace.solver.shape;
  const LogitPace& earlier = trace.pace_before;
  const Pace now = pace_at(shape, trace.here.precision, trace.tangent);
  const bool known = earlier.precision > 0 && earlier.tangent.s * trace.tangent.s > 0;
  const Pace before = known ? pace_at(shape, earlier.precision, earlier.tangent) : Pace{};
  if (now.reaches.empty()) return std::nullopt;
  return shape.form->find_open_belief({shape, trace.stakes, trace.here, now, before, tolerance});
}

}  // namespace demarche
