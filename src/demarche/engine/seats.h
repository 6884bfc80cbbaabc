#pragma once

#include "demarche/base/refusal.h"
#include "demarche/engine/request.h"
#include "demarche/seats/sitting.h"

namespace demarche {

// The actor of that name, or one sentence with the name that was perhaps meant.
OrRefusal<ActorId> seat_named(const Model& model, const std::string& name);

// Who sits where, and what they have done, by the model's own names.
OrRefusal<SittingPlan> sitting_plan(const Model& model, const Request& request);
OrRefusal<std::vector<SeatMove>> moves_at_seats(const Model& model, const std::vector<MoveSent>& moves);

}  // namespace demarche
