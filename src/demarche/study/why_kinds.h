#pragma once

#include <optional>
#include <string>
#include <vector>

// What answers to `why` hold, in the model's words.
namespace demarche {

// A set among those that were averaged over, and the preference there.
struct PreferenceAt {
  std::string infoset;
  double weight = 0;
  double preference = 0;
};

// Something that may come next (see reasons/next_events.h).
struct NextReason {
  std::string event;  // `Iran.answer is retaliate`, `the end`
  double chance_chosen = 0, chance_other = 0;
  double worth_chosen = 0, worth_other = 0;
  double by_chance = 0, by_worth = 0;
};

// What the preference rests on of a belief (see reasons/beliefs_held.h).
struct HeldBelief {
  std::string trait, value;
  double belief = 0;
  double if_so = 0, if_not = 0;
  std::optional<double> turns_at;
};

// Where a number of the model, moved alone from where it stands, turns the preference: the options are worth the same
// there, or, at a jump, another equilibrium begins.
struct TurningValue {
  std::string parameter;
  double now = 0, low = 0, high = 0;
  std::optional<double> value = {};  // nullopt: nowhere within its range
  double before = 0, after = 0;      // the preference on either side of it, solved again there: smaller value first
  bool is_jump = false;
  bool whole = false;  // it counts things: the value lies between two whole numbers
};

// What an answer changes by with the odds of an option.
struct MoveReason {
  std::string actor, move, value;
  double chance = 0;      // of the option, where the move is made
  double derivative = 0;  // of the answer, a unit of log-odds
};

// A history on which an event comes true: "US.backing is firm", "Iran.raid is hold", ...
struct HistoryReason {
  std::vector<std::string> steps;
  double share = 0;  // of the probability of the event
};

// What goes away of a difference where one actor plays as in the other world.
struct HeldActorReason {
  std::string actor;
  double held = 0;
  double goes_away = 0;
};

// How often an option is chosen in either world.
struct ShiftedOption {
  std::string actor, move, value;
  double first = 0, second = 0;
};

}  // namespace demarche
