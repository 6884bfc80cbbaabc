#include "demarche/engine/seats.h"

#include "demarche/diag/guess.h"
#include "demarche/diag/letters.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string actors_listed(const Model& model) {
  std::string names;
  for (const Actor& actor : model.actors) names += fmt::format("{}`{}`", names.empty() ? "" : ", ", actor.name);
  return names;
}

}  // namespace

OrRefusal<ActorId> seat_named(const Model& model, const std::string& name) {
  const std::string sought = normalised(name);
  std::vector<std::string> known;
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    const Actor& actor = model.actors[ActorId{row}];
    if (actor.name == sought || actor.long_name == sought) return ActorId{row};
    known.push_back(actor.name);
  }
  const std::string guess = best_guess(sought, known);
  const std::string meant = guess.empty() ? "" : fmt::format("did you mean `{}`? ", guess);
  return std::unexpected(Refusal{fmt::format("no actor is called `{}`", name),
                                 fmt::format("{}the actors are {}", meant, actors_listed(model))});
}

OrRefusal<SittingPlan> sitting_plan(const Model& model, const Request& request) {
  SittingPlan plan{0, request.seed, request.play.beliefs};
  for (const std::string& name : request.play.seats) {
    const auto seat = seat_named(model, name);
    if (!seat) return std::unexpected(seat.error());
    const ActorSet own = ActorSet{1} << seat->value;
    if ((plan.seats & own) != 0) return std::unexpected(Refusal{fmt::format("`{}` is named twice", name), ""});
    plan.seats |= own;
  }
  if (plan.seats != 0) return plan;
  return std::unexpected(Refusal{"nobody is named whom a person plays", "the actors are " + actors_listed(model)});
}

OrRefusal<std::vector<SeatMove>> moves_at_seats(const Model& model, const std::vector<MoveSent>& moves) {
  std::vector<SeatMove> made;
  for (const MoveSent& move : moves) {
    const auto seat = seat_named(model, move.seat);
    if (!seat) return std::unexpected(seat.error());
    made.push_back({*seat, normalised(move.option), move.belief});
  }
  return made;
}

}  // namespace demarche
