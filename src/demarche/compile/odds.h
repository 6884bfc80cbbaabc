#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// Computes the probabilities of one row of chance's moves, in the order of the node's children. What is wrong with them
// is added to the diagnostics (E011, E019); the row is then of no use.
void compute_odds(const Model& model, const Story& story, const Story::OddsRow& row, const Point& point,
                  std::span<double> odds, Diagnostics& diagnostics);

// The same as an actor thinks it is: by its own cases, or by the model's at a point of its own. `odds`: the model's.
// E034 where it rules out what these do not, or the other way round.
void compute_odds_as_seen_by(ActorId actor, const Model& model, const Story& story, const Story::OddsRow& row,
                             const Point& point, std::span<const double> odds, std::span<double> own,
                             Diagnostics& diagnostics);

// E026 where the raids of all rows take too long together, although each by itself does not.
std::optional<Diagnostic> too_many_raids(const Model& model, const Story& story, const Point& point);

}  // namespace demarche
