#pragma once

#include "demarche/reasons/beliefs_held.h"
#include "demarche/reasons/next_events.h"
#include "demarche/reasons/payoff_lines.h"
#include "demarche/study/points.h"
#include "demarche/study/why_kinds.h"

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

// The logarithm of how likely it is that the move is made at one of these sets, the condition being certain.
double log_reach_of(const Position& position, const AskedChoice& asked, ValueIndex other);

// The information sets of a move at which the condition is certain in some history, 1; null: all of the move.
Table<InfosetId, std::uint8_t> sets_of_move(const Position& position, VariableId move, const Formula* given);

// The other option that is worth most on average where both are offered; nullopt where there is none.
std::optional<ValueIndex> best_other(const Position& position, const AskedChoice& asked);

struct ChoiceReasons {
  ActorId actor;
  VariableId move;
  ValueIndex chosen = 0, other = 0;
  LineReasons lines = {};
  double log_odds = 0;
  double log_reach = 0;    // of the sets
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

// Moves each number with a range alone and solves again where it looks. Where the monitor says to stop the study is
// left interrupted, and what was found until then is given.
struct FoundTurns {
  std::vector<TurningValue> turns;  // the nearest first
  std::size_t num_left = 0;         // numbers that were not moved, or not to the end
};
FoundTurns turning_values(Study& study, const AskedChoice& asked, ValueIndex other, double slack, Span asked_at);

}  // namespace demarche
