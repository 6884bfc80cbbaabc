#pragma once

#include "demarche/solve/several/plans.h"

namespace demarche {

// An extreme Nash equilibrium of a game of two, as choices at its information sets.
struct NashPoint {
  Strategy strategy;          // -infinity: not chosen; where an actor does not come by its own moves, even odds
  std::vector<double> ends;   // [terminal, in order of nodes]: its probability
  std::vector<double> reach;  // [infoset]: its probability
  bool regular = false;
};

// What the equilibria of one connected set have in common.
enum class SameIn : std::uint8_t {
  Choices,  // it is a single equilibrium that reaches every information set with a choice among credible moves:
            // sequential
  Outcome,  // they differ at most where nobody comes
  Nothing   // a continuum of outcomes
};

struct NashComponent {
  std::vector<NashPoint> points;
  SameIn same_in = SameIn::Nothing;
};

// All Nash equilibria of a game in credible moves (credible_moves.h): among them are all sequential ones, and so all
// limits of logit equilibria.
struct NashCensus {
  std::vector<NashComponent> components;
  std::array<std::size_t, 2> num_plans{};
  std::size_t num_incredible = 0;  // moves that no plan has
};

std::expected<NashCensus, NoCensus> nash_census(const Game& game, const Stakes& stakes);

// An equilibrium of a game of two, as choices in the game that their plans are of.
NashPoint point_of_mixes(const Game& game, const PlanGame& plans, const ExtremeEquilibrium& found);

// What one equilibrium alone tells.
SameIn same_in(const Game& game, const Stakes& stakes, const Table<ActionId, std::uint8_t>& credible,
               const NashPoint& point);

// Probabilities of all moves.
std::vector<double> choices_of(const Strategy& strategy);

// Probabilities of a game's ends under a strategy, laid out as in NashPoint.
std::vector<double> probabilities_of_ends(const Game& game, const Stakes& stakes, const Strategy& strategy);

// How far a distribution over ends is from the nearest mean of those of a component's points: the largest difference of
// a probability. Where they have one outcome, from that; else to about 0.01.
double distance_to(const NashComponent& component, const std::vector<double>& ends);

}  // namespace demarche
