#pragma once

#include "demarche/refine/signal.h"

#include <cstdint>

namespace demarche {

// Which beliefs after a message that nobody sends are held against an equilibrium.
enum class Criterion : std::uint8_t {
  Intuitive,  // Cho & Kreps 1987 (QJE 102): types are ruled out to which it could not pay, whatever reply is a best one
  D1          // the same paper after Banks & Sobel 1987: types that it pays under fewer replies than another type
};

// Why an equilibrium fails: were the receiver sure that the message does not come from those ruled out, the type would
// gain by sending it, however the receiver then replies.
struct Objection {
  Criterion criterion = Criterion::Intuitive;
  ActorId sender, receiver;
  SignalType breaks;                 // the type that would send it
  std::vector<InfosetId> ruled_out;  // the types that would not
  double at_least = 0;               // what it would then get at least, counted as breaks.in_equilibrium is
};

struct Refinement {
  std::vector<Objection> objections;   // at most one a message: the intuitive criterion before D1, which asks for more
  std::size_t num_messages = 0;        // unused, to which the criteria apply
  std::size_t num_not_applicable = 0;  // unused, to which they do not
  std::size_t num_used = 0;            // others, by which an actor's types are told apart or not
};

// Holds a profile against both criteria, message by message, for one sender's types, one message and one receiver (who
// may have types of its own, independent of what the sender is taken for). Margins of one millionth of the payoff range
// beside the certificate's gain are left to the equilibrium. Linear in nodes; where the receiver has
// so many sets that there are too many replies to look at, the criteria count as not applicable.
Refinement refine(const Game& game, const Stakes& stakes, const Strategy& strategy, const Certificate& certificate);

}  // namespace demarche
