#pragma once

#include "demarche/engine/engine.h"
#include "demarche/point/point.h"

#include <expected>

namespace demarche {

// The problem solved as planned, which is the session's under the selection. It stays the session's, for the next
// request.
std::expected<Found*, Failure> solve_in(Session& session, Problem problem, const Selection& selection, const Plan& plan,
                                        const Lent& lent);

// What histories of the model settle, in order: two models of one text may differ in what questions have kept.
std::vector<std::string> names_settled(const Model& model);

}  // namespace demarche
