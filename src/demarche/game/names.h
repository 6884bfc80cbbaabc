#pragma once

#include "demarche/game/game.h"

#include <string>

namespace demarche {

// The information set's name in the model or file, else its number there, else its row.
std::string infoset_label(const Game& game, InfosetId infoset);
// The same with no more of what its mover has seen than what came last: `B.reply after A.move is challenge`.
std::string infoset_in_brief(const Game& game, InfosetId infoset);
std::string actor_name(const Game& game, ActorId actor);
std::string action_name(const Game& game, const Infoset& infoset, std::uint32_t k);  // the k-th move there

// What a history has that another one has not, by the names of chance's and the actors' moves: `strong`, or `weak,
// bluff`.
std::string told_apart(const Game& game, NodeId history, NodeId other);

}  // namespace demarche
