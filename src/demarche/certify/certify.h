#pragma once

#include "demarche/game/game.h"

#include <vector>

namespace demarche {

// How good a strategy is, at every information set, on and off the path of play: Kreps & Wilson's (1982) test of
// sequential rationality, one deviation at a time. Computed with more digits than doubles have, reaches as logs, by
// code that no solver shares. Gains and values are in payoff units. Where actors disagree about chance, each is judged
// by its own odds: gains, beliefs and what moves are worth are the mover's; reaches and expected payoffs are by the
// stakes'.
struct Certificate {
  Table<InfosetId, double> gains;         // best one-shot deviation minus the strategy's value, given Bayes' beliefs
  Table<InfosetId, double> log_reaches;   // log-probability of the set; -infinity where only moves of odds 0 lead
  Table<ActionId, double> action_values;  // what the actor expects of each move if it then plays as the strategy says
  std::vector<double> beliefs;            // one a row of Game::members: probability of the history given the set
  Table<ActorId, double> values;          // expected payoffs
  Table<ActorId, double> own_values;      // by each actor's own odds; empty where all go by those of the stakes
  Table<ActorId, double> nash_gaps;       // what an actor gains at most by changing its strategy as a whole; or empty
  Table<InfosetId, std::uint8_t> within_reach;  // 0: only moves of chance with odds of 0 lead there, whatever all do
  double max_gain = 0;                          // over the sets within reach
  double payoff_range = 0;                      // over plays that can be
  InfosetId worst = none<struct InfosetTag>;    // where max_gain is; none where nobody can move
  double max_gain_on_path = 0;                  // over sets reached with probability over 1e-9
  // Where moves are worth so nearly the same, beside the payoff range, that a strategy may leave them open and still
  // have no gain to speak of; the largest difference there. None in games whose payoffs are of one size.
  InfosetId faintest = none<struct InfosetTag>;
  double faint_stake = 0;
  double rounding = 0;  // payoff units: gains may be larger by this at most, as payoffs are held in doubles
};

inline bool is_within_reach(const Certificate& certificate, InfosetId id) {
  return certificate.within_reach.empty() || certificate.within_reach[id] != 0;
}

// How many sets no strategy reaches at these stakes.
std::size_t num_out_of_reach(const Certificate& certificate);

// Beliefs at sets off the path are the limits that the strategy's log-probabilities imply; moves of log-probability
// -infinity are taken as equally likely trembles far rarer than anything else the strategy does. What lies behind a
// move of chance with odds of 0 cannot be, and is not believed in where something else leads there, however rarely.
// Sets to which nothing else leads have gains and beliefs, too, from the other moves, and are no part of the maximum.
// Needs perfect recall. Linear in nodes x actors.
enum class BestReplies : std::uint8_t { Included, LeftOut };  // whether whole strategies are compared, as nash_gaps
Certificate certify(const Game& game, const Stakes& stakes, const Strategy& strategy,
                    BestReplies best_replies = BestReplies::Included);

}  // namespace demarche
