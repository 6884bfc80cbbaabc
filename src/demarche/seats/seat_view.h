#pragma once

#include "demarche/seats/sitting.h"

#include <vector>

namespace demarche {

// How many of a raid's weapons got through.
struct RaidCounts {
  std::size_t launched = 0;
  std::size_t leaked = 0;
};

// Something that a seat has seen, or chose itself.
struct SeenAtSeat {
  enum class How : std::uint8_t { Chosen, Seen, Shown };  // Shown: not when it was settled, but told of it later
  VariableId variable;
  ValueIndex value = 0;
  How how = How::Seen;
  bool is_private = false;           // not everybody saw it
  std::optional<std::size_t> stage;  // in which it is settled; nothing for traits, and where several stages settle it
  std::optional<RaidCounts> counts = {};  // of a raid, where the seat can know what it met
};

// Where in the story: its stage, and the rounds there, the outermost first.
struct StoryPlace {
  std::size_t stage = 0;
  std::vector<std::size_t> rounds;
  friend bool operator==(const StoryPlace&, const StoryPlace&) = default;
};

// A belief that is asked for: how likely it is that the variable has this value.
struct BeliefAsked {
  VariableId variable;
  ValueIndex value = 0;
};

struct AskedAtSeat {
  InfosetId infoset;
  VariableId move;
  std::vector<ValueIndex> options;
  std::optional<BeliefAsked> belief;
};

// All that a seat may know, and nothing else: it is the same in all histories that the actor cannot tell apart.
struct SeatView {
  ActorId seat;
  std::size_t turn = 0;  // moves that this seat has made
  bool is_over = false;
  std::vector<SeenAtSeat> traits = {};  // its own
  std::vector<SeenAtSeat> seen = {};    // what came after, in order
  std::optional<StoryPlace> place = {};
  std::vector<VariableId> hidden = {};  // what may be one way or another for all that it knows
  std::optional<AskedAtSeat> asked = {};
  std::optional<ActorId> waiting_for = {};  // where that is certain
};
SeatView view_of(const Sitting& sitting, ActorId seat);

// The belief on which the choice there rests most, of those about something that is hidden.
std::optional<BeliefAsked> belief_asked_at(const Solved& solved, InfosetId infoset);
// What Bayes' rule makes of it there.
double belief_held_at(const Solved& solved, InfosetId infoset, const BeliefAsked& about);

}  // namespace demarche
