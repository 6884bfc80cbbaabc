#pragma once

#include "demarche/refine/refine.h"

#include <string>
#include <string_view>

// How criteria and objections are told, by the names that the game has; the subject of the sentences is an equilibrium.
namespace demarche {

// Whether there is a message to hold against it, or all that there are are sent.
bool is_applicable(const Refinement& refinement);

std::string_view criterion_text(Criterion criterion);  // `the intuitive criterion (Cho and Kreps 1987)`

// The move that would send the message, `D.signal` without what was seen, and its name.
struct MessageName {
  std::string step;
  std::string move;
};
MessageName message_name(const Game& game, const Objection& objection);

// `the intuitive criterion (Cho and Kreps 1987): "D.signal" sink could never pay D.stake weak, whatever C's best
// reply; D.stake strong would gain 0.45 by it if C knew that`. The step stands between backticks.
std::string objection_text(const Game& game, const Objection& objection);

// `fails ...`, `passes ...` or `not applicable here: ...`, without a stop.
std::string refinement_text(const Game& game, const Refinement& refinement);

}  // namespace demarche
