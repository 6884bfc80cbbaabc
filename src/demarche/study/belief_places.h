#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// A place of the story at which a belief is asked: a step that histories have come to, and what the believer has seen
// by then.
struct BeliefPlace {
  enum class At : std::uint8_t { Start, Step, End };
  At at = At::Step;
  SiteId site = none<SiteTag>;  // Step
  ObservationId seen;
  bool is_own = false;        // the believer is to move
  std::vector<NodeId> asked;  // where the condition has just come true
  // All that the believer cannot tell from these; a history that came past the step without taking it is meant by the
  // node at which it stands next.
  std::vector<NodeId> alike;
};

// All that the shape of a game says of a question about a belief.
struct BeliefPlaces {
  std::vector<BeliefPlace> start;  // when all traits are drawn and nothing has happened: always asked of all histories
  std::vector<BeliefPlace> met;    // where the condition comes true first
  std::vector<NodeId> unmet;       // histories to their ends on which it does not
};

// `given` may be null: it is true from the start.
BeliefPlaces belief_places(const Model& model, const Compiled& compiled, const Point& point, ActorId believer,
                           const Formula* given);

// "C.w | A.k=x": as the information set is called where it is the believer's own; "the start" and "the end" where no
// step is taken.
std::string label_of(const Model& model, const Compiled& compiled, const BeliefPlace& place);

}  // namespace demarche
