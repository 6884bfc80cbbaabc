#pragma once

#include "demarche/certify/certify.h"

#include <string>
#include <vector>

namespace demarche {

// One type of a sender: an information set at which it may send the message, and the move that does.
struct SignalType {
  InfosetId set;
  ActionId sends;
  double in_equilibrium = 0;  // what it expects there as the strategy is
};

// A message, the types of the one actor who may send it, and the sets at which the one who replies has heard it. What
// follows a reply is as the strategy has it. Tables are [type][reply set][move]: the probability that the message, sent
// by the type, comes to that set, times what the actor expects of the move there.
struct Signal {
  ActorId sender, receiver;
  std::vector<SignalType> types;
  std::vector<InfosetId> replies;
  std::vector<double>
      without_reply;  // [type]: the sender's, where the story ends before a reply, times its probability
  std::vector<std::vector<std::vector<double>>> to_sender, to_receiver;
};

// The messages of a game that are (nearly) never sent by types that are met.
struct UnusedSignals {
  std::vector<Signal> signals;
  // Messages that are no signals in this sense: others must make up their minds about the types, too, or a type has two
  // ways of sending one, or sender and receiver disagree about chance, for which the criteria were not made.
  std::size_t num_others = 0;
  std::size_t num_used = 0;  // messages that are sent, by somebody who could be of several types
};

// A message is unused where no type sends it with more than this.
inline constexpr double unused_below = 1e-6;

UnusedSignals unused_signals(const Game& game, const Stakes& stakes, const Strategy& strategy,
                             const Certificate& certificate);

}  // namespace demarche
