#pragma once

#include "demarche/reasons/beliefs_held.h"
#include "demarche/reasons/next_events.h"
#include "demarche/reasons/payoff_lines.h"
#include "demarche/study/points.h"

#include <optional>
#include <string>
#include <vector>

namespace demarche {

// What is asked: why a move is one value rather than another.
struct AskedChoice {
  VariableId move;
  ValueIndex chosen = 0;
  std::optional<ValueIndex> over;  // nullopt: whichever other option is worth most
  const Formula* given = nullptr;  // null: wherever the move is made
};

// The information sets of the move that offer both values, where the condition is certain, whatever comes. They count
// by how likely they are reached, the condition having come true; sets that are never reached count alike where there
// are no others. Empty where there are none.
std::vector<OptionPair> option_pairs(const Position& position, const AskedChoice& asked, ValueIndex other);

// The other option that is worth most on average where both are offered; nullopt where there is none.
std::optional<ValueIndex> best_other(const Position& position, const AskedChoice& asked);

// A set among those that were averaged over.
struct PreferenceAt {
  std::string infoset;
  double weight = 0;
  double preference = 0;
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

struct ChoiceReasons {
  ActorId actor;
  VariableId move;
  ValueIndex chosen = 0, other = 0;
  LineReasons lines = {};
  double log_odds = 0;
  double gain_left = 0;    // what the certificate leaves at these sets
  bool undecided = false;  // the preference is no larger than that
  std::size_t num_sets = 0;
  std::vector<PreferenceAt> sets = {};  // the heaviest three
  std::vector<NextEvent> events = {};
  std::vector<BeliefReason> beliefs = {};
  std::vector<TurningValue> turns = {};  // the nearest first, by shares of their ranges
};

// All but the turns; nullopt where the two are nowhere offered together.
std::optional<ChoiceReasons> reasons_of(const Position& position, const AskedChoice& asked);

// Moves each number with a range alone and solves again where it looks. The study is left interrupted where the monitor
// says to stop.
std::vector<TurningValue> turning_values(Study& study, const AskedChoice& asked, ValueIndex other, double slack,
                                         Span asked_at);

}  // namespace demarche
