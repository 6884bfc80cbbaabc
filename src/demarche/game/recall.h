#pragma once

#include "demarche/game/game.h"

#include <optional>
#include <string>

namespace demarche {

// Two histories of one information set that their actor could tell apart by its own moves.
struct RecallFailure {
  InfosetId infoset;
  NodeId first;
  NodeId second;
  std::string sentence;  // names the information set and what was forgotten
};

// Perfect recall after Kuhn (1953), absent-mindedness included: at all histories of a set its actor has made the same
// last move of its own. Linear in the number of nodes. The first failure in depth-first order.
std::optional<RecallFailure> find_recall_failure(const Game& game);

}  // namespace demarche
